"""The history: every event, in the order in which it was recorded."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import click

from cli.options import common_options, pass_surroundings
from cli.seeing import asked, footer, point_options, seen, standing
from cli.surroundings import Surroundings
from projections.history import HistoryLine
from projections.history import history as history_of

PAGED_MIN = 40
"""From how many events on a terminal gets a pager."""


@click.command()
@point_options
@common_options
@pass_surroundings
def history(here: Surroundings, /, **given: Any) -> None:
    """Show every event with its number, when it was recorded and by whom."""
    wanted = asked(**given)
    with seen(here, wanted.point) as view:
        found = history_of(view, on=wanted.point.on)
        foot = footer(here, view, point=wanted.point)
        if here.json:
            stands = standing(view, point=wanted.point)
            here.answer({**stands, "history": list(found)}, list)
        elif sys.stdout.isatty() and view.size >= PAGED_MIN:
            click.echo_via_pager(f"{text}\n" for text in _lines(here, found, foot=foot))
        else:
            here.answer(None, lambda: _lines(here, found, foot=foot))


def _lines(
    here: Surroundings, found: Iterator[HistoryLine], *, foot: str
) -> Iterator[str]:
    for line in found:
        yield _line(here, line)
    yield foot


def _line(here: Surroundings, line: HistoryLine) -> str:
    on = here.locale.day(line.on) if line.on else ""
    amount = "" if line.amount is None else here.locale.amount(line.amount)
    parts = [f"#{line.number:<5}", line.at[:19].replace("T", " "), f"{line.by:<3}"]
    parts += [f"{on:<10}", f"{amount:>12}", line.text]
    marks = [
        "imported" if line.imported else "",
        f"undoes #{line.reverses}" if line.reverses else "",
        f"undone by {', '.join(f'#{n}' for n in line.reversed_by)}"
        if line.reversed_by
        else "",
        f"late: after the anchor of {line.not_before[:19].replace('T', ' ')}"
        if line.late and line.not_before
        else "",
    ]
    told = ", ".join(mark for mark in marks if mark)
    return "  ".join(parts) + (f"  [{told}]" if told else "")
