"""What others wrote is shown as text, whatever it poses as."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec import structs

from fixtures.books import OPENED, build
from fixtures.every_kind import KEY
from ledger.book.exporting import Making, export
from ledger.commands import AttachDocument, RecordExpense
from tests.ledger.verify.bundles import (
    AGENT,
    FIGURES,
    Files,
    after,
    head_again,
    lines_of,
    put_lines,
)
from tests.page.browser import Answer, Page

pytestmark = pytest.mark.needs("chromium", "chromedriver")
Check = Callable[..., Answer]

MARKUP = "<img src=x onerror=document.title='taken'><script>alert(1)</script>"
TURNED = "factuur \u202efdp.exe\u200b"
NAME = "../../.bashrc\u202e<b>.html"


@pytest.fixture
def bundle(tmp_path: Path) -> bytes:
    spent = RecordExpense(
        ref="A",
        on=date(2025, 3, 12),
        amount=95_000,
        category="study-day-expert",
        beneficiary="team",
        supplier=MARKUP,
        description=TURNED,
    )
    attached = AttachDocument(
        of="A",
        kind="invoice",
        name=NAME,
        media_type="text/html",
        content=b"<script>alert(1)</script>",
    )
    opened = structs.replace(OPENED, key=KEY.vkey)
    target = tmp_path / "school.zip"
    build(tmp_path / "school.book", [spent, attached], opened=opened).close()
    export(tmp_path / "school.book", target, key=KEY, making=Making(agent=AGENT))
    return target.read_bytes()


def test_markup_and_letters_that_turn_words_are_shown_as_they_are(
    page: Page, check: Check, bundle: bytes
) -> None:
    said = check(bundle)
    assert (said.verdict, said.findings) == ("held", [])
    number = page.run(
        "return Array.from(document.querySelectorAll('.events tbody tr'))"
        ".findIndex((row) => row.textContent.includes('Expense'))"
    )
    page.click(f"#open-{number}")
    detail = page.text(f"#event-{number}")
    assert MARKUP in detail
    assert "factuur \\u{202e}fdp.exe\\u{200b}" in detail
    script = "return document.querySelectorAll('#result img, #result script').length"
    assert page.run(script) == 0
    assert page.run("return document.title").startswith("Everything that this page")


def test_a_document_is_saved_under_a_name_that_is_only_a_name(
    page: Page, check: Check, bundle: bytes
) -> None:
    check(bundle)
    page.run(
        "HTMLAnchorElement.prototype.click ="
        " function () { window.saved = this.download; }"
    )
    page.run(
        "document.querySelectorAll('.events tbody button').forEach((b) => b.click())"
    )
    page.click(".documents button")
    page.until("return Boolean(window.saved)")
    assert page.run("return window.saved") == "_.._.bashrc__b_.html"


def test_an_event_of_a_newer_program_is_said_to_be_unknown(
    page: Page, check: Check
) -> None:
    def changed(files: Files) -> None:
        lines = lines_of(files)
        (at,) = (n for n, line in enumerate(lines) if b"user-left/1" in line)
        lines[at] = lines[at].replace(b"user-left/1", b"user-gone/2")
        put_lines(files, lines)
        head_again(files, KEY)
        del files[FIGURES]

    said = check(after(changed), KEY.vkey)
    assert (said.verdict, said.grade, said.codes) == ("unchecked", "SIGNED", {3})
    assert said.steps["Sealed values and documents"] == "Could not be checked"
    assert said.notes[0].startswith(
        "The log holds events that this page does not know (user-gone/2)"
    )
    page.find("#filter").send_keys("user-gone")
    page.until("return document.querySelectorAll('.events tbody tr').length === 1")
    page.click(".events tbody button")
    assert "User" in page.text(".detail")
