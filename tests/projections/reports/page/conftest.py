"""One browser for all of these tests, and the page of a lively book in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fixtures.every_kind import every_kind
from projections.language import language
from projections.reports import gather
from projections.reports.page import page as page_of
from projections.view import BookView
from tests.page.browser import Page, chromium
from tests.projections.reports.gathered import PROGRAM
from tests.projections.reports.page.opened import Opened
from tests.projections.reports.page.pages import DOCUMENTS


@pytest.fixture(scope="session")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BookView]:
    """The book whose page is looked at."""
    path = tmp_path_factory.mktemp("book") / "school.book"
    every_kind(path).close()
    with BookView(path) as opened:
        yield opened


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory, view: BookView) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("browser")
    path = folder / "report.html"
    report = gather(view, view.years, on=None, program=PROGRAM)
    path.write_bytes(page_of(report, language("en"), documents=DOCUMENTS))
    with chromium(folder) as driver:
        yield Page(driver, path)


@pytest.fixture
def opened(browser: Page) -> Opened:
    """The page, opened anew."""
    browser.driver.get("about:blank")
    browser.log("browser")
    browser.log("performance")
    browser.driver.get(browser.path.as_uri())
    return Opened(browser)
