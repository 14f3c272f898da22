"""How amounts and days are written in a language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from msgspec import Struct

from ledger.money import format_cents


class Locale(Struct, frozen=True):
    """The signs of a language; `day_first` writes 31/12/2025."""

    language: str
    decimal: str
    group: str
    day_first: bool

    def amount(self, cents: int) -> str:
        """Write an amount in euros: `1.234,50` in Dutch."""
        return format_cents(cents, self.decimal, group=self.group)

    def day(self, day: dt.date) -> str:
        """Write a day: `31/12/2025` in Dutch, `2025-12-31` in English."""
        return day.strftime("%d/%m/%Y") if self.day_first else day.isoformat()


LOCALES = {
    "en": Locale("en", ".", ",", day_first=False),
    "nl": Locale("nl", ",", ".", day_first=True),
    "fr": Locale("fr", ",", "\u202f", day_first=True),
}


def language_code(chosen: str | None, environment: Mapping[str, str]) -> str:
    """Choose by option, else as the environment says; English where neither does."""
    for text in (chosen, *map(environment.get, ("LC_ALL", "LC_MESSAGES", "LANG"))):
        if text:
            code = text[:2].lower()
            return code if code in LOCALES else "en"
    return "en"
