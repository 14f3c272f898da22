"""The history: every event, in the order in which it was recorded."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import click

from cli.filters import asked_filter, filter_options, sums
from cli.folders import cache_folder
from cli.options import common_options, pass_surroundings
from cli.printing import fitted, on_screen
from cli.registers import csv_lines
from cli.seeing import asked, footer, point_options, seen, standing
from cli.surroundings import Surroundings
from ledger.days import timed
from ledger.messages import message
from projections.anchors import OwnWindows
from projections.finding import found as found_in
from projections.history import HistoryLine
from projections.outlines import LEAST, Shelf
from projections.register import Register
from projections.view import BookView
from projections.visible import visible
from projections.wording import without_amount

PAGED_MIN = 40
"""From how many events on a terminal gets a pager."""

WINDOWS_MAX = 10
"""How many windows are told; JSON has that of every event."""


@click.command()
@filter_options
@point_options
@common_options
@pass_surroundings
def history(here: Surroundings, /, **given: Any) -> None:
    """Show every event with its number, when it was recorded and by whom.

    Or only those that are asked for, and what they add up to.
    """
    wanted, filtered = asked(**given), asked_filter(here, **given)
    with seen(here, wanted.point) as view:
        register = Register(view, on=wanted.point.on)
        shelf = _shelf() if filtered.narrows else None
        every = found_in(
            view, wanted=filtered, on=wanted.point.on, shelf=shelf, tell=here.tell
        )
        found = register.through(every)
        foot = chain(
            sums(here, register, wanted=filtered),
            _windows(here, view) if filtered.is_empty else (),
            [message("the moments of recording are in UTC")],
            footer(here, view, point=wanted.point),
        )
        if here.json:
            stands = standing(view, point=wanted.point)
            lines = list(found)
            here.answer({**stands, "history": lines, "sums": register.sums}, list)
        elif given["csv"]:
            sys.stdout.buffer.writelines(csv_lines(found))
        elif on_screen() and view.size >= PAGED_MIN:
            shown = chain.from_iterable(map(here.shown, _lines(here, found, foot=foot)))
            click.echo_via_pager(f"{line}\n" for line in shown)
        else:
            here.answer(None, lambda: _lines(here, found, foot=foot))


def _shelf() -> Shelf | None:
    folder = cache_folder()
    return Shelf(folder, least=LEAST) if folder else None


def _lines(
    here: Surroundings, found: Iterator[HistoryLine], *, foot: Iterable[str]
) -> Iterator[str]:
    for line in found:
        yield from _line(here, line)
    yield from foot


def _line(here: Surroundings, line: HistoryLine) -> Iterator[str]:
    on = here.locale.day(line.on) if line.on else ""
    amount = "" if line.amount is None else here.locale.amount(line.amount)
    parts = [f"#{line.number:<5}", here.moment_of(line.at), f"{line.by:<3}"]
    parts += [f"{on:<10}", f"{amount:>12}", line.ref or "", ""]
    start = "  ".join(parts if line.ref else [*parts[:-2], ""])
    beside = len(parts[0]) + 2
    marks = ", ".join(map(here.tell, _marks(line)))
    text = here.tell(without_amount(line.text)) + (f"  [{marks}]" if marks else "")
    return fitted(visible(start + text), beside)


def _marks(line: HistoryLine) -> Iterator[str]:
    if line.imported:
        yield message("imported")
    if line.reverses:
        yield message("undoes #{number}", number=line.reverses)
    if line.reversed_by:
        numbers = [f"#{number}" for number in line.reversed_by]
        yield message("undone by {numbers}", numbers=numbers)
    if line.late and line.not_before:
        moment = timed(line.not_before)
        yield message("late: after the anchor of {moment}", moment=moment)


def _windows(here: Surroundings, view: BookView) -> Iterator[str]:
    segments = OwnWindows(view).segments(view.size)
    if not segments:
        return
    # Most books have no anchors, and need not the words of the verifier.
    from cli.verifying.dating import window_words

    yield message("by the book's own anchors, which nobody checked here:")
    for each in segments[-WINDOWS_MAX:]:
        yield f"  {here.tell(window_words(each))}"
