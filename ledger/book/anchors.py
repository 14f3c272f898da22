"""Anchors of a book: what goes out to a witness, and what came back.

What comes back is recognised by its content, compared with the book's own head of its
size, and recorded as an event; the file itself lies beside the log. Whether a witness
or an authority is to be trusted, only a verifier's policy and certificates say.
"""

from __future__ import annotations

from hashlib import sha256

from msgspec import Struct

from ledger.book.checkpoints import head, log_key
from ledger.book.kept_heads import check_size, kept_head
from ledger.errors import MalformedError, RefusedError, UsageError
from ledger.messages import Message, message, plural
from ledger.note import (
    Checkpoint,
    Note,
    Signature,
    VerifierKey,
    format_checkpoint,
    format_head,
    parse_checkpoint,
    parse_head,
    parse_note,
    verify_note,
)
from ledger.note.policy import Policy
from ledger.note.vkey import encode_base64
from ledger.note.witness_request import WitnessRequest, format_request
from ledger.store.reading import Reader
from ledger.timestamps import imprint_of
from ledger.tree import prove_consistency
from ledger.values import AnchorKind


class Came(Struct, frozen=True):
    """What came back for a head: its size, and the note of it that has to be kept."""

    kind: AnchorKind
    size: int
    note: bytes


def request_to_witness(reader: Reader, note: bytes, *, old: int) -> bytes:
    """Ask a witness, that saw the first `old` events last, to cosign a kept note.

    Raises `UsageError` where the note is of fewer events, or nobody signed it.
    """
    parsed = parse_head(note)
    size = parse_checkpoint(parsed.text).size
    if not parsed.signatures:
        raise RefusedError(
            message("the log has no key, and a witness cosigns only what is signed"),
            expected=message("a book with a key"),
            next_step=message("give it one: verantwoord key replace"),
        )
    if not 0 <= old <= size:
        raise UsageError(
            plural(
                "the head that goes out has {count} event, fewer than the witness saw",
                "the head that goes out has {count} events, fewer than the witness saw",
                count=size,
            ),
            place="--old",
            expected=message("a size from 0 to {most}", most=size),
            found=str(old),
            next_step=message(
                "if the witness did see that many, the book lost its tail: look for a"
                " later copy of it"
            ),
        )
    hashes = prove_consistency(old, size, read=reader.hashes) if old else []
    return format_request(WitnessRequest(old, tuple(hashes), note))


def cosigned_anchor(reader: Reader, data: bytes, *, policy: Policy | None) -> Came:
    """Recognise a note that came back from a witness; raises where it is not so.

    With a policy at least one of its witnesses must have cosigned.
    """
    note, said = _cosigned_note(data)
    refuse_other_head(reader, said)
    own = _own_line(note, log_key(reader, said.size))
    if policy:
        _refuse_strangers(note, policy)
    return Came("cosigned", said.size, format_head(Note(note.text, (own,))))


def _own_line(note: Note, key: VerifierKey | None) -> Signature:
    """Give the line of the log's key, which holds; somebody else's must be there too.

    Who that is, and whether his line holds, only who knows his key can say.
    """
    signers = verify_note(note, [key]) if key else []
    if key is None or not signers:
        raise RefusedError(
            message("the note does not carry the signature of the log's own key"),
            expected=key.name if key else message("a log with a key"),
        )
    by = (key.name, key.key_id)
    own = [line for line in note.signatures if (line.name, line.key_id) == by]
    if len(own) == len(note.signatures):
        raise RefusedError(
            message(
                "nobody has cosigned this note: it carries the log's own line only"
            ),
            expected=message("the file that came back from the witness"),
        )
    return own[0]


def _cosigned_note(data: bytes) -> tuple[Note, Checkpoint]:
    try:
        note = parse_note(data)
        return note, parse_checkpoint(note.text)
    except MalformedError as error:
        raise _nothing_known(error) from None


def _nothing_known(error: MalformedError) -> UsageError:
    return UsageError(
        message(
            "this is no cosigned note and no timestamp: {reason}", reason=error.message
        ),
        expected=message("the file that came back from a witness or an authority"),
    )


def refuse_other_head(reader: Reader, said: Checkpoint) -> None:
    """Raise `RefusedError` where this is no head of the book."""
    origin = head(reader, 0).origin
    if said.origin != origin:
        raise RefusedError(
            message("the note is of another log"), expected=origin, found=said.origin
        )
    check_size(reader, said.size)
    if said != (own := head(reader, said.size)):
        raise RefusedError(
            plural(
                "the book has another head of {count} event than this note: one of the"
                " two was changed",
                "the book has another head of {count} events than this note: one of the"
                " two was changed",
                count=said.size,
            ),
            expected=encode_base64(own.root),
            found=encode_base64(said.root),
            next_step=message("keep both, and look for an older copy of the book"),
        )


def _refuse_strangers(note: Note, policy: Policy) -> None:
    witnesses: list[VerifierKey] = list(policy.witnesses.values())
    if not verify_note(note, witnesses):
        raise RefusedError(
            message("no witness of the policy has cosigned this note"),
            expected=", ".join(key.name for key in witnesses) or message("a witness"),
            found=", ".join(f"{line.name!a:.80}" for line in note.signatures[:5]),
        )


def timestamp_anchor(reader: Reader, data: bytes, *, size: int | None) -> Came:
    """Recognise a timestamp over a kept note, of `size` events where that is given."""
    try:
        imprint = imprint_of(data)
    except MalformedError as error:
        raise _nothing_known(error) from None
    sizes = reader.checkpoint_sizes() if size is None else [size]
    for each in reversed(sizes):
        if not 0 < each <= reader.size():
            continue
        note = kept_head(reader, each)
        if note is not None and sha256(note).digest() == imprint:
            return Came("timestamp", each, note)
    raise RefusedError(
        message("the timestamp is over no head that the book keeps"),
        expected=message(
            "an answer to a request made by: verantwoord anchor request FILE"
        ),
        found=f"SHA-256 {imprint.hex()}",
    )


def check_cosigned_whole(reader: Reader, data: bytes, *, said: Checkpoint) -> None:
    """Raise `UsageError` unless a cosigned note is of just this head.

    Raises `RefusedError` where the log's key or everybody else has not signed it, and
    `BadSignatureError` where the line of the log's key does not hold.
    """
    note, found = _cosigned_note(data)
    if found == said:
        _own_line(note, log_key(reader, said.size))
        return
    raise UsageError(
        _not_of_just(said, found),
        expected=", ".join(format_checkpoint(said).split()),
        found=", ".join(format_checkpoint(found).split()),
        next_step=message("record it with anchor add; it then lies in every bundle"),
    )


def _not_of_just(said: Checkpoint, found: Checkpoint) -> Message:
    if found.size == said.size:
        return plural(
            "the cosigned note is of another log of {count} event",
            "the cosigned note is of another log of {count} events",
            count=said.size,
        )
    return plural(
        "the cosigned note is of {count} event, and the bundle of {size}",
        "the cosigned note is of {count} events, and the bundle of {size}",
        count=found.size,
        size=said.size,
    )
