"""A figure is found by every name that the documents have for it."""

from __future__ import annotations

import re

import pytest

from ledger.errors import UsageError
from projections.explaining import NAMES, figure_label, figure_named
from projections.language import LOCALES, language
from projections.rule_texts import RULE_TEXTS
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `(\w+)`" + r" \| ([^|]+)" * 3 + r" \|$", PAGE, re.MULTILINE)


def test_the_page_has_every_figure_that_has_one_row() -> None:
    assert {name for name, *_ in ROWS} == {n for n in NAMES if "." not in n}


@pytest.mark.parametrize(("name", "dutch", "french", "meaning"), ROWS)
def test_the_words_are_those_of_the_page(
    name: str, *, dutch: str, french: str, meaning: str
) -> None:
    assert [NAMES[name].dutch, NAMES[name].french] == [dutch, french]
    said = meaning.replace("`", "").replace("_", " ")
    assert said.startswith(NAMES[name].meaning)


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_is_found_by_each_of_its_names(name: str) -> None:
    labels = [figure_label(name, code) for code in LOCALES]
    for text in (name, *labels):
        for written in (text, text.replace("_", "-"), text.replace(" ", "-")):
            assert figure_named(written) == name
            assert figure_named(written.upper()) == name
    assert [NAMES[name].dutch, NAMES[name].french] == labels[1:]
    assert NAMES[name].rule in RULE_TEXTS


@pytest.mark.parametrize("code", LOCALES)
def test_no_two_figures_have_one_name(code: str) -> None:
    assert len({figure_label(name, code) for name in NAMES}) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_label_in_english_is_the_name_as_people_write_it(name: str) -> None:
    assert figure_label(name, "en") == name.replace(".", ", ").replace("_", " ")


@pytest.mark.parametrize(
    ("code", "label", "meaning"),
    [
        ("en", "refund due", "unused − carried over + claimed"),
        ("nl", "terug te betalen", "niet gebruikt − overdracht + gevorderd"),
        ("fr", "à rembourser", "non utilisé − report + réclamé"),
    ],
)
def test_a_figure_is_told_in_each_language(code: str, label: str, meaning: str) -> None:
    assert figure_label("refund_due", code) == label
    assert language(code).tell(NAMES["refund_due"].meaning) == meaning


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("tranche_1", "tranche_1.expected"),
        ("Tranche-2", "tranche_2.expected"),
        ("schijf 1", "tranche_1.expected"),
        ("schijf 1, verwacht", "tranche_1.expected"),
        ("tranche 2, attendue", "tranche_2.expected"),
        ("terug-te-betalen", "refund_due"),
        (" refund  due ", "refund_due"),
        ("à rembourser", "refund_due"),
        ("A-Rembourser", "refund_due"),
        ("octroye", "allocated"),
        ("tranche 1, expected", "tranche_1.expected"),
        ("Tranche 2", "tranche_2.expected"),
        ("réserve d'ouverture", "opening_reserve"),
    ],
)
def test_other_spellings(text: str, name: str) -> None:
    assert figure_named(text) == name


@pytest.mark.parametrize(
    ("text", "near"),
    [("refund_do", "refund-due"), ("soldo", "saldo"), ("tranche_3", "tranche-1")],
)
def test_an_unknown_one_names_the_nearest(text: str, near: str) -> None:
    with pytest.raises(UsageError) as caught:
        figure_named(text)
    assert caught.value.message == f"there is no figure {text!r}"
    assert near in (caught.value.next_step or "")


@pytest.mark.parametrize("text", ["", "tranche_1.status", "x" * 9_999, "٣"])
def test_what_is_near_nothing_gets_a_list_or_the_nearest(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        figure_named(text)
    assert caught.value.next_step


@pytest.mark.parametrize("code", LOCALES)
def test_the_list_has_every_figure_as_it_is_typed(code: str) -> None:
    with pytest.raises(UsageError) as caught:
        figure_named("x" * 9_999)
    told = language(code).tell(caught.value.next_step or "")
    named = re.findall(r'"([^"]+)"', told)
    assert [figure_named(text) for text in named] == list(NAMES)
