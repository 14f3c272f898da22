"""Numbers with check digits, of companies and of bank accounts."""

from __future__ import annotations

from typing import Any

from ledger.errors import UsageError
from ledger.messages import message

Raw = str | int | bool | bytes | list[Any] | dict[str, Any] | None
"""A value as a journal or an option gives it."""


def text_of(raw: Raw) -> str:
    """Give the text that a value is; raises `UsageError` where it is none."""
    if not isinstance(raw, str):
        raise UsageError(
            message("a text is expected"),
            expected=message("text in quotes"),
            found=str(raw),
        )
    return raw.strip()


def company_number(raw: Raw) -> str:
    """Read a company number, with or without dots; raises `UsageError`."""
    from stdnum.be import vat

    text = str(raw).strip()
    try:
        number: str = vat.validate(text)
    except ValueError:  # the library's own, and that of thousands of digits
        raise UsageError(
            message("{text!r} is not a Belgian company number", text=text),
            expected=message("ten digits with their check digits, as 0123.456.749"),
            found=text,
        ) from None
    return number


def parse_iban(raw: Raw) -> str:
    """Read an IBAN and give it without spaces; raises `UsageError`."""
    from stdnum import iban

    text = text_of(raw)
    # The check digits are enough: a country's list of banks is never up to date.
    try:
        number: str = iban.validate(text.upper(), check_country=False)
    except ValueError:  # the library's own, and that of thousands of digits
        raise UsageError(
            message("{text!r} is not an IBAN", text=text),
            expected=message("an IBAN with its check digits, as BE68 5390 0754 7034"),
            found=text,
        ) from None
    return number
