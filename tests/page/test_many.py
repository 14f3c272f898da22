"""A log of twenty thousand events is checked, shown and searched without a stop."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from msgspec import structs

from fixtures.every_kind import KEY
from ledger.bundle.payload import decode_export, encode_export
from ledger.codec import decode, encode
from ledger.events import ExpenseRecorded, Leaf, PaymentRecorded
from ledger.sealed import Envelope, encode_disclosure
from tests.ledger.verify.bundles import (
    DISCLOSURES,
    EXPORT,
    FIGURES,
    Files,
    head_again,
    lines_of,
    packed,
    put_lines,
    smallest,
    unpacked,
)
from tests.page.browser import Page

pytestmark = pytest.mark.needs("chromium", "chromedriver")
EVENTS = 20_000

# Turns that the page gave to others while it was checking.
COUNT_TURNS = "window.turns = 0; setInterval(() => { window.turns += 1; }, 5);"


def long_bundle() -> bytes:
    """The smallest bundle with many more payments, signed; its figures are left out."""
    files = unpacked(smallest())
    del files[FIGURES]
    add_payments(files)
    export = decode_export(files[EXPORT])
    files[EXPORT] = encode_export(structs.replace(export, events=EVENTS))
    head_again(files, KEY)
    return packed(files)


def add_payments(files: Files) -> None:
    lines, disclosures = lines_of(files), lines_of(files, DISCLOSURES)
    leaves = [decode(line) for line in lines]
    last = next(leaf for leaf in reversed(leaves) if leaf.stream == "2025")
    expense = next(leaf for leaf in leaves if isinstance(leaf.event, ExpenseRecorded))
    for n in range(len(lines), EVENTS):
        envelope = Envelope(partial(n.to_bytes, byteorder="big"))
        event = PaymentRecorded(
            ref=f"B{n}",
            expense=expense.n,
            on=date(2025, 4, 1),
            amount=n,
            by=None,
            bank_reference=envelope.seal("bank_reference", f"storting {n}"),
        )
        last = next_leaf(last, event, n=n)
        lines.append(encode(last))
        disclosures += map(encode_disclosure, envelope.disclosures(n))
    put_lines(files, lines)
    put_lines(files, disclosures, name=DISCLOSURES)


def next_leaf(last: Leaf, event: PaymentRecorded, *, n: int) -> Leaf:
    return structs.replace(
        last, event=event, n=n, version=last.version + 1, id=f"{n:032x}"
    )


def rows(page: Page) -> list[str]:
    buttons = "document.querySelectorAll('.events tbody th button')"
    script = f"return Array.from({buttons}, (button) => button.textContent.trim())"
    return [text.lstrip("▸▾ ") for text in page.run(script)]


def test_twenty_thousand_events_are_checked_shown_and_searched(
    page: Page, tmp_path: Path
) -> None:
    path = tmp_path / "long.zip"
    path.write_bytes(long_bundle())
    with page.changed(COUNT_TURNS):
        said = page.check(path, key=KEY.vkey)
    assert (said.verdict, said.grade) == ("held", "SIGNED")
    assert page.run("return window.turns") > 20
    assert rows(page) == [str(number) for number in range(1, 51)]
    assert page.text(".events nav span") == "Page 1 of 400"
    page.click(".events nav button:last-child")
    assert rows(page)[0] == "51"
    page.find("#filter").send_keys("storting 1234")
    page.until(
        "return document.querySelector('.count').textContent === '11 of 20,000 events'"
    )
    assert rows(page) == ["1235", *(str(number) for number in range(12341, 12351))]
    page.click("#open-12340")
    assert "storting 12340" in page.text("#event-12340")
