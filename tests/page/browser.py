"""A headless Chromium, and in it the page with what it shows.

The page is opened as a file, as a verifier opens it; nothing is stubbed.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.wait import WebDriverWait

FLAGS: Final = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",  # small in a container
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1100,900",
)
SECONDS_MAX: Final = 60

_READ = """
const text = (root, selector) => root.querySelector(selector)?.textContent ?? null;
const pairs = (root) => Object.fromEntries(Array.from(root.querySelectorAll("dl > div"),
  (row) => [text(row, "dt"), text(row, "dd")]));
const result = document.getElementById("result");
return {
  verdict: result.querySelector(".verdict").className.replace("verdict ", ""),
  grade: text(result, ".grade strong"),
  steps: Object.fromEntries(Array.from(result.querySelectorAll(".steps tbody tr"),
    (row) => [row.querySelector("th").firstChild.textContent,
      row.querySelector(".outcome").lastChild.textContent])),
  findings: Array.from(result.querySelectorAll(".findings li"), (item) => ({
    code: Number(text(item, ".code").replace("code ", "")),
    message: text(item, "strong"),
    place: text(item, "dd"),
  })),
  notes: Array.from(result.querySelectorAll(".notes li"), (item) => item.textContent),
};
"""


class Said(Struct, frozen=True):
    """One finding, as the page words it."""

    code: int
    message: str
    place: str


class Answer(Struct, frozen=True):
    """What the page shows of a bundle; `verdict` is held, broken or unchecked."""

    verdict: str
    grade: str | None
    steps: dict[str, str]
    findings: list[Said]
    notes: list[str]

    @property
    def codes(self) -> set[int]:
        """The codes of what was found."""
        return {finding.code for finding in self.findings}

    @property
    def broken(self) -> list[str]:
        """The steps that did not hold."""
        return [step for step, said in self.steps.items() if said == "Did not hold"]


class Page:
    """The page in a browser; each check begins with a fresh one."""

    def __init__(self, driver: webdriver.Chrome, path: Path) -> None:
        """Drive `driver`; the page lies at `path`."""
        self.driver = driver
        self.path = path

    def open(self, language: str = "en") -> None:
        """Open the page, in this language."""
        self.driver.get(self.path.as_uri())
        self.click(f"[data-language={language}]")

    def check(
        self, bundle: Path, *, key: str | None = None, language: str = "en"
    ) -> Answer:
        """Open the page anew and give it a key, if there is one, and a bundle."""
        self.open(language)
        if key is not None:
            self.give_key(key)
        self.choose(bundle)
        return self.answer()

    def choose(self, bundle: Path) -> None:
        """Choose a file, as the dialogue of the browser would."""
        self.find("#file").send_keys(str(bundle))

    def give_key(self, key: str) -> None:
        """Fill in a key and use it."""
        self.find("#key").clear()
        self.find("#key").send_keys(key)
        self.click("#key-form button")

    def answer(self) -> Answer:
        """Wait for the check to end, and read what the page shows."""
        self.until("return !document.getElementById('result').hidden")
        read = self.run(_READ)
        findings = [Said(**finding) for finding in read.pop("findings")]
        return Answer(**read, findings=findings)

    def until(self, script: str) -> None:
        """Wait until a script gives true."""
        waiting = WebDriverWait(self.driver, SECONDS_MAX, poll_frequency=0.02)
        waiting.until(lambda _: self.run(script))

    def find(self, selector: str) -> Any:  # noqa: ANN401  (a WebElement)
        """Find an element."""
        return self.driver.find_element("css selector", selector)

    def click(self, selector: str) -> None:
        """Click an element, which has to be in sight."""
        self.find(selector).click()

    def text(self, selector: str) -> str:
        """Read the text of an element, seen or not."""
        return str(self.find(selector).get_property("textContent"))

    def run(self, script: str, *values: object) -> Any:  # noqa: ANN401  (JSON)
        """Run a script in the page."""
        return self.driver.execute_script(script, *values)

    def command(self, name: str, **values: object) -> Any:  # noqa: ANN401  (JSON)
        """Give the browser a command of its DevTools protocol."""
        return self.driver.execute_cdp_cmd(name, values)

    def log(self, kind: str) -> list[dict[str, Any]]:
        """Take what the browser has noted of this kind since it was asked last."""
        said = self.driver.get_log(kind)  # type: ignore[no-untyped-call]  # it comes without types
        return list(said)

    @contextmanager
    def changed(self, script: str) -> Iterator[None]:
        """Run a script before any of the page's own: another browser, so to speak."""
        name = "Page.addScriptToEvaluateOnNewDocument"
        identifier = self.command(name, source=script)["identifier"]
        try:
            yield
        finally:
            name = "Page.removeScriptToEvaluateOnNewDocument"
            self.command(name, identifier=identifier)


@contextmanager
def chromium(folder: Path) -> Iterator[webdriver.Chrome]:
    """Start a browser whose profile and downloads lie in `folder`."""
    options = Options()
    options.binary_location = shutil.which("chromium") or "chromium"
    for flag in (*FLAGS, f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(flag)
    options.add_experimental_option(
        "prefs", {"download.default_directory": str(folder / "downloads")}
    )
    options.set_capability(
        "goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"}
    )
    service = Service(shutil.which("chromedriver"))
    driver = webdriver.Chrome(options=options, service=service)
    try:
        yield driver
    finally:
        driver.quit()
