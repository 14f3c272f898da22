"""What differs between two points in time of a book, or between two bundles."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from cli.differing import difference_lines
from cli.errors import Failure, show_failure
from cli.options import common_options, pass_surroundings
from cli.seeing import Asked, asked, seen, stand, year_options
from cli.surroundings import Surroundings
from cli.unreadable import unreadable
from ledger.errors import UsageError
from ledger.messages import message, plural
from projections.comparing import Log, Side, compare, parse_sides
from projections.moment import PointInTime

if TYPE_CHECKING:
    from projections.comparing.bundle import BundleLog

ENDING = ".zip"
FORK = 14
"""The code of two files that tell two stories of one log (docs/format.md)."""


@click.command()
@click.argument("a")
@click.argument("b")
@year_options
@common_options
@pass_surroundings
@click.pass_context
def diff(
    ctx: click.Context, here: Surroundings, /, a: str, b: str, **given: Any
) -> None:
    """Say what differs from A to B: the events that came, and the figures.

    A and B are points in time: a date (as known at its end), a moment, #17 (after so
    many events), or on:DATE (with what took effect up to that day); or two bundles
    (.zip) of one book, which are verified first.
    """
    wanted, named = asked(**given), (a, b)
    bundles = [text.endswith(ENDING) for text in named]
    if any(bundles) and not all(bundles):
        raise _one_bundle(named[bundles.index(False)])
    with ExitStack() as opened:
        if all(bundles):
            logs = [_bundle(Path(text), opened, wanted=wanted) for text in named]
            if failure := _failure(*logs):
                ctx.exit(show_failure(failure, here.tell, as_json=here.json))
            points = (wanted.point, wanted.point)
            _answer(here, named, logs=tuple(logs), points=points, wanted=wanted)
        else:
            points = parse_sides(named, wanted.point, today=here.today)
            views = [opened.enter_context(seen(here, point)) for point in points]
            _answer(here, named, logs=tuple(views), points=points, wanted=wanted)


def _one_bundle(other: str) -> UsageError:
    return UsageError(
        message("a bundle is compared with another bundle only"),
        expected=message("two points in time, or two bundles (.zip)"),
        found=other,
    )


def _answer(
    here: Surroundings,
    named: tuple[str, str],
    *,
    logs: tuple[Log, ...],
    points: tuple[PointInTime, ...],
    wanted: Asked,
) -> None:
    sides = [
        Side(text, log, point.on)
        for text, log, point in zip(named, logs, points, strict=True)
    ]
    made = compare(*sides, today=here.today, rules=wanted.rules, year=wanted.year)
    documents = [_document(*pair) for pair in zip(sides, points, strict=True)]
    document = {
        "a": documents[0],
        "b": documents[1],
        **msgspec.structs.asdict(made),
    }
    one, other = (_told(*pair) for pair in zip(sides, points, strict=True))
    here.answer(document, lambda: difference_lines(here, made, sides=(one, other)))


def _told(side: Side, point: PointInTime) -> str:
    return plural(
        "{side} ({stand}): {count} event, root {root}",
        "{side} ({stand}): {count} events, root {root}",
        count=side.log.size,
        side=side.text,
        stand=stand(point),
        root=side.log.root,
    )


def _document(side: Side, point: PointInTime) -> dict[str, Any]:
    known_at = point.known_at.text if point.known_at else None
    return {
        "text": side.text,
        "on": side.on,
        "known_at": known_at,
        "events": side.log.size,
        "root": side.log.root,
    }


def _bundle(path: Path, opened: ExitStack, *, wanted: Asked) -> BundleLog:
    # Whoever compares two points of a book needs nothing that verifies.
    from projections.comparing.bundle import BundleLog

    if wanted.point.known_at:
        raise UsageError(
            message("a bundle is compared with all that it holds"),
            place="--known-at",
            expected=message("no --known-at beside bundles"),
            found=wanted.point.known_at.text,
        )
    try:
        return BundleLog(opened.enter_context(path.open("rb")), str(path))
    except OSError as error:
        raise unreadable(path, error, expected=message("a bundle (.zip)")) from None


def _failure(before: BundleLog, after: BundleLog) -> Failure | None:
    """Say why two bundles cannot be compared, None where they can."""
    for log in (before, after):
        if not log.report.ok:
            return _not_held(log)
    if before.origin != after.origin:
        raise UsageError(
            message("the two bundles are of different books"),
            place=after.name,
            expected=before.origin,
            found=after.origin,
        )
    smaller, larger = sorted((before, after), key=lambda log: log.size)
    if smaller.is_beginning_of(larger):
        return None
    return Failure(
        code=FORK,
        kind="fork",
        place=after.name,
        message=message("the two bundles tell two stories of one log"),
        expected=message(
            "{larger} begins with the {size} events of {smaller}",
            larger=larger.name,
            size=smaller.size,
            smaller=smaller.name,
        ),
        found=message("other events"),
        next=message("keep both files: together they prove it"),
    )


def _not_held(log: BundleLog) -> Failure:
    report = log.report
    first = next(f for f in report.findings if f.code == report.code)
    return Failure(
        code=report.code,
        kind="not-verified",
        place=log.name,
        message=message(
            "{file} does not hold: {place}: {finding}",
            file=log.name,
            place=first.place,
            finding=first.message,
        ),
        expected=first.expected,
        found=first.found,
        next=message(
            "see all that was found: verantwoord verify {file}", file=log.name
        ),
    )
