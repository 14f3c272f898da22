"""What one step has found so far: a list that does not grow without end.

A hostile bundle can be wrong in millions of places. A step reports the first hundred,
says that there are more, and then is `full`: it need not look any further.
"""

from __future__ import annotations

from typing import Final

from ledger.errors import LedgerError
from ledger.findings import SHOWN_MAX, Code, Finding

PLAIN_MAX: Final = 400
"""How many characters of foreign text a finding holds."""


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
            message = (
                f"there is more of this kind: only the first {SHOWN_MAX} are shown"
            )
            expected = found = None
        finding = Finding(
            code=self.code.value,
            place=place,
            message=plain(message),
            expected=None if expected is None else plain(str(expected)),
            found=None if found is None else plain(str(found)),
        )
        self.findings.append(finding)

    def add_error(self, place: str, error: LedgerError) -> None:
        """Report what a reader or a rule said."""
        self.add(place, error.message, expected=error.expected, found=error.found)


def plain(text: str) -> str:
    """Make foreign text short, and such that no terminal takes it for a command."""
    if len(text) > PLAIN_MAX:
        text = f"{text[:PLAIN_MAX]}…"
    if text.isprintable():
        return text
    return "".join(
        letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text
    )
