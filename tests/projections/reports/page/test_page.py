"""The page says all of a report, and texts of the school stay texts."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import structs

from ledger.commands import RecordAllocation, RecordOpening
from projections.explaining import NAMES
from projections.language import LOCALES, language
from projections.reports import Report, gather
from projections.reports.page import page
from projections.terms import word
from tests.projections.reports.gathered import PROGRAM, hostile, lively
from tests.projections.reports.page.pages import (
    DOCUMENTS,
    ENEMY,
    Tags,
    cents,
    data_of,
    enemy,
    lively_page,
    part,
    slots,
)
from tests.projections.seeing import Desk, day


@pytest.mark.parametrize("code", LOCALES)
def test_every_figure_of_a_year_stands_there_as_the_language_writes_it(
    code: str,
) -> None:
    told = language(code)
    for year in lively().years:
        said = slots(lively_page(code), year.year)
        for made in year.explanations:
            assert said[made.figure] == {told.amount(made.cents)}, made.figure
        for tranche in year.tranches:
            status = told.tell(word("tranche", tranche.status))
            assert said[f"tranche_{tranche.tranche}.status"] == {status}


@pytest.mark.parametrize("code", LOCALES)
def test_every_expense_objection_document_and_event_stands_there(code: str) -> None:
    text, told = lively_page(code), language(code)
    ids = Tags(text).ids
    assert len(ids) == len(set(ids))
    for year in lively().years:
        for line in year.expenses:
            assert f"expense-{line.number}" in ids
            assert f">{told.amount(line.amount)}<" in text
            assert told.day(line.on) in text
        for document in year.documents:
            assert f"document-{document.number}" in ids
        assert not [each.code for each in year.objections if each.code not in text]
        assert f'data-year="{year.year}"' in text
    assert not [e.number for e in lively().history if f"event-{e.number}" not in ids]


@pytest.mark.parametrize("code", LOCALES)
def test_the_point_in_time_stands_in_the_foot(code: str) -> None:
    text, stand = lively_page(code), lively().stand
    foot = text[text.index("<footer>") : text.index("</footer>")]
    rules = lively().years[0].rules
    for said in (
        stand.school,
        stand.root,
        stand.fingerprint,
        str(stand.events),
        stand.program,
        language(code).day(stand.day),
        rules.id,
        rules.sha256,
        f".html --lang {code} --year 2024 --year 2025 --known-at",
    ):
        assert said in foot


def test_documents_are_linked_by_their_content_where_they_lie_beside() -> None:
    links = {link for link in Tags(lively_page()).links if not link.startswith("#")}
    known = {
        f"{DOCUMENTS}{document.sha256}"
        for year in lively().years
        for document in year.documents
        if document.sha256
    }
    assert links
    assert known <= links
    assert all(re.fullmatch(r"\.\./documents/[0-9a-f]{64}", link) for link in links)
    bare = page(lively(), language("en")).decode()
    assert not [link for link in Tags(bare).links if not link.startswith("#")]


@pytest.mark.parametrize("report", [hostile, enemy])
def test_no_text_of_the_school_becomes_markup(report: Callable[[], Report]) -> None:
    text = page(report(), language("nl"), documents=DOCUMENTS).decode()
    usual, found = Tags(lively_page()), Tags(text)
    assert found.names <= usual.names
    assert found.attributes <= usual.attributes
    assert part(text, "script") == part(lively_page(), "script")
    assert text.count("<script") == 2
    assert not [sign for sign in text if sign in "\u202e\u200b\u2028"]
    data_of(text)


def test_texts_of_the_school_stay_readable() -> None:
    text = page(enemy(), language("nl")).decode()
    assert "{body}{data}{script}" in text
    assert "&lt;!-- &lt;script&gt;" in text
    assert "&amp;lt;b&amp;gt;" in text
    assert "\\u202egnp.exe" in text
    suppliers = {line.supplier for line in enemy().years[0].expenses}
    assert suppliers == {f"{t}e{n}" for n, t in enumerate((*ENEMY, "".join(ENEMY)), 1)}


def test_a_rule_set_that_was_given_is_marked_at_the_top_and_in_the_foot() -> None:
    year = lively().years[0]
    rules = structs.replace(year.rules, given=True)
    what_if = structs.replace(
        lively(), years=[structs.replace(year, rules=rules)], history=[]
    )
    text = page(what_if, language("en")).decode()
    assert 'class="notice what-if"' in text
    assert text.count("--rules") == 1
    assert "what-if" not in re.sub(
        r"<style>.*?</style>", "", lively_page(), flags=re.DOTALL
    )


def test_the_parts_of_every_figure_add_up_to_it_on_every_step() -> None:
    made = data_of(lively_page())
    texts = made["texts"]
    for year in made["years"].values():
        at = {name: year["slots"].index(name) for name in NAMES}
        for index, (_, _, said, _) in enumerate(year["steps"]):
            for name in NAMES:
                parts = [
                    cents(texts[amount])
                    for of, first, last, amount, *_ in year["parts"]
                    if of == name and first <= index <= last
                ]
                assert sum(parts) == cents(texts[said[at[name]]]), name


def test_the_lines_of_every_note_of_a_plan_add_up() -> None:
    tables = re.findall(
        r'<table class="parts summed">(.*?)</table>', lively_page(), re.DOTALL
    )
    assert len(tables) > 4
    for table in tables:
        rows = [
            [cents(said) for said in re.findall(r'<td class="amount">([^<]*)<', row)]
            for row in table.split("<tr>")[1:]
        ]
        *parts, total = [row for row in rows if row]
        assert [sum(column) for column in zip(*parts, strict=True)] in ([], total)


def test_a_reserve_that_the_open_year_before_would_bring_is_shown_beside_it(
    tmp_path: Path,
) -> None:
    on = day("2024-01-10")
    desk = Desk(
        tmp_path,
        RecordOpening(year=2024, on=on, amount=30_000),
        RecordAllocation(year=2024, on=on, amount=500_000),
        RecordAllocation(year=2025, on=day("2025-01-10"), amount=500_000),
    )
    desk.book.close()
    with desk.view() as view:
        report = gather(view, [2024, 2025], on=None, program=PROGRAM)
    text = page(report, language("nl")).decode()
    told = "het vorige jaar is nog open, en zou nu 300,00 meebrengen"
    assert slots(text, 2025)["opening"] == {told}
    assert slots(text, 2025)["opening_reserve"] == {"0,00"}
    assert slots(text, 2024)["opening"] == {""}


def test_a_year_that_is_followed_by_month_says_so() -> None:
    (year, _) = lively().years
    ends = (year.timeline.steps[0], year.timeline.steps[-1])
    line = structs.replace(year.timeline, steps=list(ends), parts=[])
    sparse = structs.replace(lively(), years=[structs.replace(year, timeline=line)])
    said = "a year with so many facts is followed by month, not by day"
    assert said in page(sparse, language("en")).decode()
    assert said not in lively_page()
