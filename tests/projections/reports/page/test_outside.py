"""On paper, without a script, and on a small screen; and nothing reaches outside."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By

from projections.language import language
from projections.reports.page import page
from tests.projections.reports.gathered import lively
from tests.projections.reports.page.opened import Opened
from tests.projections.reports.page.pages import enemy

pytestmark = pytest.mark.needs("chromium", "chromedriver")


def text_of(file: Path) -> str:
    command = ("pdftotext", "-layout", file, "-")
    done = subprocess.run(command, check=True, capture_output=True, timeout=60)
    return " ".join(done.stdout.decode().split())


def check_paper(text: str) -> None:
    told = language("en")
    for year in lively().years:
        assert f"Budget year {year.year}" in text
        for made in year.explanations:
            assert told.amount(made.cents) in text
        for line in year.expenses:
            assert line.ref in text
            for link in line.links:
                assert link.activity is None or link.activity in text
    for event in lively().history:
        assert f"#{event.number}" in text
    assert "Where this report stands" in text
    assert lively().stand.root in text


@pytest.mark.needs("pdftotext")
def test_on_paper_all_years_follow_each_other_and_everything_is_open(
    opened: Opened, tmp_path: Path
) -> None:
    opened.go_to(2025, 1)
    spent = opened.shown(2025, "spent")
    check_paper(text_of(opened.printed(tmp_path / "page.pdf")))
    assert opened.place(2025) == 1
    assert opened.shown(2025, "spent") == spent
    assert opened.browser.run("return document.querySelectorAll('[open]').length") == 0


@pytest.mark.needs("pdftotext")
def test_all_of_it_can_be_read_without_a_script(opened: Opened, tmp_path: Path) -> None:
    opened.browser.command("Emulation.setScriptExecutionDisabled", value=True)
    try:
        opened.browser.driver.get(opened.browser.path.as_uri())
        check_paper(text_of(opened.printed(tmp_path / "page.pdf")))
        seen = opened.browser.driver.find_elements(By.CSS_SELECTOR, "article.year")
        assert [each.is_displayed() for each in seen] == [True, True]
        assert not opened.browser.find(".timebar").is_displayed()
    finally:
        opened.browser.command("Emulation.setScriptExecutionDisabled", value=False)


def test_nothing_is_fetched_and_nothing_goes_wrong(opened: Opened) -> None:
    opened.days(2025)
    opened.browser.click("#y2025 .tile [data-figure=spent]")
    asked = [
        entry["message"]
        for entry in opened.browser.log("performance")
        if '"Network.requestWillBeSent"' in entry["message"]
    ]
    assert len(asked) == 1
    assert "report.html" in asked[0]
    assert opened.browser.log("browser") == []


def test_the_page_of_an_enemy_does_nothing_for_it(
    opened: Opened, tmp_path: Path
) -> None:
    path = tmp_path / "enemy.html"
    path.write_bytes(page(enemy(), language("nl"), documents="../documents/"))
    opened.browser.driver.get(path.as_uri())
    assert opened.browser.run("return document.title") != "taken"
    assert opened.browser.log("browser") == []
    opened.browser.click("#y2025 .expense .number")
    opened.browser.click("#dialog [data-event]")
    assert opened.browser.run("return document.querySelectorAll('img').length") == 0
    assert opened.browser.run("return document.title") != "taken"


@pytest.mark.parametrize("width", [320, 360, 768])
def test_nothing_is_wider_than_a_small_screen(opened: Opened, width: int) -> None:
    size = {"width": width, "height": 740, "deviceScaleFactor": 1, "mobile": True}
    wide = "return document.documentElement.scrollWidth"
    opened.browser.command("Emulation.setDeviceMetricsOverride", **size)
    try:
        assert opened.browser.run(wide) <= width
        opened.browser.run(
            "document.querySelector('#y2025 .tile [data-figure=spent]').click()"
        )
        wide = "const d = document.getElementById('dialog'); return d.scrollWidth"
        assert opened.browser.run(wide) <= width
    finally:
        opened.browser.command("Emulation.clearDeviceMetricsOverride")
