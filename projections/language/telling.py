"""Tell messages in a language, from the catalogues that lie beside this file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache
from gettext import GNUTranslations
from pathlib import Path
from typing import Final

from ledger.messages import Joined, Message, Values
from ledger.money import Amount
from projections.language.locale import LOCALES, Locale

CATALOGUES: Final = Path(__file__).parent / "locale"
"""Where catalogues lie: `nl/LC_MESSAGES/cli.mo`, as gettext has it."""

DOMAINS: Final = ("commands", "cli", "projections", "reports", "ledger", "verify")
"""The parts of the program that have a catalogue each."""


class Language:
    """One language: how it says messages, and writes amounts and days."""

    def __init__(self, locale: Locale, catalogues: Iterable[GNUTranslations]) -> None:
        """Speak as `locale` does; a message is looked up in each catalogue in turn."""
        self.locale = locale
        self._catalogues = tuple(catalogues)

    @property
    def code(self) -> str:
        """The code of the language: `nl`, `fr` or `en`."""
        return self.locale.language

    def amount(self, cents: int) -> str:
        """Write an amount of cents in euros."""
        return self.locale.amount(cents)

    def day(self, day: dt.date) -> str:
        """Write a day."""
        return self.locale.day(day)

    def tell(self, text: str) -> str:
        """Tell a message in this language; any other text stays as it is."""
        if isinstance(text, Joined):
            texts = text.values["texts"]
            return text.template.join(map(self.tell, texts))  # type: ignore[call-overload]  # what `joined` keeps
        if not isinstance(text, Message):
            return text
        return self._template(text).format_map(_Told(self, text.values))

    def write(self, value: object) -> object:
        """Write a value that is filled in: an amount, a day, a message, a list."""
        if isinstance(value, Amount):
            return self.amount(value)
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return self.day(value)
        if isinstance(value, Message):
            return self.tell(value)
        if isinstance(value, list | tuple):
            return ", ".join(str(self.write(each)) for each in value)
        return value

    def _template(self, text: Message) -> str:
        for catalogue in self._catalogues:
            found = _look_up(catalogue, text)
            if found is not None:
                return found
        one_only = text.plural is None or text.values["count"] == 1
        return text.template if one_only else text.plural or ""


class _Told(dict[str, object]):
    """Values as a language writes them; none but those that a template names."""

    def __init__(self, told: Language, values: Values) -> None:
        super().__init__(values)
        self._told = told

    def __getitem__(self, name: str) -> object:
        return self._told.write(super().__getitem__(name))


def _look_up(catalogue: GNUTranslations, text: Message) -> str | None:
    """Give the template in a language, None where the catalogue has none."""
    one, many = text.template, text.plural
    if many is not None:
        found = catalogue.ngettext(one, many, int(str(text.values["count"])))
        return None if found in {one, many} else found
    if text.context is not None:
        found = catalogue.pgettext(text.context, one)
    else:
        found = catalogue.gettext(one)
    return None if found == one else found


@cache
def language(code: str) -> Language:
    """Give a language by its code; English for one that is not spoken here."""
    locale = LOCALES.get(code, LOCALES["en"])
    folder = CATALOGUES / locale.language / "LC_MESSAGES"
    files = [folder / f"{domain}.mo" for domain in DOMAINS]
    return Language(locale, [_read(file) for file in files if file.is_file()])


def _read(file: Path) -> GNUTranslations:
    with file.open("rb") as opened:
        return GNUTranslations(opened)
