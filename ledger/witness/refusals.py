"""What a witness refuses with, where the request itself is no malformed file."""

from __future__ import annotations

from ledger.errors import LedgerError, MalformedError, RefusedError
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
        f"old size does not match: the last head seen of this log was {size}",
        expected=f"old {size}",
        found=f"old {request.old}",
        next_step=f"at the school: verantwoord anchor request --witness --old {size}"
        " FILE",
    )


def spoilt_proof(last: Checkpoint, head: Checkpoint) -> SpoiltProofError:
    """Say what a proof that does not hold may come from, and how to find out."""
    return SpoiltProofError(
        f"the proof does not lead from the {last.size} events that were seen to these"
        f" {head.size}: the request was damaged, or the log was changed since",
        expected=f"a proof from size {last.size} that holds",
        found="one that does not hold",
        next_step="ask the school for a new request: verantwoord anchor request"
        f" --witness --old {last.size} FILE; if that one fails too, compare its bundle"
        " with an earlier one: verantwoord verify NEW --against EARLIER",
    )
