"""What a witness refuses with, where the request itself is no malformed file."""

from __future__ import annotations

from pathlib import Path

from ledger.errors import LedgerError, MalformedError, RefusedError
from ledger.messages import message, plural
from ledger.note import Checkpoint
from ledger.note.witness_request import WitnessRequest


class ForkError(LedgerError):
    """Two heads of one log and one size, both signed, that cannot both be true."""

    code = 14
    kind = "fork"


class SpoiltProofError(MalformedError):
    """The proof does not lead from the head seen last to this one.

    That is no evidence of a fork: anybody can spoil a proof, and nobody signs one.
    """

    kind = "spoilt-proof"


class UnknownLogError(MalformedError):
    """The head is not signed by a log that this witness was told to cosign."""

    code = 13
    kind = "unknown-log"


def other_size(request: WitnessRequest, size: int) -> RefusedError:
    """Say which size was seen last: what `add-checkpoint` calls a conflict."""
    return RefusedError(
        message(
            "old size does not match: the last head seen of this log was {size}",
            size=size,
        ),
        expected=message("old {size}", size=size),
        found=message("old {size}", size=request.old),
        next_step=message(
            "at the school: verantwoord anchor request --witness --old {size} FILE",
            size=size,
        ),
    )


def older_head(last: Checkpoint, head: Checkpoint) -> RefusedError:
    """Say that a later head was seen than the one that is to be cosigned."""
    return RefusedError(
        plural(
            "the head has {count} event, and a later one of {seen} was seen: it is an"
            " old one, or the tail of the log was cut off",
            "the head has {count} events, and a later one of {seen} was seen: it is an"
            " old one, or the tail of the log was cut off",
            count=head.size,
            seen=last.size,
        ),
        expected=plural(
            "a head of {count} event or more",
            "a head of {count} events or more",
            count=last.size,
        ),
        found=plural("{count} event", "{count} events", count=head.size),
        next_step=message("ask the school for its newest head"),
    )


def fork(size: int, *, earlier: Path, now: Path) -> ForkError:
    """Say that there are two heads of one size, and in which files they are."""
    return ForkError(
        plural(
            "this is another head of {count} event than the one seen before",
            "this is another head of {count} events than the one seen before",
            count=size,
        ),
        place=str(now),
        expected=message("the log of the head in {path}", path=str(earlier)),
        found=message("another one"),
        next_step=message(
            "do not cosign; keep both files: each is signed by the log's key, and"
            " together they are the evidence"
        ),
    )


def spoilt_proof(last: Checkpoint, head: Checkpoint) -> SpoiltProofError:
    """Say what a proof that does not hold may come from, and how to find out."""
    return SpoiltProofError(
        plural(
            "the proof does not lead from the {count} event that was seen to these"
            " {size}: the request was damaged, or the log was changed since",
            "the proof does not lead from the {count} events that were seen to these"
            " {size}: the request was damaged, or the log was changed since",
            count=last.size,
            size=head.size,
        ),
        expected=message("a proof from size {size} that holds", size=last.size),
        found=message("one that does not hold"),
        next_step=message(
            "ask the school for a new request: verantwoord anchor request --witness"
            " --old {size} FILE; if that one fails too, compare its bundle with an"
            " earlier one: verantwoord verify NEW --against EARLIER",
            size=last.size,
        ),
    )
