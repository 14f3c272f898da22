"""What one step has found so far: a list that does not grow without end.

A hostile bundle can be wrong in millions of places. A step reports the first hundred,
says that there are more, and then is `full`: it need not look any further.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from ledger.errors import LedgerError
from ledger.findings import SHOWN_MAX, Code, Finding, more_than
from ledger.messages import Message

PLAIN_MAX: Final = 400
"""How many characters of foreign text a finding holds."""

PlaceOf = Callable[[int], str]
"""Names a line or an event by its number from 1."""


class Found:
    """The findings of one step, all of them with its code."""

    def __init__(self, code: Code) -> None:
        """Start with none."""
        self.code = code
        self.findings: list[Finding] = []
        self.full = False

    def add(
        self,
        place: str,
        message: str,
        *,
        expected: object = None,
        found: object = None,
    ) -> None:
        """Report what is not as it should be, unless a hundred are reported already."""
        if self.full:
            return
        if len(self.findings) == SHOWN_MAX:
            self.full = True
            message = more_than(SHOWN_MAX)
            expected = found = None
        finding = Finding(
            code=self.code.value,
            place=place,
            message=plain(message),
            expected=_text(expected),
            found=_text(found),
        )
        self.findings.append(finding)

    def add_error(self, place: str, error: LedgerError) -> None:
        """Report what a reader or a rule said."""
        self.add(place, error.message, expected=error.expected, found=error.found)


def _text(value: object) -> str | None:
    if value is None:
        return None
    return plain(value if isinstance(value, str) else str(value))


def plain(text: str) -> str:
    """Make foreign text short, and such that no terminal takes it for a command.

    Of a message that is done to each text that is filled in.
    """
    if isinstance(text, Message):
        return _plain_message(text)
    if len(text) > PLAIN_MAX:
        text = f"{text[:PLAIN_MAX]}…"
    if text.isprintable():
        return text
    return "".join(
        letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text
    )


def _plain_message(text: Message) -> Message:
    if len(text) <= PLAIN_MAX and text.isprintable():
        return text
    values = {name: _plain_value(value) for name, value in text.values.items()}
    return text.filled(values)


def _plain_value(value: Any) -> Any:  # noqa: ANN401  # whatever a message is filled with
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list | tuple):
        return [_plain_value(each) for each in value]
    return value
