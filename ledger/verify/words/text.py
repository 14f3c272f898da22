"""A sentence in the languages in which the program speaks to people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct


class Text(Struct, frozen=True):
    """One sentence in English and in Dutch; no full stop."""

    en: str
    nl: str

    def told(self, lang: str = "en") -> str:
        """Give it in a language; in English where it is not there in that one."""
        return self.nl if lang == "nl" else self.en

    def then(self, what: str) -> Text:
        """Give it with a colon and what needs no translation."""
        return Text(f"{self.en}: {what}", f"{self.nl}: {what}")


def told(texts: Iterable[Text | str], lang: str) -> Iterator[str]:
    """Give each in a language; what is no `Text` stays as it is."""
    for text in texts:
        yield text.told(lang) if isinstance(text, Text) else text
