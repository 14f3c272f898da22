"""What a verifier would object to now."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator
from typing import Any

import click

from cli.options import common_options, pass_surroundings
from cli.seeing import asked, footer, seen, year_options
from cli.surroundings import Surroundings
from ledger.messages import joined, message, plural
from projections.checks import Objection
from projections.checks import check as objections_to


@click.command()
@year_options
@common_options
@pass_surroundings
@click.pass_context
def check(ctx: click.Context, here: Surroundings, /, **given: Any) -> None:
    """Say what a verifier would object to now; code 1 if there is anything.

    All years of the book, or one with --year. Errors and warnings are objections;
    information alone ends in code 0. Every code is explained in docs/checks.md.
    """
    wanted = asked(**given)
    with seen(here, wanted.point) as view:
        found = objections_to(
            view,
            None if wanted.year is None else [wanted.year],
            today=here.today,
            on=wanted.point.on,
            rules=wanted.rules,
        )
        foot = footer(here, view, point=wanted.point)
        document = {"events": view.size, "root": view.root, "objections": found}
    here.answer(document, lambda: _lines(here, found, foot=foot))
    ctx.exit(1 if any(each.severity != "info" for each in found) else 0)


def _lines(here: Surroundings, found: list[Objection], *, foot: str) -> Iterator[str]:
    for objection in found:
        yield from _objection(here, objection)
    yield from _sources(found)
    yield _sum(found)
    yield foot


def _sum(found: list[Objection]) -> str:
    counts: Counter[str] = Counter(objection.severity for objection in found)
    informs = message("{count} for information", count=counts["info"])
    parts = {
        "error": plural("{count} error", "{count} errors", count=counts["error"]),
        "warning": plural(
            "{count} warning", "{count} warnings", count=counts["warning"]
        ),
        "info": informs,
    }
    if counts["error"] or counts["warning"]:
        return joined(", ", [parts[each] for each in parts if counts[each]])
    nothing = message("nothing to object to")
    return joined("; ", [nothing, *[informs] * bool(counts["info"])])


def _sources(found: list[Objection]) -> Iterator[str]:
    stands = {objection.rule: objection.source for objection in found}
    if stands:
        yield "where these rules stand:"
    for rule, source in stands.items():
        yield from _wrapped(rule)
        quoted = source if source.startswith("chosen") else f"“{source}”"
        yield from _wrapped(f"  {quoted}")


def _objection(here: Surroundings, told: Objection) -> Iterator[str]:
    amount = "" if told.amount is None else f"  {here.locale.amount(told.amount)}"
    year = "" if told.year is None else f"{told.year} "
    yield f"{told.severity}  {told.code}  {year}{told.place}{amount}"
    yield from _wrapped(told.message)
    if told.events:
        yield from _wrapped(
            f"events {', '.join(f'#{number}' for number in told.events)}"
        )
    yield from _wrapped(f"rule: {told.rule}")
    if told.next_step:
        yield from _wrapped(f"next: {told.next_step}")


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(
        text,
        80,
        initial_indent="    ",
        subsequent_indent="      ",
        break_long_words=False,
        break_on_hyphens=False,
    )
