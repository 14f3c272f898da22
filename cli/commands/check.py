"""What a verifier would object to now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import click

from cli.options import common_options, pass_surroundings
from cli.printing import wrapped
from cli.seeing import asked, seen, stands_at, years_options
from cli.surroundings import Surroundings
from ledger.messages import joined, message, plural
from projections.checks import Objection
from projections.checks import check as objections_to
from projections.terms import word


@click.command()
@years_options
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
        stands = stands_at(here, view, wanted=wanted, year=wanted.year)
        document = {"events": view.size, "root": view.root, "objections": found}
        document |= stands.supposed.document() if stands.supposed else {}
    here.answer(document, lambda: _lines(here, found, foot=stands.foot))
    ctx.exit(1 if any(each.severity != "info" for each in found) else 0)


def _lines(
    here: Surroundings, found: list[Objection], *, foot: list[str]
) -> Iterator[str]:
    for objection in found:
        yield from _objection(here, objection)
    yield from _sources(here, found)
    yield _sum(found)
    yield from foot


def _sum(found: list[Objection]) -> str:
    counts = Counter[str](objection.severity for objection in found)
    if counts["error"] or counts["warning"]:
        return joined(", ", _counts(counts))
    if not counts["info"]:
        return message("nothing to object to")
    return message(
        "nothing to object to; {count} for information", count=counts["info"]
    )


def _counts(counts: Counter[str]) -> Iterator[str]:
    errors, warnings, infos = counts["error"], counts["warning"], counts["info"]
    if errors:
        yield plural("{count} error", "{count} errors", count=errors)
    if warnings:
        yield plural("{count} warning", "{count} warnings", count=warnings)
    if infos:
        yield message("{count} for information", count=infos)


def _sources(here: Surroundings, found: list[Objection]) -> Iterator[str]:
    stands = {objection.rule: objection.source for objection in found}
    if stands:
        yield message("where these rules stand:")
    for rule, source in stands.items():
        yield from _wrapped(here.tell(rule))
        quoted = source if source.startswith("chosen") else f"“{source}”"
        yield from _wrapped(f"  {here.tell(quoted)}")


def _objection(here: Surroundings, told: Objection) -> Iterator[str]:
    amount = "" if told.amount is None else f"  {here.locale.amount(told.amount)}"
    year = "" if told.year is None else f"{told.year} "
    severity = here.tell(word("severity", told.severity))
    yield f"{severity}  {told.code}  {year}{here.tell(told.place)}{amount}"
    for text in _said(told):
        yield from _wrapped(here.tell(text))


def _said(told: Objection) -> Iterator[str]:
    yield told.message
    if told.events:
        numbers = [f"#{number}" for number in told.events]
        yield plural(
            "events {numbers}", "events {numbers}", count=len(numbers), numbers=numbers
        )
    yield message("rule: {rule}", rule=told.rule)
    if told.next_step:
        yield message("next: {step}", step=told.next_step)


def _wrapped(text: str) -> list[str]:
    return wrapped(text, "    ")
