"""Books and their bundles, side by side; and all that a projection makes of either."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, get_args

import msgspec

from ledger.book import Book
from ledger.book.exporting import Making, export
from ledger.keys import SigningKey
from projections.anchors import OwnWindows, own_anchors
from projections.checks import check
from projections.document import documents
from projections.event import event
from projections.expenses import expenses
from projections.explaining import NAMES, Seen, explain
from projections.history import history
from projections.planning import By, plans
from projections.refund import refund
from projections.reserve import reserve
from projections.statement import statement
from projections.status import status
from projections.tranches import tranches
from projections.view import BookView

TODAY: Final = dt.date(2026, 1, 26)
Made = dict[str, object]


def bundle_of(
    book: Path, *, key: SigningKey | None = None, left_out: frozenset[str] = frozenset()
) -> Path:
    """Export a book, and give the file."""
    target = book.with_suffix(".zip")
    export(book, target, key=key, making=Making(left_out=left_out))
    return target


def both(folder: Path, make: Callable[[Path], Book]) -> tuple[Path, Path]:
    """Make a book whose head is kept, and its bundle."""
    path = folder / "school.book"
    make(path).close()
    return path, bundle_of(path)


def everything(view: BookView, on: dt.date | None) -> Made:
    """Make all that can be shown of a view, as JSON has it."""
    made = {name: value for part in _all(view, on) for name, value in part.items()}
    built: Made = msgspec.to_builtins(made, enc_hook=str.__str__)
    return built


def _all(view: BookView, on: dt.date | None) -> Iterator[Made]:
    yield {
        "log": (view.origin, view.size, view.root, view.key, view.years),
        "users": sorted(view.state.users),
        "status": status(view, on=on, today=TODAY) if view.years else [],
        "check": check(view, on=on, today=TODAY),
        "history": list(history(view, on=on)),
        "anchors": own_anchors(view),
        "windows": OwnWindows(view).segments(view.size),
    }
    yield {f"plan by {by}": plans(view, None, by=by, on=on) for by in get_args(By)}
    yield {f"event #{n}": event(view, f"#{n}") for n in range(1, view.size + 1)}
    yield {f"documents of #{n}": _documents(view, n) for n in range(1, view.size + 1)}
    for year in view.years:
        yield {f"{what} {year}": it for what, it in _of_year(view, year, on=on).items()}


def _documents(view: BookView, number: int) -> list[tuple[object, bytes | None]]:
    found = documents(view, f"#{number}")
    return [(line, view.reader.document(line.sha256 or "")) for line in found]


def _of_year(view: BookView, year: int, *, on: dt.date | None) -> Made:
    looked = Seen(view.year(year), on, TODAY)
    return {
        "balance": statement(view, year, on=on, today=TODAY),
        "tranches": tranches(view, year, on=on, today=TODAY),
        "expenses": expenses(view, year, on=on),
        "reserve": reserve(view, year, on=on, today=TODAY),
        "refund": refund(view, year, on=on, today=TODAY),
        "explained": [explain(view, figure, seen=looked) for figure in NAMES],
    }
