"""A key that changed and a value that was erased are read as the log tells them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from fixtures.every_kind import KEY, OTHER_KEY, every_kind
from ledger.book import Book
from ledger.book.exporting import Making, export
from ledger.book.keys import replace_key, rotate_key
from ledger.commands import EraseData
from ledger.note import parse_vkey
from tests.ledger.verify.bundles import (
    AGENT,
    DISCLOSURES,
    codes,
    head_again,
    honest,
    lines_of,
    packed,
    put_lines,
    unpacked,
    verified,
)
from tests.page.browser import Answer, Page

pytestmark = pytest.mark.needs("chromium", "chromedriver")
Check = Callable[..., Answer]


def bundle_after(folder: Path, change: Callable[[Book], object]) -> bytes:
    """The bundle of the book of every kind after a change, signed by its last key."""
    path, target = folder / "school.book", folder / "school.zip"
    with every_kind(path) as book:
        change(book)
    export(path, target, key=OTHER_KEY, making=Making(agent=AGENT))
    return target.read_bytes()


def rotated(book: Book) -> None:
    rotate_key(book, KEY, new=OTHER_KEY, by="u1")


def replaced(book: Book) -> None:
    replace_key(book, OTHER_KEY, by="u1")


@pytest.mark.parametrize(
    ("key", "grade"), [(None, "CONSISTENT"), (KEY, "SIGNED"), (OTHER_KEY, "SIGNED")]
)
def test_who_knows_the_old_key_or_the_new_one_knows_the_school(
    check: Check, tmp_path: Path, key: object, grade: str
) -> None:
    said = check(bundle_after(tmp_path, rotated), getattr(key, "vkey", None))
    assert (said.verdict, said.grade, said.findings) == ("held", grade, [])


def test_a_rotation_that_the_old_key_has_not_signed_is_found(
    check: Check, tmp_path: Path
) -> None:
    files = unpacked(bundle_after(tmp_path, rotated))
    lines = lines_of(files)
    event = lines[-1].decode()
    acceptance = event.partition('"acceptance":"')[2][:92]
    signature = event.partition('"signature":"')[2][:92]
    put_lines(files, [*lines[:-1], event.replace(signature, acceptance).encode()])
    head = files["data/checkpoints/37"]
    head_again(files, OTHER_KEY)
    files["data/checkpoints/37"] = head
    said = check(packed(files))
    messages = {each.message for each in said.findings if each.place.endswith(":38")}
    assert messages == {
        "the key of the log was changed, and the one before has not signed it"
    }


def test_a_replaced_key_counts_for_who_knows_it(check: Check, tmp_path: Path) -> None:
    data = bundle_after(tmp_path, replaced)
    known, unknown = check(data, OTHER_KEY.vkey), check(data, KEY.vkey)
    assert (known.verdict, known.grade) == ("held", "SIGNED")
    assert [each.code for each in unknown.findings] == [13]
    assert unknown.findings[0].message.endswith("nor did that one sign it over")


IN_SIGHT = """
const box = document.querySelector(".verdict .warning").getBoundingClientRect();
return box.top >= 0 && box.height > 0 && box.bottom <= window.innerHeight;
"""


def test_that_a_key_was_replaced_stands_in_the_verdict_and_in_sight(
    page: Page, check: Check, tmp_path: Path
) -> None:
    check(bundle_after(tmp_path, replaced), OTHER_KEY.vkey)
    warning = page.text(".verdict .warning")
    assert warning == (
        "The key of the log was replaced at #38 without a word of the one before:"
        " ask the school in person."
    )
    assert page.run(IN_SIGHT)
    assert page.text("#status").endswith(warning)
    page.click("[data-language=nl]")
    assert "vervangen bij #38 zonder een woord" in page.text(".verdict .warning")


def test_a_key_that_was_handed_over_needs_no_warning(
    page: Page, check: Check, tmp_path: Path
) -> None:
    check(bundle_after(tmp_path, rotated), OTHER_KEY.vkey)
    assert page.run("return document.querySelectorAll('.warning').length") == 0


def erased(book: Book) -> None:
    wish = EraseData(
        of="#16",
        slots=("supplier",),
        document=False,
        ground="request",
        on=date(2025, 3, 4),
        reason="Gevraagd",
    )
    book.erase(wish, by="u1")
    rotated(book)


def test_an_erased_value_is_shown_as_erased(
    page: Page, check: Check, tmp_path: Path
) -> None:
    data = bundle_after(tmp_path, erased)
    said = check(data, OTHER_KEY.vkey)
    assert (said.verdict, said.findings) == ("held", [])
    assert codes(verified(data, [parse_vkey(OTHER_KEY.vkey)])) == set()
    page.click("#open-15")
    assert "Supplier (sealed)erased" in page.text("#event-15")
    page.click("[data-language=nl]")
    assert "Leverancier (verzegeld)gewist" in page.text("#event-15")


def test_a_value_that_is_said_to_be_erased_and_is_there_is_found(
    check: Check, tmp_path: Path
) -> None:
    files = unpacked(bundle_after(tmp_path, erased))
    before = unpacked(honest())
    lines = lines_of(before, DISCLOSURES) + lines_of(files, DISCLOSURES)[-1:]
    put_lines(files, lines, name=DISCLOSURES)
    data = packed(files)
    report = verified(data, [parse_vkey(OTHER_KEY.vkey)])
    said = check(data, OTHER_KEY.vkey)
    assert [(each.code, each.place) for each in said.findings] == [
        (each.code, each.place) for each in report.findings
    ]
    assert said.codes == {16}
