"""One figure of a year, explained: its parts, and the rules and documents of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import msgspec
from msgspec import Struct

from ledger.counting import View
from ledger.figures import figures
from ledger.messages import joined
from ledger.rules import Rules, RuleSet
from ledger.state.book import YearState
from projections.documents import DocumentLine, by_expense, document_line
from projections.explaining.collecting import parts_of
from projections.explaining.formulas import value
from projections.explaining.names import NAMES, figure_named
from projections.explaining.parts import Part
from projections.labels import LABELS
from projections.rule_texts import RULE_TEXTS
from projections.statement import statement
from projections.view import BookView

PROJECTED = frozenset({"carried_over", "refund_due", "refund_outstanding"})
"""The figures that are not decided before the close."""

_SETTINGS: dict[str, tuple[str, ...]] = {
    "tranches": (
        "tranches.first_percent",
        "tranches.first_due_month",
        "tranches.second_due_month",
    ),
    "tranches-rounded": ("tranches.first_percent",),
    "reserve-limit": ("reserve.percent",),
    "reserve-from": ("reserve.from",),
    "reserve-from-unused": ("reserve.from",),
    "reserve-expires": ("reserve.expires",),
    "category": ("categories.ineligible",),
    "beneficiary": ("beneficiaries.ineligible",),
}


class RuleSaid(Struct, frozen=True, kw_only=True):
    """A rule that parts name by its `key`: what it says, where, and how it is set.

    `settings` are those of the rule set, by their keys in docs/rules.md.
    """

    key: str
    text: str
    source: str
    settings: dict[str, str | int | list[str]]


class Explanation(Struct, frozen=True, kw_only=True):
    """A figure, in `cents`: the cents of its `parts` add up to it.

    `projected` and `opening_projected` are as in the statement, for the figures that
    they are about.
    `semantics` and `rules_sha256` say which version of the rules made the figure.
    """

    figure: str
    dutch: str
    meaning: str
    year: int
    cents: int
    projected: bool
    opening_projected: int | None
    parts: list[Part]
    rules: str
    rules_sha256: str
    rules_source: str
    semantics: int
    said: list[RuleSaid]
    documents: list[DocumentLine]


class Seen(Struct, frozen=True):
    """A budget year on a day; `today` as `ledger.figures` takes it."""

    year: YearState
    on: dt.date | None
    today: dt.date


def explain(view: BookView, figure: str, *, seen: Seen) -> Explanation:
    """Explain a figure by any of its names; raises `UsageError` for another one."""
    name = figure_named(figure)
    counted = View(seen.year, seen.on)
    made = figures(seen.year, seen.on, today=seen.today)
    documents = _documents(seen.year)
    parts = [_with(p, documents) for p in parts_of(counted, name, made=made)]
    rules = seen.year.rules
    refs = {each.n + 1: each.event.ref for each in seen.year.expenses}
    return Explanation(
        figure=name,
        dutch=NAMES[name].dutch,
        meaning=_meaning(name, rules.set),
        year=seen.year.year,
        cents=value(made, name),
        projected=name in PROJECTED and counted.closed is None,
        opening_projected=_opening(view, seen) if name == "opening_reserve" else None,
        parts=[_told(view, part, refs=refs) for part in parts],
        rules=rules.set.id,
        rules_sha256=rules.sha256,
        rules_source=rules.set.source,
        semantics=rules.set.semantics,
        said=[_said(key, rules) for key in _keys(name, parts)],
        documents=_lines(
            view, seen.year, numbers=(n for p in parts for n in p.documents)
        ),
    )


def _opening(view: BookView, seen: Seen) -> int | None:
    year, rules = seen.year.year, seen.year.rules
    made = statement(view, year, on=seen.on, today=seen.today, rules=rules)
    return made.opening_projected


def _meaning(name: str, rules: RuleSet) -> str:
    said = NAMES[name].meaning
    set_so = {
        "first_percent": rules.tranches.first_percent,
        "reserve_percent": rules.reserve.percent,
        "kept": LABELS[rules.reserve.from_],
    }
    return said.filled({**said.values, **set_so})


def _told(view: BookView, part: Part, *, refs: dict[int, str]) -> Part:
    """Name the supplier of an expense, where that is disclosed.

    `refs` are those of the expenses of the year, by number.
    """
    # A part that is the expense alone is named by its ref, any other by a sentence.
    if not part.events or part.text != refs.get(part.events[0]):
        return part
    supplier = view.values(part.events[0] - 1).get("supplier")
    if supplier is None:
        return part
    return msgspec.structs.replace(part, text=joined(", ", [part.text, supplier]))


def _keys(name: str, parts: list[Part]) -> list[str]:
    return list(dict.fromkeys([NAMES[name].rule, *(part.rule for part in parts)]))


def _said(key: str, rules: Rules) -> RuleSaid:
    table = msgspec.to_builtins(rules.set)
    settings = {}
    for name in _SETTINGS.get(key, ()):
        group, _, field = name.partition(".")
        settings[name] = table[group][field]
    rule = RULE_TEXTS[key]
    return RuleSaid(key=key, text=rule.text, source=rule.source, settings=settings)


def _documents(year: YearState) -> dict[int, list[int]]:
    """Give the numbers of the documents of each fact by its own number."""
    found: dict[int, list[int]] = {}
    for document in year.documents:
        found.setdefault(document.event.of + 1, []).append(document.n + 1)
    for n, several in by_expense(year).items():
        found[n + 1] = [document.n + 1 for document in several]
    return found


def _with(part: Part, documents: dict[int, list[int]]) -> Part:
    if not part.events:
        return part
    several = [number for event in part.events for number in documents.get(event, [])]
    return msgspec.structs.replace(part, documents=sorted(set(several)))


def _lines(
    view: BookView, year: YearState, *, numbers: Iterable[int]
) -> list[DocumentLine]:
    wanted = set(numbers)
    return [
        document_line(view, document.n, event=document.event)
        for document in year.documents
        if document.n + 1 in wanted
    ]
