"""Each language is spelt in one way, and has one word for one thing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.languages.catalogues import LANGUAGES, read, said_in
from tests.languages.collecting import DOMAINS
from tests.languages.spelling import EXCEPT, faults, synonyms

PAGE = ROOT / "ledger" / "bundle" / "page"
FILES = [
    pytest.param(language, file, id=file.name)
    for language in LANGUAGES
    for file in sorted(PAGE.glob(f"*-{language}.js"))
]
SAID = re.compile(r': "([^"]+)"')
"""What the page that verifies says: the values of an object in JavaScript."""

EACH = [(language, domain) for domain in DOMAINS for language in LANGUAGES]

MISSPELT = {
    "a colon without its space": ("fr", "attendu: {text}", "no space"),
    "a colon after a place": ("fr", "{place}: {reason}", "no space"),
    "a semicolon": ("fr", "interrompu; rien n’est fait", "no space"),
    "a question": ("fr", "enregistrer ceci?", "no space"),
    "a colon after an option": ("fr", "--known-at: c’est un jour", "no space"),
    "a space that may break": ("fr", "attendu : {text}", "spaced"),
    "a space in Dutch": ("nl", "{ref} ; gestort", "spaced"),
    "a straight apostrophe": ("fr", "l'école", "straight"),
    "another in Dutch": ("nl", "zo'n bestand", "straight"),
}
WELL_SPELT = {
    "a no-break space": ("fr", "attendu\u00a0: {text}\u00a0; et"),
    "a narrow one": ("fr", "vraiment\u202f?"),
    "an address": ("fr", "voyez https://exemple.be/a;b?c"),
    "an hour": ("fr", "à 10:30"),
    "a curly apostrophe": ("nl", "zo’n bestand"),
    "a quoted place": ("fr", "voyez '#{number}'"),
}
OTHER_WORDS = {
    "a forecast": ("nl", "een raming tot de afsluiting", "raming"),
    "at the begin of a line": ("nl", "Besteed", "Besteed"),
    "two words": ("fr", "le dossier de preuve", "dossier de preuve"),
}
RIGHT_WORDS = {
    "a part of another word": ("nl", "vrijetijdsbesteding"),
    "what is typed": ("nl", "typ `show document`"),
    "a folder": ("fr", "un dossier"),
}


@pytest.mark.parametrize(("language", "domain"), EACH)
def test_a_catalogue_is_spelt_in_one_way(language: str, domain: str) -> None:
    assert not [
        (text, found)
        for texts in said_in(read(language, domain)).values()
        for text in texts
        if (found := faults(language, text))
    ]


# The library's own messages speak of programs in general.
@pytest.mark.parametrize(("language", "domain"), [e for e in EACH if e[1] != "click"])
def test_a_catalogue_has_one_word_for_one_thing(language: str, domain: str) -> None:
    assert not [
        (text, found)
        for said, texts in said_in(read(language, domain)).items()
        for text in texts
        if said.one not in EXCEPT and (found := synonyms(language, text))
    ]


@pytest.mark.parametrize(("language", "file"), FILES)
def test_the_page_that_verifies_is_spelt_so_too(language: str, file: Path) -> None:
    texts = SAID.findall(file.read_text("utf-8"))
    assert texts
    assert not [
        (text, found)
        for text in texts
        if (found := faults(language, text) + synonyms(language, text))
    ]


@pytest.mark.parametrize(("language", "text", "what"), MISSPELT.values(), ids=MISSPELT)
def test_what_is_misspelt_is_found(language: str, text: str, what: str) -> None:
    assert [fault.what for fault in faults(language, text)] == [what]


@pytest.mark.parametrize(("language", "text"), WELL_SPELT.values(), ids=WELL_SPELT)
def test_what_is_spelt_well_is_left_alone(language: str, text: str) -> None:
    assert faults(language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "word"), OTHER_WORDS.values(), ids=OTHER_WORDS
)
def test_another_word_is_found(language: str, text: str, word: str) -> None:
    assert [fault.found for fault in synonyms(language, text)] == [word]


@pytest.mark.parametrize(("language", "text"), RIGHT_WORDS.values(), ids=RIGHT_WORDS)
def test_a_word_that_only_looks_like_it_is_left_alone(language: str, text: str) -> None:
    assert synonyms(language, text) == []
