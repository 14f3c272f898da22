"""The page is used by dragging, by keyboard alone, by ear, and in three languages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from fixtures.every_kind import KEY
from tests.ledger.verify.bundles import after, honest, put_lines
from tests.page.browser import Answer, Page

pytestmark = pytest.mark.needs("chromium", "chromedriver")
Check = Callable[..., Answer]

FOCUSED = """
const element = document.activeElement;
const seen = element.type === "file" ? element.nextElementSibling : element;
const style = getComputedStyle(seen);
return [element.id || element.dataset.language || element.textContent.slice(0, 80),
  style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2];
"""
CONTROLS = {"button", "textbox", "searchbox", "link", "checkbox", "combobox"}


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    path = tmp_path / "school.zip"
    path.write_bytes(honest())
    return path


def drag(page: Page, *files: Path) -> None:
    data = {"items": [], "files": list(map(str, files)), "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        page.command("Input.dispatchDragEvent", type=kind, x=700, y=700, data=data)


def press(page: Page, *keys: str) -> None:
    ActionChains(page.driver).send_keys(*keys).perform()


def focused(page: Page) -> str:
    name, seen = page.run(FOCUSED)
    assert seen, f"the focus on {name} cannot be seen"
    return str(name)


def test_a_bundle_is_dropped_anywhere_on_the_page(page: Page, bundle: Path) -> None:
    page.open()
    drag(page, bundle)
    assert page.answer().verdict == "held"
    assert "school.zip" in page.text(".facts")


def test_two_files_at_once_are_refused(page: Page, bundle: Path) -> None:
    page.open()
    drag(page, bundle, bundle.parent)
    page.until("return document.getElementById('status').textContent !== ''")
    assert page.text("#status").startswith("Drop one file at a time")
    assert page.run("return document.getElementById('result').hidden")


def test_a_folder_ends_in_a_finding(page: Page, bundle: Path) -> None:
    page.open()
    drag(page, bundle.parent)
    said = page.answer()
    assert (said.verdict, said.codes) == ("broken", {3})


def test_the_page_is_walked_by_keyboard_alone(page: Page, bundle: Path) -> None:
    page.driver.get(page.path.as_uri())
    walked = []
    for _ in range(6):
        press(page, Keys.TAB)
        walked.append(focused(page))
    assert walked == ["nl", "fr", "en", "file", "key", "Use this key"]
    for _ in range(2):
        ActionChains(page.driver).key_down(Keys.SHIFT).send_keys(Keys.TAB).perform()
        ActionChains(page.driver).key_up(Keys.SHIFT).perform()
    assert focused(page) == "file"
    page.run(
        "document.getElementById('file').addEventListener('click', (event) => {"
        "event.preventDefault(); document.body.dataset.asked = 'yes'; }, {once: true})"
    )
    press(page, Keys.SPACE)
    assert page.run("return document.body.dataset.asked") == "yes"
    page.choose(bundle)
    page.answer()
    assert page.run("return document.activeElement.id") == "verdict"


def test_an_event_is_opened_and_closed_by_keyboard(page: Page, check: Check) -> None:
    check(honest())
    for _ in range(4):  # the steps, the figures, the filter, the table
        press(page, Keys.TAB)
    press(page, Keys.TAB)
    assert focused(page) == "open-0"
    press(page, Keys.ENTER)
    assert focused(page) == "open-0"
    assert page.find("#open-0").get_attribute("aria-expanded") == "true"
    assert "Name of the log" in page.text("#event-0")
    press(page, Keys.SPACE)
    assert page.find("#open-0").get_attribute("aria-expanded") == "false"


def test_the_key_is_used_by_pressing_enter(page: Page, bundle: Path) -> None:
    page.open()
    page.find("#key").send_keys(KEY.vkey + Keys.ENTER)
    assert page.text("#key-says").startswith("The key will be used")
    page.choose(bundle)
    assert page.answer().grade == "SIGNED"


def test_the_language_changes_all_that_is_shown(page: Page, check: Check) -> None:
    check(honest())
    english = page.text("#result")
    page.click("[data-language=nl]")
    dutch = page.text("#result")
    assert page.run("return document.documentElement.lang") == "nl"
    assert page.text("h1") == "Kijk een bewijsbundel na"
    assert page.text("#verdict") == "✓Alles wat deze pagina nakijkt, klopt"
    assert "€\u00a04.968,00" in dutch
    assert page.find("[data-language=nl]").get_attribute("aria-pressed") == "true"
    page.click("[data-language=en]")
    assert page.text("#result") == english
    assert page.run("return document.documentElement.lang") == "en"


def test_the_first_language_is_that_of_the_browser(page: Page) -> None:
    chosen = {
        "nl-BE": "nl",
        "nl": "nl",
        "fr-BE": "fr",
        "FR": "fr",
        "de": "en",
        "": "en",
    }
    for preferred, language in chosen.items():
        script = (
            f"Object.defineProperty(navigator, 'language', {{value: '{preferred}'}})"
        )
        with page.changed(script):
            page.driver.get(page.path.as_uri())
        assert page.run("return document.documentElement.lang") == language


def requests(page: Page) -> Iterator[str]:
    for entry in page.log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            yield message["params"]["request"]["url"]


def test_nothing_is_asked_of_any_network(page: Page, check: Check) -> None:
    list(requests(page))
    page.log("browser")
    check(honest(), KEY.vkey)
    page.click("#open-15")
    page.click("#event-15 .documents button")
    assert set(requests(page)) == {page.path.as_uri()}
    assert page.log("browser") == []


def test_the_policy_stops_a_script_that_would_fetch(page: Page) -> None:
    page.open()
    stopped = page.run(
        "return fetch('https://example.org/').then(() => 'fetched', () => 'stopped')"
    )
    assert stopped == "stopped"
    assert any(
        "Content Security Policy" in said["message"] for said in page.log("browser")
    )


def nodes(page: Page) -> list[tuple[str, str]]:
    """Role and name of all that assistive technology is given."""
    tree: list[dict[str, Any]] = page.command("Accessibility.getFullAXTree")["nodes"]
    return [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in tree
        if not node["ignored"]
    ]


def test_everything_that_can_be_used_has_a_name(page: Page, check: Check) -> None:
    check(honest())
    page.click("#open-15")
    said = nodes(page)
    assert [node for node in said if node[0] in CONTROLS and not node[1]] == []
    assert ("button", "Event 16: close") in said
    assert ("searchbox", "Show only events that contain") in said
    assert any(
        role == "button" and name.startswith("Choose the bundle") for role, name in said
    )


def test_a_screen_reader_finds_its_way(page: Page, check: Check) -> None:
    check(honest())
    said = nodes(page)
    roles = [role for role, _ in said]
    assert [roles.count(name) for name in ("banner", "main", "contentinfo")] == [
        1,
        1,
        1,
    ]
    headings = [name for role, name in said if role == "heading"]
    assert headings[0] == "Check a proof bundle"
    assert "Everything that this page checks holds" in headings
    tables = [name for role, name in said if role == "table"]
    assert tables == [
        "What was checked, and what came of it",
        "In euros, as the bundle gives them",
        "Every event of the log, in the order in which it was recorded",
    ]
    assert ("columnheader", "Amount") in said
    assert "status" in roles
    assert page.text("#status") == "Checked: everything that this page checks holds."


def test_the_page_fits_a_window_of_320_pixels(page: Page, check: Check) -> None:
    size = {"width": 320, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    page.command("Emulation.setDeviceMetricsOverride", **size)
    try:
        check(after(lambda files: put_lines(files, [b"{}"] * 5)))
        assert page.run("return document.documentElement.scrollWidth") <= 320
    finally:
        page.command("Emulation.clearDeviceMetricsOverride")
