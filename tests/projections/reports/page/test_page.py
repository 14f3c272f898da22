"""The page is one file that says all of a report, and runs nothing but its own."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from hashlib import sha256

import pytest
from msgspec import structs

from projections.explaining import NAMES
from projections.language import LOCALES, language
from projections.reports import Report
from projections.reports.page import page
from projections.reports.page.sources import SCRIPTS, STYLES
from projections.terms import word
from tests.conftest import ROOT
from tests.projections.reports.gathered import hostile, lively
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

FOLDER = ROOT / "projections" / "reports" / "page" / "assets"
LINES_MAX = 250


def policy(text: str) -> dict[str, str]:
    (content,) = re.findall('Content-Security-Policy" content="([^"]*)"', text)
    rules = (rule.strip().partition(" ") for rule in content.split(";"))
    return {name: value for name, _, value in rules}


def hash_of(text: str) -> str:
    digest = base64.b64encode(sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def test_the_policy_allows_this_script_and_this_style_and_nothing_else() -> None:
    text = lively_page()
    assert policy(text) == {
        "default-src": "'none'",
        "script-src": hash_of(part(text, "script")),
        "style-src": hash_of(part(text, "style")),
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }


def test_the_same_report_gives_the_same_bytes() -> None:
    for code in LOCALES:
        one, other = (page(lively(), language(code)) for _ in range(2))
        assert one == other


def test_the_page_names_no_place_to_fetch_from() -> None:
    text = lively_page()
    assert re.findall(r"(?:https?:|wss?:)?//[a-z]+[.:][^\s]*", text) == []
    assert re.findall(r"\b(?:src|srcset|action|background)\s*=", text) == []
    assert (
        re.findall(r"@import|url\((?!#)|fetch\(|XMLHttpRequest|WebSocket", text) == []
    )


def test_the_script_makes_no_markup_of_text() -> None:
    words = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|Function\("
    assert re.findall(words, part(lively_page(), "script")) == []


def test_every_source_is_joined_and_short() -> None:
    for ending, names in (("js", SCRIPTS), ("css", STYLES)):
        assert sorted(path.stem for path in FOLDER.glob(f"*.{ending}")) == sorted(names)
    for path in FOLDER.iterdir():
        assert len(path.read_text("utf-8").splitlines()) <= LINES_MAX, path.name


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
        f"report FILE.html --lang {code} --year 2024 --year 2025 --known-at",
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


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts
    ]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_text_controls_and_pictures_stand_out_in_light_and_dark() -> None:
    palettes = [
        dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", block))
        for block in re.findall(
            r":root \{(.*?)\}", part(lively_page(), "style"), re.DOTALL
        )[:2]
    ]
    assert len(palettes) == 2
    for colours in palettes:
        for ground in ("paper", "card", "wash"):
            for text in ("ink", "soft", "accent", "held", "broken", "doubt"):
                assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
            for drawn in ("control", "spent", "reserve", "open", "wrong"):
                assert contrast(colours[drawn], colours[ground]) >= 3, (drawn, ground)
