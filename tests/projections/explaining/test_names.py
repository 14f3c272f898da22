"""A figure is found by every name that the documents have for it."""

from __future__ import annotations

import re

import pytest

from ledger.errors import UsageError
from projections.explaining import NAMES, figure_named
from projections.rule_texts import RULE_TEXTS
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \|$", PAGE, re.MULTILINE)


def test_the_page_has_every_figure_that_has_one_row() -> None:
    assert {name for name, _, _ in ROWS} == {n for n in NAMES if "." not in n}


@pytest.mark.parametrize(("name", "dutch", "meaning"), ROWS)
def test_the_words_are_those_of_the_page(name: str, dutch: str, meaning: str) -> None:
    assert NAMES[name].dutch == dutch
    assert meaning.replace("`", "").startswith(NAMES[name].meaning)


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_is_found_by_each_of_its_names(name: str) -> None:
    dutch = NAMES[name].dutch
    for text in (name, name.replace("_", "-"), dutch, dutch.replace(" ", "-")):
        assert figure_named(text) == name
        assert figure_named(text.upper()) == name
    assert NAMES[name].rule in RULE_TEXTS


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("tranche_1", "tranche_1.expected"),
        ("Tranche-2", "tranche_2.expected"),
        ("schijf 1", "tranche_1.expected"),
        ("terug-te-betalen", "refund_due"),
        (" refund  due ", "refund_due"),
    ],
)
def test_other_spellings(text: str, name: str) -> None:
    assert figure_named(text) == name


@pytest.mark.parametrize(
    ("text", "near"),
    [("refund_do", "refund_due"), ("soldo", "saldo"), ("tranche_3", "tranche_1")],
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
