"""What somebody looks at on a usual screen is all there, and need not be scrolled."""

from __future__ import annotations

from pathlib import Path

import pytest

from projections.language import LOCALES, language
from projections.reports import gather
from projections.reports.page import page as page_of
from projections.view import BookView
from tests.page.browser import Page
from tests.projections.reports.gathered import PROGRAM

WIDTHS = (1_200, 1_000, 800)
_CUT_OFF = """
const cut = [];
for (const year of document.querySelectorAll("article.year")) {
  year.classList.add("shown");
  for (const each of year.querySelectorAll(".scrolls:has(.expenses)"))
    if (each.scrollWidth > each.clientWidth) cut.push(each.scrollWidth);
}
return cut;
"""


@pytest.mark.parametrize("code", LOCALES)
def test_the_expenses_fit_into_a_usual_window(
    code: str, *, browser: Page, view: BookView, tmp_path: Path
) -> None:
    report = gather(view, view.years, on=None, program=PROGRAM)
    path = tmp_path / "report.html"
    path.write_bytes(page_of(report, language(code)))
    before = browser.driver.get_window_size()
    try:
        for width in WIDTHS:
            browser.driver.set_window_size(width, 900)
            browser.driver.get(path.as_uri())
            assert browser.run(_CUT_OFF) == [], width
    finally:
        browser.driver.set_window_size(before["width"], before["height"])
