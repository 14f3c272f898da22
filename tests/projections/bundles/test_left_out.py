"""A redacted bundle shows what is there, and says of the rest that it is left out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fixtures.every_kind import KEY, every_kind
from ledger.bundle.redaction import units_of
from ledger.commands import EraseData
from ledger.errors import UsageError
from projections.bundles import BundleView
from projections.document import content, documents
from projections.event import event
from projections.statement import statement
from projections.view import BookView
from tests.projections.bundles.bundling import TODAY, bundle_of

EXPENSE, DOCUMENT, OTHER = 16, 24, 18
"""The numbers of an expense, of its document, and of the expense after it."""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "school.book"
    erased = EraseData(of=f"#{OTHER}", slots=("supplier",), ground="request")
    with every_kind(path) as made:
        made.erase(erased, by="u1")
    return path


@pytest.fixture
def view(book: Path) -> Iterator[BundleView]:
    with BundleView(bundle_of(book, key=KEY, left_out=units_of(["names"]))) as view:
        yield view


def test_the_figures_are_those_of_the_book(book: Path, view: BundleView) -> None:
    with BookView(book) as whole:
        for year in whole.years:
            expected = statement(whole, year, on=None, today=TODAY)
            assert statement(view, year, on=None, today=TODAY) == expected


def test_a_value_that_was_left_out_is_not_erased(book: Path, view: BundleView) -> None:
    made = event(view, f"#{EXPENSE}")
    with BookView(book) as whole:
        there = event(whole, f"#{EXPENSE}")
    assert (there.erased, there.left_out) == ([], [])
    assert made.left_out == ["supplier", "supplier_iban", "supplier_number"]
    assert (made.erased, made.erased_by) == ([], {})
    told = {slot: there.values[slot] for slot in there.values.keys() - made.left_out}
    assert made.values == told


def test_a_value_that_was_erased_was_not_left_out(view: BundleView) -> None:
    made = event(view, f"#{OTHER}")
    assert made.erased == ["supplier"]
    assert made.erased_by == {"supplier": view.size}
    assert made.left_out == ["supplier_iban", "supplier_number"]


def test_documents_are_left_out_with_their_names(view: BundleView) -> None:
    assert event(view, f"#{DOCUMENT}").left_out == ["name", "document"]
    (line,) = documents(view, f"#{DOCUMENT}")
    assert (line.name, line.erased_by, len(line.sha256 or "")) == (None, None, 64)
    with pytest.raises(UsageError) as caught:
        content(view, line)
    assert caught.value.message == "the bundle leaves documents out"


def test_all_may_be_left_out(book: Path) -> None:
    with BundleView(bundle_of(book, key=KEY, left_out=units_of(["all"]))) as view:
        for number in range(1, view.size + 1):
            made = event(view, f"#{number}")
            assert made.values == {}
            assert set(made.erased) <= set(made.erased_by)
