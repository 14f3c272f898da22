"""What no cell may hold, in a text file or a workbook."""

from __future__ import annotations

import re
from typing import Final

from ledger.errors import UsageError
from ledger.messages import message

_ERROR: Final = re.compile(
    r"#{3,}|#(?:REF|VERW|VALUE|WAARDE|VALEUR|DIV/0|DEEL/0|NUM|GETAL|NOMBRE|NULL|LEEG"
    r"|NUL|NAME|NAAM|NOM|N/A|N/B|NB|SPILL|OVERLOOP|PROPAGATION|CALC|BEREKENEN)[ ]?[!?]?"
    r"|Err:\d{3}",
    re.IGNORECASE,
)
_FORMULA: Final = re.compile(r"=[^=>\s].*", re.DOTALL)
_SCIENTIFIC: Final = re.compile(r"-?\d+(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
_LINE_BREAK: Final = re.compile(r"\r\n|\r")
_SHOWN_MAX: Final = 60

# The last two ranges turn the direction of text: it then reads otherwise than it is.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

# What is wrong with a text that matches as a whole, and what was expected.
_ODD: Final = (
    (_ERROR, message("an error instead of a value"), message("a value")),
    (_FORMULA, message("a formula that was not computed"), message("a value")),
    (
        _SCIENTIFIC,
        message("a number that lost its last digits"),
        message("all digits: format the cell as text and type the number again"),
    ),
)


def clean(cell: str) -> str:
    """Without white space around it, and with one kind of line break inside."""
    if "\r" in cell:
        cell = _LINE_BREAK.sub("\n", cell)
    return cell.strip()


def cell_fault(text: str, *, place: str) -> UsageError | None:
    """Why this text cannot be what somebody typed into a cell."""
    if _CONTROL.search(text):
        problem = message("a control character")
        return _fault(problem, message("text"), text=text, place=place)
    for shape, problem, expected in _ODD:
        if shape.fullmatch(text):
            return _fault(problem, expected, text=text, place=place)
    return None


def _fault(problem: str, expected: str, *, text: str, place: str) -> UsageError:
    return UsageError(problem, place=place, expected=expected, found=shown(text))


def shown(text: str) -> str:
    """The text on one line, printable, and not too long for a sentence."""
    if _CONTROL.search(text):
        text = text.encode("unicode_escape").decode()
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN_MAX else f"{line[: _SHOWN_MAX - 1]}…"
