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
    # The letters stand for digits, in the words of `json`.
    "Invalid \\uXXXX escape": message("\\u needs four hexadecimal digits"),
}
"""What `json` says of a syntax."""


_TYPES: Final = {
    "int": message("a whole number"),
    "float": message("a number with a decimal point"),
    "str": message("a text"),
    "bool": message("true or false"),
    "array": message("a list"),
    "object": message("a group of fields"),
    "null": message("nothing"),
    "datetime": message("a moment"),
    "date": message("a date"),
    "time": message("a time of the day"),
}
"""What `msgspec` calls a type."""

_TOML: Final = (
    ("Invalid value", message("a value is expected")),
    ("Expected '=' after a key", message("an equals sign is expected after a name")),
    ("Expected newline or end of document", message("the end of the line is expected")),
    ("Expected ']'", message("a closing bracket is expected")),
    ("Unclosed array", message("a list has no end")),
    ("Unclosed inline table", message("a group of fields has no end")),
    ("Unterminated string", message("a text has no end")),
    ("Illegal character '\\n'", message("a text has no end")),
    ("Illegal character", message("a character that may not stand there")),
    ("Unescaped '\\'", message("a backslash before what needs none")),
    ("Cannot overwrite", message("that is there already")),
    ("Cannot declare", message("that is there already")),
    ("Invalid statement", message("a name and its value are expected")),
    ("Invalid initial character for a key", message("a name is expected")),
)
"""How begins what `tomllib` says of a syntax."""


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
        expected=_type(found[1]),
        found=_type(found[2]),
    )


def _type(said: str) -> str:
    """Say a type, or one of several, in words; leave as it is what has none."""
    names = [_TYPES.get(name, name) for name in said.split(" | ")]
    first, *others = names
    for other in others:
        first = message("{one} or {other}", one=first, other=other)
    return first


def _out_of_bounds(found: re.Match[str]) -> Message:
    if found[2] == "<=":
        return message("at most {most} is expected", most=found[3])
    return message("at least {least} is expected", least=found[3])


def _another_form(_: re.Match[str]) -> Message:
    return message("it is not written as it may be")


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
    place = message("see line {line}, column {column}", line=found[1], column=found[2])
    for begin, told in _TOML:
        if found.string.startswith(begin):
            return message("{what}; {place}", what=told, place=place)
    return place


_Form = tuple[re.Pattern[str], Callable[[re.Match[str]], Message]]
_FORMS: Final[tuple[_Form, ...]] = (
    (re.compile(r"^Object missing required field `([^`]*)`"), _missing),
    (re.compile(r"^Object contains unknown field `([^`]*)`"), _unknown),
    (re.compile(r"^Expected `([^`]*)`, got `([^`]*)`"), _another_type),
    (re.compile(r"^Expected `(int|float)` (<=|>=) (-?[0-9.]+)$"), _out_of_bounds),
    (re.compile(r"^Expected `str` matching regex "), _another_form),
    (re.compile(r"^Invalid (?:enum )?value ('[^']*'|-?\d+)$"), _another_word),
    (re.compile(r"^Input data was truncated|\(at end of document\)$"), _cut_off),
    (re.compile(r"^JSON is malformed: .* \(byte (\d+)\)$"), _no_json),
    (re.compile("^Exceeds the limit .* for integer string"), _too_long),
    (re.compile("[Bb]ase64|padding"), _no_base64),
    (re.compile(r"\(at line (\d+), column (\d+)\)$"), _no_toml),
)
"""How `msgspec`, `tomllib`, `int` and `base64` begin, or end, what they say."""
