"""How a figure came about: line by line, with events, rules and documents."""

from __future__ import annotations

import shlex
import textwrap
from collections.abc import Iterator
from typing import Any

import click
import msgspec

from cli.options import common_options, pass_surroundings
from cli.provenance import gone
from cli.seeing import asked, footer, seen, standing, year_options
from cli.surroundings import Surroundings
from cli.tables import pad, shorten, width
from ledger.events import DocumentAttached
from projections.explaining import Explanation, Part, RuleSaid, Seen
from projections.explaining import explain as explanation_of

COLUMNS = 80


@click.command()
@click.argument("figure")
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
        foot = footer(here, view, point=wanted.point)
        absent = here.tell(gone(view, DocumentAttached, slot="name"))
        stands = standing(view, point=wanted.point)
    document = {**msgspec.structs.asdict(made), **stands}
    last = [*_further(made, given), foot]
    here.answer(document, lambda: _lines(here, made, last=last, absent=absent))


def _lines(
    here: Surroundings, made: Explanation, *, last: list[str], absent: str
) -> Iterator[str]:
    amount, name = here.locale.amount, words(made.figure)
    state = ", a projection until the close" if made.projected else ""
    yield f"{made.year} {name} ({made.dutch}): {amount(made.cents)}{state}"
    yield from wrapped(f"is {made.meaning.replace('_', ' ')}")
    if made.opening_projected is not None:
        projected = amount(made.opening_projected)
        yield f"  {made.year - 1} is not closed: {projected} is projected from it"
    yield ""
    yield from _parts(here, made)
    yield ""
    yield from _rules(made)
    if made.documents:
        yield "documents:"
    for document in made.documents:
        known = document.name or absent
        yield f"  #{document.number} of #{document.of}: {document.kind}, {known}"
    yield from last


def _further(made: Explanation, given: dict[str, Any]) -> Iterator[str]:
    """Say how the figures that it is made of are explained, as they stand here."""
    point = {"year": made.year, **{k: v for k, v in given.items() if v and k != "year"}}
    rest = " ".join(
        f"--{k.replace('_', '-')} {shlex.quote(str(v))}" for k, v in point.items()
    )
    for name in dict.fromkeys(part.figure for part in made.parts if part.figure):
        yield f"next: verantwoord explain {name.replace('_', '-')} {rest}"


def words(figure: str) -> str:
    """Write the name of a figure for people: `tranche 1, expected`."""
    return figure.replace(".", ", ").replace("_", " ")


def _parts(here: Surroundings, made: Explanation) -> Iterator[str]:
    if not made.parts:
        yield "nothing counts towards it"
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
    text = pad(shorten(part.text), 32, right=False) if events else part.text
    yield from textwrap.wrap(
        f"{start}{day}{text}  {events}".rstrip(),
        COLUMNS,
        drop_whitespace=False,
        subsequent_indent=" " * len(start + day) + "  ",
    )


def _rules(made: Explanation) -> Iterator[str]:
    version = f"semantics {made.semantics}, SHA-256 {made.rules_sha256[:16]}…"
    yield from wrapped(f"rules {made.rules} ({version}; {made.rules_source}):", "")
    for rule in made.said:
        yield from wrapped(f"- {rule.text}{_set(rule)}")
        yield from wrapped(f"  {rule.source}", "    ")


def _set(rule: RuleSaid) -> str:
    told = (
        f"{name} = {', '.join(value) if isinstance(value, list | tuple) else value}"
        for name, value in rule.settings.items()
    )
    joined = "; ".join(told)
    return f" [{joined}]" if joined else ""


def wrapped(text: str, indent: str = "  ") -> list[str]:
    """Break a text into lines that are readable at 80 columns."""
    return textwrap.wrap(
        text,
        COLUMNS,
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
