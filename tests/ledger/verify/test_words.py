"""What is said beside the findings: whole sentences, in each language, no full stop."""

from __future__ import annotations

import pytest

from ledger.bundle.redaction import DOCUMENTS, UNITS
from ledger.messages import Message, message, plural
from ledger.verify.found import PLAIN_MAX, plain
from ledger.verify.heads import Grade
from ledger.verify.words.grades import GRADES, not_proven
from ledger.verify.words.lacking import left_out
from projections.language import language
from tests.languages.catalogues import LANGUAGES, read, said_in


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_sentence_ends_in_a_full_stop(code: str) -> None:
    said = said_in(read(code, "verify"))
    told = [text for each, texts in said.items() for text in (each.one, *texts)]
    # A heading of one word may be shortened.
    sentences = [text for text in told if " " in text]
    assert [text for text in sentences if text.endswith(".")] == []
    assert [text for text in told if text != text.strip()] == []


def test_every_grade_has_a_meaning() -> None:
    assert set(GRADES) == set(Grade)


def test_the_better_the_grade_the_less_is_unproven() -> None:
    counts = [len(not_proven(grade)) for grade in Grade]
    assert counts == [5, 5, 4, 3, 3]


def test_all_that_can_be_left_out_has_a_word_in_each_language() -> None:
    for unit in sorted(UNITS):
        (said,) = left_out({unit: 2})
        told = {code: language(code).tell(said) for code in ("en", *LANGUAGES)}
        assert len(set(told.values())) == 3, told


def test_what_is_left_out_is_told_as_a_list() -> None:
    (said,) = left_out({DOCUMENTS: 1, "expense-recorded/1.supplier": 3})
    assert said == "left out: the content of 1 document, supplier of 3 expenses"
    assert language("nl").tell(said) == (
        "weggelaten: de inhoud van 1 bewijsstuk, leverancier van 3 uitgaven"
    )
    assert language("fr").tell(said) == (
        "omis\u00a0: le contenu de 1 pièce justificative, fournisseur de 3 dépenses"
    )


def test_nothing_is_said_of_a_whole_bundle() -> None:
    assert list(left_out({})) == []


def test_what_a_message_is_filled_with_is_made_plain_and_it_stays_a_message() -> None:
    seen = plain(message("no {name}", name="\x1b[2J" + "x" * PLAIN_MAX))
    assert seen == f"no \\x1b[2J{'x' * (PLAIN_MAX - 4)}…"
    assert isinstance(seen, Message)
    assert seen.template == "no {name}"


def test_a_message_that_is_plain_already_stays_the_same() -> None:
    said = plural("{count} of {names}", "{count} of {names}", count=2, names=["a", "b"])
    assert plain(said) is said


def test_each_of_a_list_in_a_message_is_made_plain() -> None:
    said = plain(message("by {names} in {year}", names=["a\x07", "b"], year=2025))
    assert said == "by a\\x07, b in 2025"
