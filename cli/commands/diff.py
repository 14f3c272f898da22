"""What differs between two points in time of a book, or between two bundles."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click
import msgspec

from cli.differing import difference_lines
from cli.options import common_options, pass_surroundings
from cli.provenance import provenance
from cli.seeing import (
    Asked,
    asked,
    forecast,
    now,
    refuse_outside,
    seen,
    stand,
    supposed_in,
    years_options,
)
from cli.surroundings import Surroundings
from ledger.days import brussels_day
from ledger.errors import UsageError
from ledger.messages import message, plural
from projections.comparing import Side, compare, parse_sides
from projections.moment import PointInTime
from projections.opening import BUNDLE
from projections.supposing import Supposed
from projections.view import BookView


@click.command()
@click.argument("a")
@click.argument("b")
@years_options
@common_options
@pass_surroundings
def diff(here: Surroundings, /, a: str, b: str, **given: Any) -> None:
    """Say what differs from A to B: the events that came, and the figures.

    A and B are points in time: a date (as known at its end), a moment, #17 (after so
    many events), or on:DATE (with what took effect up to that day); or two bundles
    (.zip) of one book, which are verified first.
    """
    wanted, named = asked(**given), (a, b)
    bundles = [text.endswith(BUNDLE) for text in named]
    if any(bundles) and not all(bundles):
        raise _one_bundle(named[bundles.index(False)])
    with ExitStack() as opened:
        if all(bundles):
            points = (wanted.point, wanted.point)
            logs = _bundles((Path(a), Path(b)), opened, wanted=wanted)
        else:
            whole = opened.enter_context(seen(here, PointInTime(on=wanted.point.on)))
            today = brussels_day(now(whole, here.moment))
            points = parse_sides(named, wanted.point, today=today)
            for point in points:
                refuse_outside(whole, point, moment=here.moment)
            logs = (whole.at(points[0].known_at), whole.at(points[1].known_at))
        sides = [
            Side(text, log, point.on)
            for text, log, point in zip(named, logs, points, strict=True)
        ]
        _answer(here, sides, points=points, wanted=wanted)


def _one_bundle(other: str) -> UsageError:
    return UsageError(
        message("a bundle is compared with another bundle only"),
        expected=message("two points in time, or two bundles (.zip)"),
        found=other,
    )


def _answer(
    here: Surroundings,
    sides: list[Side],
    *,
    points: tuple[PointInTime, PointInTime],
    wanted: Asked,
) -> None:
    made = compare(*sides, today=here.today, rules=wanted.rules, year=wanted.year)
    documents = [_document(*pair) for pair in zip(sides, points, strict=True)]
    document = {
        "a": documents[0],
        "b": documents[1],
        **msgspec.structs.asdict(made),
    }
    one, other = (_told(*pair) for pair in zip(sides, points, strict=True))
    # Of two bundles that are named, everybody sees that they are bundles.
    log = sides[0].log
    is_one = log.path == sides[1].log.path
    source = [*forecast(here, log, on=wanted.point.on)]
    source += provenance(log) if is_one else []
    supposed = _supposed(sides, wanted)
    if supposed:
        document |= supposed.document()
        source.insert(0, supposed.said)
    here.answer(
        document,
        lambda: [*difference_lines(here, made, sides=(one, other)), *source],
    )


def _supposed(sides: list[Side], wanted: Asked) -> Supposed | None:
    found = (supposed_in(side.log, wanted, year=wanted.year) for side in sides)
    return next(filter(None, found), None)


def _told(side: Side, point: PointInTime) -> str:
    return plural(
        "{side} ({stand}): {count} event, root {root}",
        "{side} ({stand}): {count} events, root {root}",
        count=side.log.size,
        side=_named(side.text, point),
        stand=stand(point),
        root=side.log.root,
    )


def _named(text: str, point: PointInTime) -> str:
    """Name a side as it was typed; a number of events as everywhere, with its #."""
    is_count = text.isdecimal() and point.known_at is not None
    return f"#{text}" if is_count else text


def _document(side: Side, point: PointInTime) -> dict[str, Any]:
    known_at = point.known_at.text if point.known_at else None
    return {
        "text": side.text,
        "on": side.on,
        "known_at": known_at,
        "events": side.log.size,
        "root": side.log.root,
    }


def _bundles(
    paths: tuple[Path, Path], opened: ExitStack, *, wanted: Asked
) -> tuple[BookView, BookView]:
    # Whoever compares two points of a book needs nothing that verifies.
    from projections.bundles import BundleView, refuse_other_story

    if wanted.point.known_at:
        raise UsageError(
            message("a bundle is compared with all that it holds"),
            place="--known-at",
            expected=message("no --known-at beside bundles"),
            found=wanted.point.known_at.text,
        )
    before, after = (opened.enter_context(BundleView(path)) for path in paths)
    refuse_other_story(before, after)
    return before, after
