"""The page finds healthy bundles whole, and says whose word they are."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fixtures.every_kind import KEY, OTHER_KEY
from tests.ledger.verify.bundles import (
    honest,
    smallest,
    unpacked,
    verified,
)
from tests.page.browser import Answer, Page

pytestmark = pytest.mark.needs("chromium", "chromedriver")
Check = Callable[..., Answer]

ALL_HELD = {
    "Container": "Held",
    "Manifest": "Held",
    "Log and root": "Held",
    "Signature": "Held",
    "Sealed values and documents": "Held",
    "What the bundle says of itself": "Held",
}
ASIDE = "Not looked into, but for being whole: HOW-TO-VERIFY.txt, verify.html."
NO_ED25519 = """
const real = SubtleCrypto.prototype.importKey;
SubtleCrypto.prototype.importKey = function (format, key, algorithm, ...rest) {
  const other = algorithm.name !== "Ed25519";
  if (other) return real.call(this, format, key, algorithm, ...rest);
  return Promise.reject(new DOMException("Unrecognized name", "NotSupportedError"));
};
"""
NO_CRYPTO = "Object.defineProperty(globalThis, 'crypto', {value: undefined});"


def test_a_signed_bundle_is_consistent_for_who_has_no_key(check: Check) -> None:
    said = check(honest())
    assert said == Answer("held", "CONSISTENT", ALL_HELD, [], [ASIDE])


def test_a_bundle_is_signed_for_who_has_the_school_s_key(check: Check) -> None:
    said = check(honest(), KEY.vkey)
    assert said == Answer("held", "SIGNED", ALL_HELD, [], [ASIDE])


def test_a_bundle_of_a_book_without_a_key_is_unsigned(check: Check) -> None:
    steps = ALL_HELD | {"Signature": "There is none"}
    said = check(honest(signed=False))
    assert said == Answer("held", "UNSIGNED", steps, [], [ASIDE])


def test_the_page_says_what_it_has_not_proven(page: Page, check: Check) -> None:
    check(honest())
    without = page.text(".not-proven ul")
    check(honest(), KEY.vkey)
    given = page.text(".not-proven ul")
    assert without.startswith("that the book is the school’s: you gave no key")
    assert without.endswith(given)
    for sentence in ("never entered the book", "no second book", "entered was true"):
        assert sentence in given


def test_a_key_given_afterwards_changes_the_grade_alone(
    page: Page, check: Check
) -> None:
    before = check(honest())
    page.give_key(f"  {KEY.vkey} ")
    after = page.answer()
    assert (before.grade, after.grade) == ("CONSISTENT", "SIGNED")
    page.give_key(OTHER_KEY.vkey)
    assert page.answer().codes == {13}
    page.give_key("")
    assert page.answer() == before


def test_what_is_no_key_is_said_beside_the_field(page: Page, check: Check) -> None:
    before = check(honest())
    page.give_key(KEY.vkey[:-3])
    said = page.text("#key-says")
    assert said.startswith("That is no key of a school: this is no public key")
    assert page.find("#key").get_attribute("aria-invalid") == "true"
    assert page.answer() == before


def test_a_browser_without_ed25519_says_that_it_cannot_check(
    page: Page, check: Check
) -> None:
    with page.changed(NO_ED25519):
        said = check(honest(), KEY.vkey)
    steps = ALL_HELD | {"Signature": "Could not be checked"}
    assert said == Answer("unchecked", "No grade", steps, [], [ASIDE])
    assert "This browser has no Ed25519" in page.text(".steps")


def test_a_browser_without_cryptography_says_that_it_cannot_check(
    page: Page, check: Check
) -> None:
    with page.changed(NO_CRYPTO):
        said = check(honest())
    steps = dict.fromkeys(ALL_HELD, "Could not be checked") | {"Container": "Held"}
    assert said == Answer("unchecked", "No grade", steps, [], [])
    assert "no means to compute" in page.text(".verdict")


def test_the_page_shows_the_root_and_the_figures(page: Page, check: Check) -> None:
    check(honest())
    report = verified(honest())
    assert report.root is not None
    assert report.root in page.text(".facts")
    assert "does not compute these figures" in page.text(".figures .notice")
    rows = page.run(
        "return Array.from(document.querySelectorAll('.figures tr'),"
        " (row) => Array.from(row.children, (cell) => cell.textContent))"
    )
    assert rows[0] == ["Figure", "2024 (closed)", "2025 (open)"]
    shown = {row[0]: row[1:] for row in rows}
    assert shown["Allocated"] == ["€\u00a04,968.00", "€\u00a05,156.77"]
    assert shown["Balance"] == [
        f"€\u00a0{figures.available / 100:,.2f}"
        for _, figures in sorted(report.figures.items())
    ]


def test_an_event_opens_to_its_fields_and_sealed_values(
    page: Page, check: Check
) -> None:
    check(honest())
    page.click("#open-15")
    row = page.text("tr.open")
    assert "2024-03-12" in row
    assert "Expense" in row
    assert "€\u00a0950.00" in row
    detail = page.text("#event-15")
    assert "Supplier (sealed)Vlaamse Nascholing vzw" in detail
    assert 'Lezing "lezen is leren", één dag (€)' in detail
    assert '{"at":"2025-01-20T' in detail


def test_a_document_is_downloaded_byte_for_byte(page: Page, check: Check) -> None:
    files = unpacked(honest())
    (document,) = (data for name, data in files.items() if "/documents/" in name)
    check(honest())
    page.click("#open-15")
    page.click("#event-15 .documents button")
    target = page.path.parent / "downloads" / "2024-017.pdf"
    wait_for(target, len(document))
    assert target.read_bytes() == document


def wait_for(path: Path, octets: int) -> None:
    for _ in range(500):
        if path.exists() and path.stat().st_size == octets:
            return
        time.sleep(0.01)


def test_the_smallest_bundle_holds(check: Check) -> None:
    assert check(smallest(), KEY.vkey).verdict == "held"
