"""Amounts of money: integer cents of a euro, everywhere.

People write `1234.50`, `1234,50` or `1.234,50`. `1.234` is ambiguous (one euro and
a bit, or twelve hundred?) and is refused, as is a third decimal.
"""

from __future__ import annotations

import re

from ledger.errors import UsageError
from ledger.messages import Message, message
from ledger.values import SAFE_INTEGER_MAX

_PLAIN = re.compile(r"\A(?P<euros>[0-9]{1,16})(?:[.,](?P<cents>[0-9]{1,2}))?\Z")
_DUTCH = re.compile(r"\A(?P<euros>[0-9]{1,3}(?:\.[0-9]{3})+),(?P<cents>[0-9]{1,2})\Z")
_ENGLISH = re.compile(r"\A(?P<euros>[0-9]{1,3}(?:,[0-9]{3})+)\.(?P<cents>[0-9]{1,2})\Z")
_SPACES = str.maketrans("", "", " \u00a0\u202f€")
_EXPECTED = message("an amount as 1234.50, 1234,50 or 1.234,50")


def parse_cents(text: str) -> int:
    """Read an amount as people write it and give its cents; may be below zero.

    Raises `UsageError` for three decimals, for `1.234`, and for anything else.
    """
    bare = text.translate(_SPACES)
    negative = bare.startswith(("-", "\u2212"))
    digits = bare[1:] if negative else bare
    match = _PLAIN.match(digits) or _DUTCH.match(digits) or _ENGLISH.match(digits)
    if not match or not digits.isascii():
        raise UsageError(_reason(text, digits), expected=_EXPECTED, found=text)
    euros = int(match["euros"].replace(".", "").replace(",", ""))
    cents = euros * 100 + int((match["cents"] or "").ljust(2, "0") or 0)
    if cents > SAFE_INTEGER_MAX:
        said = message("{text!r} is too large", text=text)
        raise UsageError(said, expected=_EXPECTED, found=text)
    return -cents if negative else cents


def _reason(text: str, digits: str) -> str:
    if re.match(r"\A[0-9]{1,3}[.,][0-9]{3}\Z", digits):
        whole, cut = f"{digits[:-4]}{digits[-3:]},00", digits[:-1]
        return message(
            "{text!r} is ambiguous: write {whole} or {cut}",
            text=text,
            whole=whole,
            cut=cut,
        )
    if re.match(r"\A[0-9]+[.,][0-9]{3,}\Z", digits):
        return message("{text!r} has more than two decimals", text=text)
    return message("{text!r} is not an amount", text=text)


def format_cents(cents: int, decimal: str = ".", *, group: str = "") -> str:
    """Write cents as euros with two decimals: `format_cents(-120050) == "-1200.50"`."""
    euros, rest = divmod(abs(cents), 100)
    grouped = f"{euros:,}".replace(",", group)
    return f"{'-' if cents < 0 else ''}{grouped}{decimal}{rest:02d}"


def share_half_up(cents: int, percent: int) -> int:
    """Give `percent` % of `cents`, rounded half up to the cent."""
    return (cents * percent + 50) // 100


def share_down(cents: int, percent: int) -> int:
    """Give `percent` % of `cents`, rounded down to the cent, never below 0."""
    return max(0, cents * percent // 100)


class Amount(int):
    """An amount in cents that a message writes in euros, as its language does."""

    __slots__ = ()

    def __str__(self) -> str:
        """Write it as `format_cents` does: `1234.50`."""
        return format_cents(int(self))

    def __format__(self, spec: str) -> str:
        """Write it as text, so that a template may pad it."""
        return format(str(self), spec)


def euros(cents: int) -> Message:
    """Give an amount as a text that each language writes in its own way."""
    return message("{amount}", amount=Amount(cents))
