"""The time line, dragged, typed at and clicked, shows each day as the ledger does."""

from __future__ import annotations

import datetime as dt

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from projections.explaining import NAMES
from projections.language import language
from projections.reports import timeline
from projections.statement import Statement, statement
from projections.terms import word
from projections.view import BookView
from tests.projections.reports.page.opened import Opened
from tests.projections.reports.test_timeline import shown

pytestmark = pytest.mark.needs("chromium", "chromedriver")

ENGLISH = language("en")
YEARS = (2024, 2025)


def told(view: BookView, year: int, *, on: dt.date) -> Statement:
    return statement(view, year, on=on, today=on)


def amounts(made: Statement) -> dict[str, list[str]]:
    return {name: [ENGLISH.amount(shown(made, name))] for name in NAMES}


def since(view: BookView, year: int) -> dt.date:
    last = dt.date.max.replace(year=2099)
    return timeline(view, year, on=None, day=last).since


@pytest.mark.parametrize("year", YEARS)
def test_on_every_day_every_figure_is_that_of_the_statement(
    opened: Opened, view: BookView, year: int
) -> None:
    first = since(view, year)
    days = opened.days(year)
    assert len(days) > 60
    for place, said in enumerate(days):
        on = first + dt.timedelta(days=place)
        made = told(view, year, on=on)
        assert {name: said[name] for name in NAMES} == amounts(made), on
        assert said["day"] == [ENGLISH.day(on)]
        assert said["tranche_1.status"] == [word("tranche", made.tranche_1.status)]
        assert said["tranche_2.status"] == [word("tranche", made.tranche_2.status)]
        assert (said["standing"] == ["closed"]) is made.closed


def test_the_slider_is_dragged_with_the_mouse(opened: Opened, view: BookView) -> None:
    slider = opened.browser.find("#y2024-day")
    opened.browser.click("[data-year-link='2024']")
    opened.browser.run("arguments[0].scrollIntoView({block: 'center'})", slider)
    end, width = opened.place(2024), slider.size["width"]
    seen = {end}
    for share in (4, 2, 3):
        at = ActionChains(opened.browser.driver, duration=50)
        left = (opened.place(2024) * (width - 26)) // end - (width - 26) // 2
        at.move_to_element_with_offset(slider, left, -0).click_and_hold()
        at.move_to_element_with_offset(slider, (width // share) - width // 2, 0)
        at.release().perform()
        place = opened.place(2024)
        seen.add(place)
        on = since(view, 2024) + dt.timedelta(days=place)
        made = told(view, 2024, on=on)
        for name in ("received", "spent", "justified", "refund_due", "carried_over"):
            assert opened.shown(2024, name) == ENGLISH.amount(shown(made, name)), on
    assert len(seen) == 4


def test_the_slider_is_moved_with_the_keyboard(opened: Opened) -> None:
    slider = opened.browser.find("#y2025-day")
    end = opened.place(2025)
    places = []
    keys = (Keys.ARROW_LEFT, Keys.ARROW_LEFT, Keys.HOME, Keys.ARROW_RIGHT, Keys.END)
    for key in keys:
        slider.send_keys(key)
        places.append(opened.place(2025))
    assert places == [end - 1, end - 2, 0, 1, end]
    slider.send_keys(Keys.HOME)
    assert slider.get_attribute("aria-valuetext") == "2025-01-01"
    slider.send_keys(Keys.PAGE_UP)
    assert 1 < opened.place(2025) < end


def test_buttons_go_to_each_change_and_to_the_days_that_one_asks_for(
    opened: Opened, view: BookView
) -> None:
    made = timeline(view, 2025, on=None, day=dt.date(2025, 3, 4))
    changes = [(step.on - made.since).days for step in made.steps]
    back, on = (f"#y2025 [data-step='{step}']" for step in (-1, 1))
    walked = [opened.place(2025)]
    for _ in changes[1:]:
        opened.browser.click(back)
        walked.append(opened.place(2025))
    assert walked == changes[::-1]
    opened.browser.click(on)
    assert opened.place(2025) == changes[1]
    opened.browser.click("#y2025 [data-to]")
    assert opened.shown(2025, "tranche_1.status") == "expected"


def test_the_day_and_the_refund_are_said_once_it_stays(opened: Opened) -> None:
    for place in (3, 2, 1, 0):
        opened.go_to(2025, place)
    said = "#y2025 [role=status]"
    opened.browser.until(f'return document.querySelector("{said}").textContent !== ""')
    assert opened.browser.text(said) == (
        f"2025-01-01: refund due (projected) {opened.shown(2025, 'refund_due')}"
    )


def test_what_had_not_happened_yet_is_marked_in_words(opened: Opened) -> None:
    end = opened.place(2024)
    marked = "return document.querySelectorAll('#y2024 .later .yet').length"
    assert opened.browser.run(marked) == 0
    opened.go_to(2024, 0)
    rows = "return document.querySelectorAll('#y2024 [data-day]').length"
    assert opened.browser.run(marked) == opened.browser.run(rows) > 0
    opened.go_to(2024, end)
    assert opened.browser.run(marked) == 0


def test_pictures_move_with_the_day(opened: Opened) -> None:
    bars = (
        "return Array.from(document.querySelectorAll('#y2024 .bars rect'),"
        " (bar) => bar.getAttribute('x') + bar.getAttribute('width'))"
    )
    titles = (
        "return Array.from(document.querySelectorAll('#y2024 .bars title'),"
        " (title) => title.textContent)"
    )
    end = opened.browser.run(bars), opened.browser.run(titles)
    opened.go_to(2024, 0)
    start = opened.browser.run(bars), opened.browser.run(titles)
    assert start[0] != end[0]
    assert start[1] != end[1]
    assert all("0.00" in title for title in start[1][:2])
