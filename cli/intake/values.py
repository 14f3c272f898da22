"""One value as people write it, made into what a command holds; or why not."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable
from typing import Any, Literal, get_args, get_origin

from msgspec import Meta

from cli.intake.numbers import Raw, company_number, text_of
from cli.nearest import meant, one_of
from ledger import values as v
from ledger.days import parse_day
from ledger.errors import UsageError
from ledger.messages import message
from ledger.money import Amount, parse_cents

_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_YES = {"true", "yes", "ja", "oui", "1", "x"}
_NO = {"false", "no", "nee", "non", "0"}


def bare(hint: Any) -> Any:
    """Take the `| None` off a type."""
    if get_origin(hint) in (types.UnionType, typing.Union):
        kept = [part for part in get_args(hint) if part is not type(None)]
        return kept[0] if len(kept) == 1 else hint
    return hint


def parse_value(hint: Any, raw: Raw) -> Any:
    """Make the value that a field of type `hint` holds; raises `UsageError`."""
    hint = bare(hint)
    parse = _PARSERS.get(hint)
    if parse:
        return parse(raw)
    if get_origin(hint) is Literal:
        return _choice(get_args(hint), raw)
    if get_origin(hint) is tuple:
        return _several(get_args(hint)[0], raw)
    return _shaped(hint, raw)


def parse_option(name: str, hint: Any, *, raw: Raw) -> Any:
    """Make the value of an option, such as `--year`; an error names it."""
    try:
        return parse_value(hint, raw)
    except UsageError as error:
        error.place = name
        raise


def _cents(raw: Raw, *, minimum: int | None) -> int:
    if isinstance(raw, bool) or not isinstance(raw, str):
        raise UsageError(
            message("an amount is written as text, so that no digit of it is lost"),
            expected=f'"{raw}.00"' if isinstance(raw, int) else '"950.00"',
            found=str(raw),
        )
    cents = parse_cents(raw)
    if minimum is not None and cents < minimum:
        zero = message("an amount must be zero or more")
        raise UsageError(
            zero if minimum == 0 else message("an amount must be above zero"),
            expected=message("at least {amount}", amount=Amount(minimum)),
            found=raw,
        )
    return cents


def _hundredths(raw: Raw) -> int:
    text = (
        str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else text_of(raw)
    )
    if not re.fullmatch(r"[0-9]{1,6}(?:[.,][0-9]{1,2})?", text, re.ASCII):
        raise UsageError(
            message("{text!r} is not a number of posts", text=text),
            expected=message("a number with at most two decimals, as 41.37"),
            found=text,
        )
    number = parse_cents(text)
    if number == 0:
        raise UsageError(
            message("a number of posts is above zero"),
            expected=message("as 41.37"),
            found=text,
        )
    return number


def _whole(raw: Raw, *, low: int, high: int, what: str) -> int:
    text = str(raw).strip()
    fits = not isinstance(raw, bool | list | dict) and text.isascii() and text.isdigit()
    if not fits or not low <= int(text[:20]) <= high:
        raise UsageError(
            message("{text!r} is not {what}", text=text, what=what),
            expected=message("a whole number from {low} to {high}", low=low, high=high),
            found=text,
        )
    return int(text)


def _whole_of(hint: Any, what: str) -> Callable[[Raw], int]:
    meta = next(m for m in get_args(hint) if isinstance(m, Meta))
    low, high = int(meta.ge or 0), int(meta.le or 0)
    return lambda raw: _whole(raw, low=low, high=high, what=what)


def _day(raw: Raw) -> Any:
    if not isinstance(raw, str):
        return parse_day(str(raw))
    return parse_day(raw.strip())


def _flag(raw: Raw) -> bool:
    if isinstance(raw, bool):
        return raw
    word = str(raw).strip().casefold()
    if word in _YES | _NO:
        return word in _YES
    raise UsageError(
        message("{text} is neither yes nor no", text=repr(raw)),
        expected=message("yes or no"),
        found=str(raw),
    )


def _free_text(raw: Raw) -> str:
    text = text_of(raw)
    odd = _CONTROL.search(text)
    if odd:
        raise UsageError(
            message("the text holds a character that cannot be seen"),
            expected=message("letters, digits, signs and line breaks"),
            found=f"U+{ord(odd[0]):04X}",
        )
    try:
        text.encode()
    except UnicodeEncodeError:
        raise UsageError(
            message("the text holds half a character"),
            expected=message("text in Unicode"),
            found=ascii(text),
        ) from None
    if not 1 <= len(text) <= TEXT_LENGTH_MAX:
        empty = message("the text is empty")
        raise UsageError(
            empty if not text else message("the text is too long"),
            expected=message("1 to {most} characters", most=TEXT_LENGTH_MAX),
            found=message("{count} characters", count=len(text)),
        )
    return text


TEXT_LENGTH_MAX = 4000


def _school_number(raw: Raw) -> str:
    text = str(raw).strip() if isinstance(raw, int) else text_of(raw)
    if not re.fullmatch(r"[0-9]{1,6}", text, re.ASCII):
        raise UsageError(
            message("{text!r} is not a school number", text=text),
            expected=message("at most six digits, as 030569"),
            found=text,
        )
    return text.zfill(6)


def _choice(words: tuple[Any, ...], raw: Raw) -> Any:
    for word in words:
        if str(raw).strip() == str(word):
            return word
    names = [str(word) for word in words]
    raise UsageError(
        message("{text!r} is none of the words for this", text=str(raw)),
        expected=one_of(names),
        found=str(raw),
        next_step=meant(str(raw), names),
    )


def _several(hint: Any, raw: Raw) -> tuple[Any, ...]:
    if isinstance(raw, list):
        return tuple(parse_value(hint, item) for item in raw)
    parts = re.split(r"[\s,;+]+", text_of(raw))
    return tuple(parse_value(hint, part) for part in parts if part)


def _shaped(hint: Any, raw: Raw) -> str:
    text = (
        str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else text_of(raw)
    )
    meta = next(m for m in get_args(hint) if isinstance(m, Meta))
    if re.search(meta.pattern or "", text):
        return text
    shape = _SHAPES.get(hint, message("another form"))
    said = message("{text!r} does not fit", text=text)
    raise UsageError(said, expected=shape, found=text)


_SHAPES: dict[Any, str] = {
    v.Ref: message("1 to 32 letters, digits, dots, hyphens or underscores"),
    v.Token: message("one word of lower-case letters, digits and hyphens"),
    v.SchoolYear: message("a school year as 2024-2025"),
    v.UserCode: message("a user's code as u1"),
    v.BoardNumber: message("at most six digits"),
    v.MediaType: message("a media type as application/pdf"),
}
_PARSERS: dict[Any, Callable[[Raw], Any]] = {
    v.Cents: lambda raw: _cents(raw, minimum=1),
    v.ZeroOrCents: lambda raw: _cents(raw, minimum=0),
    v.SignedCents: lambda raw: _cents(raw, minimum=None),
    v.Hundredths: _hundredths,
    v.Count: _whole_of(v.Count, message("a count")),
    v.Part: _whole_of(v.Part, message("a part of an invoice")),
    v.Version: _whole_of(v.Version, message("a version")),
    v.Year: _whole_of(v.Year, message("a budget year")),
    v.Day: _day,
    v.SchoolNumber: _school_number,
    v.CompanyNumber: company_number,
    v.Text: _free_text,
    bool: _flag,
    bytes: lambda raw: raw,
}
