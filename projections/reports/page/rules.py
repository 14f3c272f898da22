"""The rules that the figures of a year rest on: what each says, where, and how set."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.messages import message
from projections.explaining import NAMES
from projections.explaining.explanation import RuleSaid
from projections.reports.page.markup import Markup, element
from projections.reports.page.sheet import Sheet
from projections.reports.page.tables import section
from projections.rule_texts import RULE_TEXTS

Settings = dict[str, str | int | list[str]]


def rules(sheet: Sheet) -> Markup:
    """List the rules that any number of a year names."""
    said = {each.key: each for made in sheet.year.explanations for each in made.said}
    keys = dict.fromkeys(_keys(sheet))
    items = [_rule(sheet, key, said=said.get(key)) for key in keys]
    title = sheet.scribe.tell(message("rules that these figures rest on"))
    return section(sheet.id("rules"), title, element("ul", items, class_="rules"))


def _keys(sheet: Sheet) -> Iterator[str]:
    yield from (name.rule for name in NAMES.values())
    yield from (timed.part.rule for timed in sheet.year.timeline.parts)


def _rule(sheet: Sheet, key: str, *, said: RuleSaid | None) -> Markup:
    rule, scribe = RULE_TEXTS[key], sheet.scribe
    settings = _settings(sheet, said.settings) if said and said.settings else None
    return element(
        "li",
        element("p", scribe.tell(rule.text)),
        element("p", scribe.source(rule.source), class_="soft"),
        element("p", settings, class_="soft") if settings else None,
        id=sheet.id(f"rule-{key}"),
    )


def _settings(sheet: Sheet, settings: Settings) -> str:
    pairs = [f"{name} = {_value(value)}" for name, value in settings.items()]
    return sheet.scribe.tell(
        message("set in {rules}: {settings}", rules=sheet.year.rules.id, settings=pairs)
    )


def _value(value: object) -> str:
    return " ".join(value) if isinstance(value, list | tuple) else str(value)
