"""Why a text cannot be read, in words that can be told.

The libraries that read JSON and TOML give their reasons in English only. What they say
most often is said here again, with the place in the text; the rest is left as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Final

from ledger.messages import Message, message

_SYNTAX: Final = {
    "Expecting value": message("a value is expected"),
    "Expecting ',' delimiter": message("a comma is expected"),
    "Expecting ':' delimiter": message("a colon is expected"),
    "Expecting property name enclosed in double quotes": message(
        "a name in double quotes is expected"
    ),
    "Extra data": message("more comes after its end"),
    "Unterminated string starting at": message("a text has no end"),
    "Illegal trailing comma before end of object": message("a comma too many"),
    "Illegal trailing comma before end of array": message("a comma too many"),
    "Invalid control character at": message("a control character"),
    "Invalid \\escape": message("a backslash before what needs none"),
    "Invalid \\uXXXX escape": message("\\u needs four hexadecimal digits"),
}
"""What `json` says of a syntax."""


def reason_why(error: Exception) -> str:
    """Say what is wrong with a text, and where, as far as `error` knows it."""
    if isinstance(error, RecursionError):
        return message("it is nested too deeply")
    if isinstance(error, UnicodeDecodeError):
        return message("it is not UTF-8, from byte {byte} on", byte=error.start)
    if isinstance(error, json.JSONDecodeError):
        what = _SYNTAX.get(error.msg.removesuffix(": "), error.msg)
        return message("{what}, at column {column}", what=what, column=error.colno)
    return next(_matching(str(error)), str(error).removesuffix("."))


def _matching(said: str) -> Iterator[str]:
    said, _, where = said.partition(" - at `")
    for form, told in _FORMS:
        found = form.search(said)
        if found:
            made = told(found)
            field = where.removesuffix("`").removeprefix("$.")
            yield message("{field}: {hint}", field=field, hint=made) if field else made


def _missing(found: re.Match[str]) -> Message:
    return message("{name} is missing", name=found[1])


def _unknown(found: re.Match[str]) -> Message:
    return message("there is no field {name}", name=found[1])


def _another_type(found: re.Match[str]) -> Message:
    return message(
        "{expected} is expected, and {found} is there",
        expected=found[1],
        found=found[2],
    )


def _another_word(found: re.Match[str]) -> Message:
    return message("{word} is none of the words that may stand there", word=found[1])


def _cut_off(_: re.Match[str]) -> Message:
    return message("it is cut off")


def _no_json(found: re.Match[str]) -> Message:
    return message("it is no JSON, from byte {byte} on", byte=found[1])


def _no_base64(_: re.Match[str]) -> Message:
    return message("it is not base64")


def _too_long(_: re.Match[str]) -> Message:
    return message("a number has too many digits")


def _no_toml(found: re.Match[str]) -> Message:
    return message("see line {line}, column {column}", line=found[1], column=found[2])


_Form = tuple[re.Pattern[str], Callable[[re.Match[str]], Message]]
_FORMS: Final[tuple[_Form, ...]] = (
    (re.compile(r"^Object missing required field `([^`]*)`"), _missing),
    (re.compile(r"^Object contains unknown field `([^`]*)`"), _unknown),
    (re.compile(r"^Expected `([^`]*)`, got `([^`]*)`"), _another_type),
    (re.compile(r"^Invalid (?:enum )?value ('[^']*'|-?\d+)$"), _another_word),
    (re.compile(r"^Input data was truncated|\(at end of document\)$"), _cut_off),
    (re.compile(r"^JSON is malformed: .* \(byte (\d+)\)$"), _no_json),
    (re.compile("^Exceeds the limit .* for integer string"), _too_long),
    (re.compile("[Bb]ase64|padding"), _no_base64),
    (re.compile(r"\(at line (\d+), column (\d+)\)$"), _no_toml),
)
"""How `msgspec`, `tomllib`, `int` and `base64` begin, or end, what they say."""
