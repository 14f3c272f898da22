"""The page docs/checks.md: every code, its rule, and the example that it was tried on.

What stands before its table is written by hand. The rest is made anew by
`make accept`, or by
`python -m pytest tests/projections/test_checks_page.py --accept`.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

from ledger.money import format_cents
from projections.checks import CATALOGUE, Objection
from projections.rule_texts import CHOSEN, RULE_TEXTS
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "checks.md"
WIDTH = 118


def page(made: Mapping[str, Objection]) -> str:
    """Write the whole page; `made` is the objection of every code."""
    head, _, _ = PAGE.read_text(encoding="utf-8").partition("| code |")
    rows = [f"| `{code}` | {kind.severity} | {kind.meaning} |" for code, kind in _ALL]
    table = ["| code | is | meaning |", "| --- | --- | --- |", *rows]
    sections = [section(code, made[code]) for code, _ in _ALL]
    return head + "\n".join([*table, "", "\n".join(sections)])


_ALL = list(CATALOGUE.items())


def section(code: str, made: Objection) -> str:
    """Write what is said of one code, with all parts of the objection that it made."""
    kind = CATALOGUE[code]
    rule = RULE_TEXTS[kind.rule]
    assert (made.code, made.severity) == (code, kind.severity)
    assert (made.rule, made.source) == (rule.text, rule.source)
    source = rule.source if rule.source == CHOSEN else f"“{rule.source}”"
    meaning = f"{kind.meaning[0].upper()}{kind.meaning[1:]}."
    lines = [f"## {code}", "", *_filled(f"{kind.severity.title()}. {meaning}"), ""]
    lines += [*_filled(f"Rule: {rule.text}."), "", *_filled(f"Source: {source}"), ""]
    return "\n".join([*lines, *_example(made), ""])


def _example(made: Objection) -> list[str]:
    amount = "" if made.amount is None else f", {format_cents(made.amount)}"
    year = "" if made.year is None else f"{made.year}, "
    events = ", ".join(f"#{number}" for number in made.events) or "none"
    said = [
        f"{year}{made.place}{amount}: {made.message}",
        f"events: {events}",
        f"next: {made.next_step or 'nothing'}",
    ]
    return [f"    {line}" for text in said for line in _filled(text)]


def _filled(text: str) -> list[str]:
    return textwrap.wrap(
        text, WIDTH - 4, break_long_words=False, break_on_hyphens=False
    )
