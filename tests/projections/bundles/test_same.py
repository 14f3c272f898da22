"""A bundle shows what the book shows that it was exported from, at every moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from fixtures.anchored import anchored
from fixtures.every_kind import KEY, every_kind
from fixtures.kept_long import kept_long
from ledger.book import Book
from ledger.commands import CloseYear
from projections.bundles import BundleView
from projections.checks import check
from projections.comparing import Side, compare
from projections.moment import KnownAt, parse_known_at
from projections.opening import open_view
from projections.view import BookView
from tests.projections.bundles.bundling import TODAY, both, bundle_of, everything
from tests.projections.seeing import day

BOOKS = {
    "of every kind": every_kind,
    "without a key": partial(every_kind, signed=False),
    "anchored": anchored,
    "kept long": kept_long,
}
books = pytest.mark.parametrize("make", BOOKS.values(), ids=BOOKS)
DAYS = (None, day("2024-06-30"), day("2025-03-15"))


@books
@pytest.mark.parametrize("on", DAYS, ids=str)
def test_all_that_is_made_of_it_is_the_same_at_every_size(
    tmp_path: Path, make: Callable[[Path], Book], *, on: dt.date | None
) -> None:
    book, bundle = both(tmp_path, make)
    with BookView(book) as of_book, BundleView(bundle) as of_bundle:
        for size in range(1, of_book.size + 1):
            known_at = KnownAt(f"#{size}", size=size)
            expected = everything(of_book.at(known_at), on)
            assert everything(of_bundle.at(known_at), on) == expected


@books
def test_moments_are_those_of_the_book(
    tmp_path: Path, make: Callable[[Path], Book]
) -> None:
    book, bundle = both(tmp_path, make)
    with BookView(book) as of_book, BundleView(bundle) as of_bundle:
        for moment in {of_book.reader.at(n)[:19] + "Z" for n in range(of_book.size)}:
            known_at = parse_known_at(moment)
            seen, expected = of_bundle.at(known_at), of_book.at(known_at)
            assert (seen.size, seen.root) == (expected.size, expected.root)
            assert seen.known_at == expected.known_at


@books
def test_a_view_opened_at_a_moment_is_the_one_that_was_asked_for_later(
    tmp_path: Path, make: Callable[[Path], Book]
) -> None:
    for path in both(tmp_path, make):
        known_at = KnownAt("#9", size=9)
        with open_view(path, known_at) as early, open_view(path) as whole:
            assert everything(whole.at(known_at), None) == everything(early, None)
            assert whole.size > early.size == whole.at(known_at).size


def test_two_points_of_a_bundle_differ_as_those_of_its_book(tmp_path: Path) -> None:
    differences = []
    for path in both(tmp_path, every_kind):
        with open_view(path, KnownAt("#12", size=12)) as view:
            sides = [Side("", view, None), Side("", view.at(None), None)]
            differences.append(compare(*sides, today=TODAY))
    of_book, of_bundle = differences
    assert of_bundle == of_book
    assert of_book.came


def test_the_head_of_a_bundle_is_a_checkpoint_that_somebody_has(tmp_path: Path) -> None:
    path = tmp_path / "signed.book"
    with every_kind(path) as book:
        book.record(CloseYear(year=2025), by="u1")

    def objections(view: BookView) -> set[str]:
        return {each.code for each in check(view, today=TODAY)}

    with BookView(path) as of_book, BundleView(bundle_of(path, key=KEY)) as of_bundle:
        assert objections(of_book) - objections(of_bundle) == {"no-checkpoint"}
        assert objections(of_bundle) <= objections(of_book)
