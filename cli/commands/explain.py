"""How a figure came about: line by line, with events, rules and documents."""

from __future__ import annotations

import shlex
import textwrap
from collections.abc import Iterator
from typing import Any

import click
import msgspec

from cli.completing import figures
from cli.figures import label
from cli.options import common_options, pass_surroundings
from cli.printing import wrapped
from cli.provenance import gone
from cli.seeing import asked, depends, seen, stands_at, year_options
from cli.surroundings import Surroundings
from cli.tables import pad, shorten, width
from ledger.events import DocumentAttached
from ledger.messages import message
from ledger.money import Amount
from projections.explaining import Explanation, Part, RuleSaid, Seen
from projections.explaining import explain as explanation_of
from projections.explaining.explanation import PROJECTED
from projections.terms import word

COLUMNS = 80


@click.command()
@click.argument("figure", shell_complete=figures)
@year_options
@common_options
@pass_surroundings
def explain(here: Surroundings, /, figure: str, **given: Any) -> None:
    """Say how FIGURE came about: its parts, events, rules and documents.

    FIGURE is one of `show balance`, as refund-due or in Dutch ("terug te betalen").
    """
    wanted = asked(**given)
    on, today = wanted.point.on, here.today
    with seen(here, wanted.point) as view:
        year = wanted.year or view.default_year(on, today=today)
        looked = Seen(view.year(year, wanted.rules), on, today)
        made = explanation_of(view, figure, seen=looked)
        stands = stands_at(here, view, wanted=wanted, year=year)
        foot = stands.foot
        if made.figure in PROJECTED:
            foot = [*depends(here, view, on=on, year=year), *foot]
        absent = gone(view, DocumentAttached, slot="name")
    document = {**msgspec.structs.asdict(made), **stands.document}
    named = stands.supposed.name if stands.supposed else made.rules
    last = [*_further(here, made, given=given), *foot]
    here.answer(
        document,
        lambda: _lines(here, made, named=named, last=last, absent=absent),
    )


def _lines(
    here: Surroundings,
    made: Explanation,
    *,
    named: str,
    last: list[str],
    absent: str,
) -> Iterator[str]:
    yield from _above(here, made)
    yield ""
    yield from _parts(here, made)
    yield ""
    yield from _rules(here, made, named=named)
    if made.documents:
        yield message("documents:")
    for document in made.documents:
        yield message(
            "  #{number} of #{of}: {kind}, {name}",
            number=document.number,
            of=document.of,
            kind=word("document", document.kind),
            name=document.name or absent,
        )
    yield from last


def _above(here: Surroundings, made: Explanation) -> Iterator[str]:
    yield from wrapped(here.tell(_first(here, made)))
    said = message("is {meaning}", meaning=made.meaning)
    yield from wrapped(here.tell(said), "  ")
    if made.opening_projected is not None:
        yield message(
            "  {year} is not closed: {amount} is projected from it",
            year=made.year - 1,
            amount=Amount(made.opening_projected),
        )


def _first(here: Surroundings, made: Explanation) -> str:
    figure = label(here, made.figure)
    values = {"year": made.year, "figure": figure, "amount": Amount(made.cents)}
    if made.projected:
        return message(
            "{year} {figure}: {amount}, a projection until the close", **values
        )
    return message("{year} {figure}: {amount}", **values)


def _further(
    here: Surroundings, made: Explanation, *, given: dict[str, Any]
) -> Iterator[str]:
    """Say how the figures that it is made of are explained, as they stand here."""
    named = {k: v for k, v in given.items() if v and k != "year"}
    point = {"year": made.year, **named, "book": here.book_option}
    point = {name: value for name, value in point.items() if value}
    rest = " ".join(
        f"--{k.replace('_', '-')} {shlex.quote(str(v))}" for k, v in point.items()
    )
    for name in dict.fromkeys(part.figure for part in made.parts if part.figure):
        typed = f"verantwoord explain {name.replace('_', '-')} {rest}"
        yield message("next: {step}", step=typed)


def _parts(here: Surroundings, made: Explanation) -> Iterator[str]:
    if not made.parts:
        yield message("nothing counts towards it")
        return
    amounts = [signed(here, part.cents) for part in made.parts]
    total = here.locale.amount(made.cents)
    size = max(map(width, [*amounts, total]))
    for amount, part in zip(amounts, made.parts, strict=True):
        yield from _part(here, part, start=f"  {pad(amount, size, right=True)}  ")
    yield f"= {pad(total, size, right=True)}"


def signed(here: Surroundings, cents: int) -> str:
    """Write an amount that is added with `+`, one that is taken off with `-`."""
    return f"{'+' if cents > 0 else ''}{here.locale.amount(cents)}"


def _part(here: Surroundings, part: Part, *, start: str) -> Iterator[str]:
    day = f"{here.locale.day(part.on)}  " if part.on else ""
    events = ", ".join(f"#{number}" for number in part.events)
    text = here.tell(part.text)
    text = pad(shorten(text), 32, right=False) if events else text
    yield from textwrap.wrap(
        f"{start}{day}{text}  {events}".rstrip(),
        COLUMNS,
        drop_whitespace=False,
        subsequent_indent=" " * len(start + day) + "  ",
    )


def _rules(here: Surroundings, made: Explanation, *, named: str) -> Iterator[str]:
    version = message(
        "rules {rules} (semantics {semantics}, SHA-256 {digest}…; {source}):",
        rules=named,
        semantics=made.semantics,
        digest=made.rules_sha256[:16],
        source=made.rules_source,
    )
    yield from wrapped(here.tell(version))
    for rule in made.said:
        yield from wrapped(f"- {here.tell(rule.text)}{_set(rule)}", "  ")
        yield from wrapped(f"  {here.tell(rule.source)}", "    ")


def _set(rule: RuleSaid) -> str:
    told = (
        f"{name} = {', '.join(value) if isinstance(value, list | tuple) else value}"
        for name, value in rule.settings.items()
    )
    joined = "; ".join(told)
    return f" [{joined}]" if joined else ""
