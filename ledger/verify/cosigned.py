"""Steps 12 and 13 for a cosigned note: its text, the log's line, those of witnesses.

A witness is one that the policy of the verifier names; the lines of others are passed
over, and told. A line of a known witness that does not hold is a forgery.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from ledger.days import moment_of_seconds
from ledger.errors import MalformedError
from ledger.findings import Code, Finding
from ledger.messages import message
from ledger.note import (
    BadSignatureError,
    Checkpoint,
    Note,
    Signature,
    VerifierKey,
    cosigned_at,
    format_checkpoint,
    parse_head,
    verify_note,
)
from ledger.verify.found import Found
from ledger.verify.words import UNSIGNED


class Cosigner(Struct, frozen=True):
    """A witness by its name in the policy, and when it says that it saw the head."""

    name: str
    key: VerifierKey
    at: str | None


class Cosigned(Struct, frozen=True):
    """Who cosigned a head: witnesses of the policy, and others by name, unchecked."""

    cosigners: list[Cosigner]
    strangers: list[str]


class CosignedCheck:
    """Checks cosigned notes of one log."""

    def __init__(self, witnesses: Mapping[str, VerifierKey]) -> None:
        """`witnesses` are those of the policy, by name."""
        self._witnesses = witnesses
        self._content = Found(Code.LOG)
        self._signature = Found(Code.SIGNATURE)

    @property
    def findings(self) -> list[Finding]:
        """What was found in all notes so far."""
        return self._content.findings + self._signature.findings

    def check(
        self, data: bytes, place: str, *, head: Checkpoint, key: VerifierKey | None
    ) -> Cosigned | None:
        """Give who cosigned `head`, which `key` signs; None where the note is none.

        `key` is the log's own at that size, None where it names none.
        """
        try:
            note = parse_head(data)
        except MalformedError as error:
            self._content.add_error(place, error)
            return None
        if note.text != (expected := format_checkpoint(head)):
            words = message(
                "the cosigned head is not the one that the log has at its size"
            )
            found = _shown(note.text)
            self._content.add(place, words, expected=_shown(expected), found=found)
            return None
        if not self._is_by_log(note, place, key=key):
            return None
        if all(line.name == head.origin for line in note.signatures):
            words = message("nobody has cosigned this head")
            expected = message("a line of a witness")
            self._signature.add(place, words, expected=expected)
        return Cosigned(list(self._cosigners(note, place)), self._strangers(note, key))

    def _is_by_log(self, note: Note, place: str, *, key: VerifierKey | None) -> bool:
        if key is None:
            words = message(
                "a head was cosigned, and the log names no key that signed it"
            )
            self._signature.add(place, words)
            return False
        try:
            signers = verify_note(note, [key])
        except BadSignatureError as error:
            self._signature.add_error(place, error)
            return False
        if not signers:
            self._signature.add(place, UNSIGNED, expected=key.name)
        return bool(signers)

    def _cosigners(self, note: Note, place: str) -> Iterator[Cosigner]:
        for name, key in self._witnesses.items():
            try:
                signers = verify_note(note, [key])
            except BadSignatureError:
                words = message(
                    "this is no cosignature by the witness {name} of your policy",
                    name=name,
                )
                self._signature.add(place, words, expected=key.name)
                continue
            if signers:
                at = moment_of_seconds(cosigned_at(note, key) or 0)
                yield Cosigner(name, key, at)

    def _strangers(self, note: Note, key: VerifierKey | None) -> list[str]:
        known = {(each.name, each.key_id) for each in self._witnesses.values()}
        if key:
            known.add((key.name, key.key_id))
        return [line.name for line in note.signatures if _signer(line) not in known]


def _signer(line: Signature) -> tuple[str, bytes]:
    return line.name, line.key_id


def _shown(text: str) -> str:
    return ", ".join(text.rstrip("\n").split("\n"))
