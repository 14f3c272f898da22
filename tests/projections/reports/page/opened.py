"""The page of a report in a browser: what it shows, and what one does with it."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from selenium.webdriver.common.keys import Keys

from tests.page.browser import Page
from tests.projections.reports.page.pages import cents

_DAYS = """
const article = document.querySelector(`article[data-year="${arguments[0]}"]`);
const slider = article.querySelector("input[type=range]");
const shown = [];
for (let day = 0; day <= Number(slider.max); day += 1) {
  slider.value = day;
  slider.dispatchEvent(new Event("input"));
  const said = { day: [article.querySelector("output").textContent] };
  for (const slot of article.querySelectorAll("[data-slot]")) {
    const known = (said[slot.dataset.slot] ??= []);
    if (!known.includes(slot.textContent)) known.push(slot.textContent);
  }
  shown.push(said);
}
return shown;
"""
_EXPLAINED = """
const article = document.querySelector(`article[data-year="${arguments[0]}"]`);
const dialog = document.getElementById("dialog");
const made = {};
for (const name of arguments[1]) {
  article.querySelector(`[data-figure="${name}"]`).click();
  const amounts = Array.from(dialog.querySelectorAll(".parts .amount"));
  made[name] = {
    title: document.getElementById("dialog-title").textContent,
    amounts: amounts.map((cell) => cell.textContent),
    rules: dialog.querySelectorAll(".rules li").length,
  };
  dialog.close();
}
return made;
"""


class Opened:
    """A page that is open, with ways to look at it as a person does."""

    def __init__(self, browser: Page) -> None:
        self.browser = browser

    def days(self, year: int) -> list[dict[str, list[str]]]:
        """Give what stands in every slot of a year on each of its days."""
        shown: list[dict[str, list[str]]] = self.browser.run(_DAYS, year)
        return shown

    def explained(self, year: int, names: list[str]) -> dict[str, Any]:
        """Open the explanation of each figure, and give what it says."""
        made: dict[str, Any] = self.browser.run(_EXPLAINED, year, names)
        return made

    def go_to(self, year: int, place: int) -> None:
        """Show a day of a year, by its place on the time line."""
        script = (
            "const slider = document.querySelector(`#y${arguments[0]}-day`);"
            "slider.value = arguments[1]; slider.dispatchEvent(new Event('input'));"
        )
        self.browser.run(script, year, place)

    def place(self, year: int) -> int:
        """Give the place of the day that is shown."""
        return int(self.browser.find(f"#y{year}-day").get_property("value"))

    def shown(self, year: int, slot: str) -> str:
        """Give what a slot of a year shows."""
        return self.browser.text(f"#y{year} [data-slot='{slot}']")

    def press(self, *keys: str) -> None:
        """Press keys, wherever the focus is."""
        focused = self.browser.driver.switch_to.active_element
        for key in keys:
            focused.send_keys(key)

    def tab(self) -> str:
        """Go to the next control, and say which one it is."""
        self.press(Keys.TAB)
        return self.focused()

    def focused(self) -> str:
        """Say what has the focus: its id, or what it opens, or its name."""
        said = self.browser.run(
            "const e = document.activeElement; return e.id || e.dataset.figure"
            " || e.getAttribute('href') || e.textContent;"
        )
        return str(said)

    def title(self) -> str:
        """Give the title of the dialog, empty where none is open."""
        is_open = self.browser.run("return document.getElementById('dialog').open")
        return self.browser.text("#dialog-title") if is_open else ""

    def printed(self, target: Path) -> Path:
        """Print the page into a file."""
        made = self.browser.command(
            "Page.printToPDF", preferCSSPageSize=True, printBackground=True
        )
        target.write_bytes(base64.b64decode(made["data"]))
        return target


def adds_up(amounts: list[str]) -> bool:
    """Whether the parts of a figure add up to the last amount, which is their sum."""
    *parts, total = map(cents, amounts)
    return sum(parts) == total
