"""Who is asked for a field is told what it is in the language of the call."""

from __future__ import annotations

import io
from collections.abc import Iterator
from gettext import GNUTranslations

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from cli.asking import PATH
from cli.intake.wishes import KINDS, Field, fields_of
from cli.intake.words import OF_A_FILE, help_of, told_help
from ledger import commands as c
from projections.language import LOCALES, Language, language
from tests.languages.collecting import Said, messages

OF_THE_FILE = {"media_type", "content"}


def asked() -> Iterator[tuple[type[c.Wish], Field]]:
    """Yield every field that may be asked for."""
    for kind in KINDS.values():
        for field in fields_of(kind).values():
            is_given = field.name in OF_THE_FILE or (kind, field.name) in OF_A_FILE
            if field.required and not is_given:
                yield kind, field


def speaking(code: str, **texts: str) -> Language:
    """Give a language with a catalogue of just these texts."""
    catalogue, written = Catalog(locale=code), io.BytesIO()
    for said, told in texts.items():
        catalogue.add(said, told)
    write_mo(written, catalogue)
    written.seek(0)
    return Language(LOCALES[code], [GNUTranslations(written)])


def test_a_prompt_is_told_without_saying_that_it_must_be_given() -> None:
    field = fields_of(c.RecordAllocation)["year"]
    dutch = {"The budget year (required)": "Het begrotingsjaar (verplicht)"}
    told = speaking("nl", **dutch)
    assert told_help(c.RecordAllocation, field, tell=told.tell) == "Het begrotingsjaar"
    plain = language("en").tell
    assert told_help(c.RecordAllocation, field, tell=plain) == "The budget year"


def test_the_help_of_every_field_is_in_the_catalogues() -> None:
    helps = {Said(help_of(kind, field)) for kind, field in asked()}
    assert not helps - messages("commands")
    assert PATH not in fields_of(c.AttachDocument).values()


@pytest.mark.parametrize("code", LOCALES)
def test_what_must_be_given_is_said_at_the_end_in_each_language(code: str) -> None:
    tell = language(code).tell
    whole = {tell(told_help(kind, field, tell=tell)) for kind, field in asked()}
    assert not [text for text in whole if not text or text.endswith(")")]
