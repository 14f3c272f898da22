from __future__ import annotations

import string

import pytest

from tests.languages.catalogues import (
    LANGUAGES,
    file_of,
    mo_bytes,
    po_bytes,
    read,
    said_in,
    updated,
)
from tests.languages.collecting import DOMAINS, Said, messages

EACH = [(language, domain) for domain in DOMAINS for language in LANGUAGES]


@pytest.mark.parametrize(("language", "domain"), EACH)
class TestCatalogue:
    def test_every_message_of_the_sources_is_there(
        self, language: str, domain: str
    ) -> None:
        known = said_in(read(language, domain))
        assert not messages(domain) - known.keys(), "type: make messages"

    def test_every_message_is_translated(self, language: str, domain: str) -> None:
        said = said_in(read(language, domain))
        assert not [each.one for each, texts in said.items() if not all(texts)]

    def test_it_has_no_message_that_nothing_says(
        self, language: str, domain: str
    ) -> None:
        known = said_in(read(language, domain))
        assert not known.keys() - messages(domain), "type: make messages"

    def test_a_translation_fills_in_what_its_message_does(
        self, language: str, domain: str
    ) -> None:
        said = said_in(read(language, domain))
        assert not [
            (each.one, text)
            for each, texts in said.items()
            for text in texts
            if _places(text) != _places(_longest(each))
            and not _is_one_of_several(each, text)
        ]

    def test_its_files_are_those_that_are_made_of_it(
        self, language: str, domain: str
    ) -> None:
        file, po = file_of(language, domain), po_bytes(updated(language, domain))
        assert file.read_bytes() == po, "type: make messages"
        compiled = file.with_suffix(".mo").read_bytes()
        assert compiled == mo_bytes(po, language=language, domain=domain), (
            "type: make messages"
        )


def _longest(said: Said) -> str:
    return said.many or said.one


def _places(text: str) -> set[str]:
    """Give the named places of a template."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def _is_one_of_several(said: Said, text: str) -> bool:
    """Whether it is said of just one thing, whose count need not be written.

    Click fills in other values where it is about one: that one, and not a list.
    """
    if said.many is None:
        return False
    return _places(text) in (_places(_longest(said)) - {"count"}, _places(said.one))
