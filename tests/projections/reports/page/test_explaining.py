"""Each number opens what it is made of, with mouse and keyboard, and the way back."""

from __future__ import annotations

import datetime as dt

import pytest
from selenium.webdriver.common.keys import Keys

from projections.explaining import NAMES
from projections.language import language
from projections.reports import timeline
from projections.view import BookView
from tests.projections.reports.gathered import lively
from tests.projections.reports.page.opened import Opened, adds_up
from tests.projections.reports.page.pages import DOCUMENTS

pytestmark = pytest.mark.needs("chromium", "chromedriver")

YEARS = (2024, 2025)


@pytest.mark.parametrize("year", YEARS)
def test_the_parts_of_every_figure_add_up_to_it_on_many_days(
    opened: Opened, view: BookView, year: int
) -> None:
    made = timeline(view, year, on=None, day=dt.date(2099, 1, 1))
    opened.browser.click(f"[data-year-link='{year}']")
    for step in (*made.steps[::4], made.steps[-1]):
        opened.go_to(year, (step.on - made.since).days)
        for name, said in opened.explained(year, list(NAMES)).items():
            assert said["title"].endswith(f": {opened.shown(year, name)}")
            assert said["rules"] >= 1
            if said["amounts"]:
                assert adds_up(said["amounts"]), (name, step.on)
                assert said["amounts"][-1] == opened.shown(year, name)
            else:
                assert opened.shown(year, name) == "0.00"


def test_enter_opens_an_explanation_and_escape_gives_the_focus_back(
    opened: Opened,
) -> None:
    opened.browser.run(
        "document.querySelector('#y2025 .tile [data-figure=spent]').focus()"
    )
    opened.press(Keys.ENTER)
    assert opened.title() == f"spent: {opened.shown(2025, 'spent')}"
    assert opened.focused() == "dialog-title"
    opened.press(Keys.ESCAPE)
    assert opened.title() == ""
    assert opened.focused() == "spent"


def test_a_part_that_is_a_figure_opens_that_one_and_back_returns(
    opened: Opened,
) -> None:
    opened.browser.click("#y2025 .tile [data-figure=refund_due]")
    first = opened.title()
    opened.browser.click("#dialog [data-figure=unused]")
    assert opened.title().endswith(f": {opened.shown(2025, 'unused')}")
    opened.browser.click("#dialog [data-figure=ineligible]")
    opened.browser.click("#dialog .back")
    opened.browser.click("#dialog .back")
    assert opened.title() == first
    opened.browser.click("#dialog .close")
    assert opened.focused() == "refund_due"


def test_the_focus_stays_in_the_dialog(opened: Opened) -> None:
    opened.browser.click("#y2025 .tile [data-figure=refund_due]")
    inside = "return document.getElementById('dialog').contains(document.activeElement)"
    outside = 0
    for _ in range(12):
        opened.tab()
        # Between its last control and its first, the browser's own has the focus.
        outside += not opened.browser.run(
            f"if (document.activeElement === document.body) return true; {inside}"
        )
    assert outside == 0


def test_an_expense_opens_its_justification_documents_and_rules(
    opened: Opened,
) -> None:
    (year, _) = lively().years
    line = next(each for each in year.expenses if each.documents and each.links)
    opened.browser.click("[data-year-link='2024']")
    opened.browser.click(f"#y2024 [data-note='expense-{line.number}']")
    said = opened.browser.text("#dialog .dialog-body")
    assert line.ref in opened.title()
    for text in (line.links[0].activity, line.documents[0].name, line.supplier):
        assert text is None or text in said + opened.title()
    assert f"SHA-256 {line.documents[0].sha256}" in said
    link = opened.browser.find("#dialog .documents a[href^='..']")
    assert link.get_attribute("href").endswith(f"/{line.documents[0].sha256}")
    assert link.get_dom_attribute("href") == f"{DOCUMENTS}{line.documents[0].sha256}"
    assert opened.browser.run(
        "return document.querySelectorAll('#dialog .rules li').length"
    )


def test_an_event_is_told_in_the_dialog_and_leads_to_the_history(
    opened: Opened,
) -> None:
    opened.browser.click("[data-year-link='2024']")
    opened.browser.click("#y2024 .tile [data-figure=received]")
    link = opened.browser.find("#dialog [data-event]")
    number = int(link.get_attribute("data-event"))
    link.click()
    (event,) = [each for each in lively().history if each.number == number]
    assert opened.title() == f"event #{number}"
    said = opened.browser.text("#dialog .dialog-body")
    assert language("en").tell(event.text) in said
    assert f"amount{language('en').amount(event.amount or 0)}what" in said
    opened.browser.click("#dialog .leave")
    assert opened.title() == ""
    row = f"document.getElementById('event-{number}')"
    assert opened.browser.run(f"return {row}.closest('details').open")
    assert opened.browser.run(
        f"const box = {row}.getBoundingClientRect();"
        "return box.bottom > 0 && box.top < innerHeight"
    )


def test_one_sees_only_the_expenses_with_something_missing(opened: Opened) -> None:
    (year, _) = lively().years
    lacking = [each.ref for each in year.expenses if each.missing or each.unjustified]
    assert 0 < len(lacking) < len(year.expenses)
    opened.browser.click("[data-year-link='2024']")
    opened.browser.click("#y2024 [data-filter]")
    shown = opened.browser.run(
        "return Array.from(document.querySelectorAll('#y2024 .expense'))"
        ".filter((row) => row.checkVisibility())"
        ".map((row) => row.querySelector('.ref').textContent)"
    )
    assert shown == lacking
    said = opened.browser.text("#y2024 .filter [role=status]")
    assert said == f"{len(lacking)} of {len(year.expenses)} shown"


def test_one_year_is_seen_at_a_time_and_an_address_leads_to_its_own(
    opened: Opened,
) -> None:
    seen = (
        "return Array.from(document.querySelectorAll('.year'))"
        ".filter((year) => year.checkVisibility()).map((year) => year.id)"
    )
    assert opened.browser.run(seen) == ["y2025"]
    opened.browser.run("location.hash = '#y2024-expenses'")
    opened.browser.until(f"return (() => {{ {seen} }})().join() === 'y2024'")
    current = opened.browser.find("nav.years [aria-current]")
    assert current.text == "2024"


def test_controls_are_reached_in_the_order_in_which_they_are_read(
    opened: Opened,
) -> None:
    reached = [opened.tab() for _ in range(8)]
    assert reached == [
        "#main",
        "#y2024",
        "#y2025",
        "received",
        "allocated",
        "spent",
        "funds",
        "justified",
    ]
