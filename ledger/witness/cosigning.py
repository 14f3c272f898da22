"""Cosign a request, or say why not: what a witness does, and all that it does."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from ledger.errors import MalformedError, RefusedError, UsageError
from ledger.keys import SigningKey
from ledger.messages import message
from ledger.note import (
    COSIGNATURE,
    BadSignatureError,
    Checkpoint,
    Note,
    Signature,
    VerifierKey,
    cosign,
    format_note,
    format_vkey,
    parse_checkpoint,
    parse_note,
    parse_vkey,
    verify_note,
)
from ledger.note.witness_request import WitnessRequest
from ledger.tree import EMPTY_ROOT, check_consistency
from ledger.witness.memory import Memory, Seen
from ledger.witness.refusals import (
    ForkError,
    UnknownLogError,
    fork,
    older_head,
    other_size,
    spoilt_proof,
)


class Asked(Struct, frozen=True, kw_only=True):
    """Which logs the witness cosigns, by their keys, and whether a key may change.

    A log whose key is another one than before is cosigned only with `replaces_key`:
    then the witness has asked the school in person.
    """

    logs: Sequence[VerifierKey]
    replaces_key: bool = False


class Cosigned(Struct, frozen=True):
    """The head that was cosigned, the line of the witness, and the note with it."""

    head: Checkpoint
    line: Signature
    note: bytes


def cosign_request(
    memory: Memory,
    request: WitnessRequest,
    *,
    key: SigningKey,
    asked: Asked,
    time: int,
) -> Cosigned:
    """Check a request against the memory, and cosign it; it is remembered by then.

    `time` is in seconds since 1970. The head seen last may be asked for again, from
    its own size. Raises `UnknownLogError` and `BadSignatureError` (code 13),
    `ForkError` (14), `SpoiltProofError` (12), and `RefusedError` (1) where the request
    is not from the head that was seen last, or has no room for a line more.
    """
    witness = _witness(key)
    note = parse_note(request.note)
    head = parse_checkpoint(note.text)
    signers = _signers(note, head, logs=asked.logs)
    with memory.held():
        seen = memory.seen(head.origin)
        if seen is None:
            signer = signers[0]
            _check_first(request, head)
        else:
            signer = _same_key(signers, seen, replaces_key=asked.replaces_key)
            _check_growth(memory, request, head=head, seen=seen)
        line = next(each for each in note.signatures if _is_by(each, signer))
        kept = format_note(Note(note.text, (line,)))
        # What cannot be answered is not remembered either.
        own = cosign(note.text, witness, time=time, sign_bytes=key.sign)
        answer = _with_line(note, own, witness=witness)
        memory.keep(head.origin, Seen(format_vkey(signer), head.size, kept))
    return Cosigned(head, own, answer)


def _with_line(note: Note, own: Signature, *, witness: VerifierKey) -> bytes:
    others = tuple(line for line in note.signatures if not _is_by(line, witness))
    try:
        return format_note(Note(note.text, (*others, own)))
    except MalformedError as error:
        raise RefusedError(
            message(
                "the line of the witness does not fit below the head: {reason}",
                reason=error.message,
            ),
            found=error.found,
            next_step=message(
                "ask the school for a request that has its own line only"
            ),
        ) from None


def _witness(key: SigningKey) -> VerifierKey:
    witness = parse_vkey(key.vkey)
    if witness.kind != COSIGNATURE:
        raise UsageError(
            message("that is the key of a log, and no log is its own witness"),
            expected=message("a key made by: verantwoord key new-witness"),
            found=key.vkey,
        )
    return witness


def _signers(
    note: Note, head: Checkpoint, *, logs: Sequence[VerifierKey]
) -> list[VerifierKey]:
    known = [log for log in logs if log.name == head.origin]
    if not known:
        raise UnknownLogError(
            message("the head is of a log that you did not name"),
            expected=", ".join(log.name for log in logs) or message("a log"),
            found=head.origin,
            next_step=message(
                "get the key of the log from the school, and give it with --log"
            ),
        )
    signers = verify_note(note, known)
    if not signers:
        raise UnknownLogError(
            message("the head is not signed by the key of the log that you named"),
            expected=", ".join(map(format_vkey, known)),
            found=", ".join(f"{line.name!a:.80}" for line in note.signatures[:5]),
            next_step=message(
                "if the school has a new key, ask it in person, and give that one with"
                " --log"
            ),
        )
    return signers


def _same_key(
    signers: list[VerifierKey], seen: Seen, *, replaces_key: bool
) -> VerifierKey:
    """Give the key that was seen before, or the one that replaces it."""
    same = [key for key in signers if format_vkey(key) == seen.key]
    if not same and not replaces_key:
        raise BadSignatureError(
            message("the log was signed by another key until now"),
            expected=seen.key,
            found=format_vkey(signers[0]),
            next_step=message(
                "ask the school in person whether it changed its key; if so, add"
                " --replaces-key"
            ),
        )
    return (same or signers)[0]


def _check_first(request: WitnessRequest, head: Checkpoint) -> None:
    if request.old:
        raise other_size(request, 0)
    _check_from_nothing(request, head)


def _check_from_nothing(request: WitnessRequest, head: Checkpoint) -> None:
    if request.hashes:
        raise UsageError(
            message("a request from size 0 needs no proof, and this one has one")
        )
    if head.size == 0 and head.root != EMPTY_ROOT:
        raise UsageError(message("the root of no events is another one"))


def _check_growth(
    memory: Memory, request: WitnessRequest, *, head: Checkpoint, seen: Seen
) -> None:
    last = parse_checkpoint(parse_note(seen.note).text)
    if head.size == last.size and head != last:
        raise _fork(memory, request, seen=seen)
    if head.size < last.size:
        raise older_head(last, head)
    if request.old != last.size:
        raise other_size(request, last.size)
    if last.size == 0:
        _check_from_nothing(request, head)
    elif not _extends(last, head, proof=request.hashes):
        raise spoilt_proof(last, head)


def _extends(last: Checkpoint, head: Checkpoint, *, proof: tuple[bytes, ...]) -> bool:
    return check_consistency(
        last.size, head.size, proof=proof, old_root=last.root, new_root=head.root
    )


def _fork(memory: Memory, request: WitnessRequest, *, seen: Seen) -> ForkError:
    """Write both notes beside the memory, and give the error that names them."""
    earlier, now = (_keep_note(memory.path, note) for note in (seen.note, request.note))
    return fork(seen.size, earlier=earlier, now=now)


def _keep_note(memory: Path, note: bytes) -> Path:
    path = memory.with_suffix(f".{sha256(note).hexdigest()[:12]}.fork")
    try:
        path.write_bytes(note)
    except OSError as error:
        # The fork is what has to be heard, also where no file of it can be written.
        return path.with_name(f"{path.name} ({error.strerror}: not written)")
    return path


def _is_by(line: Signature, key: VerifierKey) -> bool:
    return (line.name, line.key_id) == (key.name, key.key_id)
