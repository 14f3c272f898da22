"""Find events of the history, without decoding and describing all of the others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from projections.anchors import OwnWindows
from projections.filtering import Filter, chosen
from projections.history import HistoryLine, history, history_line
from projections.outline import outlines
from projections.outlines import Question, Shelf
from projections.outlines.question import Found
from projections.undoing import undoing_numbers
from projections.view import BookView


def found(
    view: BookView,
    *,
    wanted: Filter,
    on: dt.date | None = None,
    shelf: Shelf | None = None,
    tell: Callable[[str], str] = str,
) -> Iterator[HistoryLine]:
    """Yield the lines of `history` that are wanted: the same with a shelf and without.

    Words are looked for in lines as `tell` says them, too. The view stays open as long
    as lines are taken. Raises `UsageError` for a year that the book does not have.
    """
    if wanted.year is not None:
        view.refuse_unknown(wanted.year)
    if not wanted.narrows and wanted.year is None:
        return chosen(view, history(view, on=on), wanted=wanted, tell=tell)
    lines = _lines(view, Question(wanted, on, view.size), shelf=shelf)
    # What a file says is not trusted: each line is asked once more.
    seen = (line for line in lines if not (on and line.on and line.on > on))
    return chosen(view, seen, wanted=wanted, tell=tell)


def _lines(
    view: BookView, question: Question, *, shelf: Shelf | None
) -> Iterator[HistoryLine]:
    asked = shelf.find(view, question) if shelf else Found()
    asked.look_through(outlines(view.reader, asked.end, end=view.size), question)
    year = question.wanted.year
    numbers = asked.numbers
    if year is not None:
        numbers = [n for n in numbers if view.reader.stream_of(n) == str(year)]
    taken = set(numbers)
    undoing = [n for n, undone in asked.undoing if undone in taken]
    undone, windows = undoing_numbers(map(view.reader.leaf, undoing)), OwnWindows(view)
    for n in numbers:
        leaf, by = view.reader.leaf(n), undone.get(n, [])
        yield history_line(view, leaf, reversed_by=by, windows=windows)
