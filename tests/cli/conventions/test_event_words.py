"""What was recorded is told in the words of the language, with its days and amounts."""

from __future__ import annotations

from typing import get_args

import pytest

from cli.event_words import RECORDED
from cli.field_words import FIELDS
from ledger.events import Event
from tests.cli.terminal import Terminal

KINDS = get_args(Event)

OPENING = "record opening --year 2025 --on 2025-01-10 --amount 1200 --source statement"


def test_every_type_of_event_has_its_words() -> None:
    names = {str(kind.__struct_config__.tag).partition("/")[0] for kind in KINDS}
    assert RECORDED.keys() == names
    assert {str(word) for word in RECORDED.values()} == {
        name.replace("-", " ") for name in names
    }


def test_every_field_of_an_event_has_its_word() -> None:
    fields = {name for kind in KINDS for name in kind.__struct_fields__}
    assert FIELDS.keys() == fields
    assert {str(word) for word in FIELDS.values()} == {
        name.replace("_", " ") for name in fields
    }


SAID = {
    "en": """\
#4  2025  year opened
#5  2025  opening recorded  opening-2025  2025-01-10  1,200.00
""",
    "nl": """\
#4  2025  jaar geopend
#5  2025  beginreserve geboekt  opening-2025  10/01/2025  1.200,00
""",
    "fr": """\
#4  2025  année ouverte
#5  2025  réserve d’ouverture enregistrée  opening-2025  10/01/2025  1\u202f200,00
""",
}


@pytest.mark.parametrize("lang", SAID)
def test_what_is_recorded_is_told(book: Terminal, lang: str) -> None:
    assert book.does(f"{OPENING} --lang {lang}").out == SAID[lang]


def test_days_in_the_document_are_the_same_in_every_language(book: Terminal) -> None:
    answer = book.does(f"{OPENING} --dry-run --json --lang nl").json
    assert [event["on"] for event in answer["recorded"]] == [None, "2025-01-10"]
