"""Steps 12 and 13 for a head: what it says is so, and the log's own key has signed it.

The key is the one that the log names below the size of the head. A log that names none
has bare heads, of three lines and no signature; one that names a key has heads with its
line and no other (what witnesses add lies beside it). Whether the key is the school's,
only the policy of the verifier can say.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct, field

from ledger.errors import MalformedError
from ledger.findings import Code, Finding
from ledger.messages import Message, message
from ledger.note import (
    BadSignatureError,
    Checkpoint,
    Note,
    VerifierKey,
    format_vkey,
    parse_checkpoint,
    parse_head,
    verify_note,
)
from ledger.note.vkey import encode_base64
from ledger.verify.found import Found, PlaceOf
from ledger.verify.keys import LogKeys, Vouches
from ledger.verify.words import ABSENT, UNSIGNED


class Grade(StrEnum):
    """Whose word a head is, from nobody's upwards."""

    UNSIGNED = "UNSIGNED"
    CONSISTENT = "CONSISTENT"
    SIGNED = "SIGNED"
    TIMESTAMPED = "TIMESTAMPED"
    WITNESSED = "WITNESSED"


class Log(Struct, frozen=True):
    """The keys of a log, what the verifier trusts, and whether that reaches each key.

    Of a log that could not be read so far (no origin) no signature is checked.
    """

    keys: LogKeys
    logs: Sequence[VerifierKey] = ()
    trusted: Sequence[bool] = ()

    @classmethod
    def of(cls, keys: LogKeys, logs: Sequence[VerifierKey], *, vouches: Vouches) -> Log:
        """Judge the keys of a log that was read to its end; see `LogKeys.trusted`."""
        return cls(keys, logs, keys.trusted(logs, vouches))

    def grade(self, size: int) -> Grade:
        """What a head of this size is worth once its signature holds."""
        place = self.keys.place(size)
        if place is None or self.keys.held[place].key is None:
            return Grade.UNSIGNED
        is_trusted = place < len(self.trusted) and self.trusted[place]
        return Grade.SIGNED if is_trusted else Grade.CONSISTENT

    def trusts(self, vkey: str) -> bool:
        """Whether a key, as text, is one that the policy names or reaches here."""
        pairs = zip(self.keys.held, self.trusted, strict=False)
        reached = [held.key for held, is_so in pairs if held.key and is_so]
        return any(format_vkey(key) == vkey for key in (*self.logs, *reached))

    def check_key(self, size: int, found: Found, *, place: PlaceOf) -> None:
        """Report the key at this size if the policy of the verifier does not reach it.

        `place` names the place of an event.
        """
        held = self.keys.at(size)
        if not self.logs or held is None or self.grade(size) is Grade.SIGNED:
            return
        own = ", ".join(_signer(each) for each in self.logs)
        other = message("a key that is none") if held.names_one else message("no key")
        told = format_vkey(held.key) if held.key else other
        found.add(place(held.n + 1), _foreign(held.n), expected=own, found=told)


def _foreign(n: int) -> Message:
    if not n:
        return message("the key that the log names is not one of your policy")
    return message(
        "the key that the log names is not one of your policy: it replaced another one,"
        " and nobody whom you trust has said so"
    )


class HeadCheck(Struct):
    """Checks heads of one log, and remembers what the last one was worth."""

    log: Log
    content: Found = field(default_factory=lambda: Found(Code.LOG))
    signature: Found = field(default_factory=lambda: Found(Code.SIGNATURE))

    @property
    def findings(self) -> list[Finding]:
        """What was found in all heads so far."""
        return self.content.findings + self.signature.findings

    def check(self, data: bytes, place: str, *, size: int, root: bytes | None) -> Grade:
        """Check the head at `place`, of a log with this `root` at `size`.

        `root` is None where the log does not reach that far.
        """
        try:
            note = parse_head(data)
        except MalformedError as error:
            found = self.signature if _has_checkpoint(data) else self.content
            found.add_error(place, error)
            return Grade.UNSIGNED
        self._check_content(parse_checkpoint(note.text), place, size=size, root=root)
        return self._check_signature(note, place, size=size)

    def _check_content(
        self, said: Checkpoint, place: str, *, size: int, root: bytes | None
    ) -> None:
        origin = self.log.keys.origin
        if origin is not None and said.origin != origin:
            words = message("the origin is not that of the log")
            self.content.add(place, words, expected=origin, found=said.origin)
        if said.size != size:
            words = message("the head is not of the size of the log that it stands for")
            self.content.add(place, words, expected=size, found=said.size)
        elif root is None:
            words = message("the log has no head of that size: was its tail cut off?")
            expected = message("a log of {size} events or more", size=size)
            self.content.add(place, words, expected=expected)
        elif said.root != root:
            words = message(
                "the root of the first {size} events is another one", size=size
            )
            pair = encode_base64(said.root), encode_base64(root)
            self.content.add(place, words, expected=pair[0], found=pair[1])

    def _check_signature(self, note: Note, place: str, *, size: int) -> Grade:
        held = self.log.keys.at(size)
        key = held.key if held else None
        if key is None:
            if note.signatures and held and not held.names_one:
                words = message(
                    "the log names no key, and its head carries a signature"
                )
                self.signature.add(place, words, expected=message("three lines"))
            return Grade.UNSIGNED
        # One line written a hundred times is checked once.
        once = Note(note.text, tuple(dict.fromkeys(note.signatures)))
        try:
            signers = verify_note(once, [key])
        except BadSignatureError as error:
            self.signature.add_error(place, error)
            return Grade.UNSIGNED
        if not signers:
            self.signature.add(
                place, UNSIGNED, expected=_signer(key), found=_signers(note)
            )
            return Grade.UNSIGNED
        if len(note.signatures) > 1:
            words = message("a head carries the line of the log's key, and no other")
            self.signature.add(place, words, expected=key.name, found=_signers(note))
        return self.log.grade(size)


def _has_checkpoint(data: bytes) -> bool:
    """Whether the fault lies below three lines that are well formed."""
    text, blank, _ = data.partition(b"\n\n")
    try:
        parse_checkpoint(f"{text.decode()}\n")
    except (MalformedError, UnicodeDecodeError):
        return False
    return bool(blank)


def _signers(note: Note) -> str:
    told = (f"{line.name!a:.80}+{line.key_id.hex()}" for line in note.signatures[:5])
    return ", ".join(told) or ABSENT


def _signer(key: VerifierKey) -> str:
    return f"{key.name}+{key.key_id.hex()}"
