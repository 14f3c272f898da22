"""How the check of a hand-out is told: the event, its values, and what held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import msgspec

from cli.field_words import field_word
from cli.surroundings import Surroundings
from ledger.days import timed
from ledger.messages import joined, message, term
from ledger.verify.handout import HandOut

AMOUNTS = frozenset(
    {
        "amount",
        "borne_by_staff",
        "carry_over",
        "credit_total",
        "invoice_total",
        "previous_allocation",
        "rate",
        "withheld",
    }
)
"""The fields of events that are in cents."""

FLAGS = {True: term("flag", "true"), False: term("flag", "false")}


def document(checked: HandOut) -> dict[str, Any]:
    """Give what `--json` prints: the report, and the event that it is about."""
    shown = {"leaf": checked.leaf, "values": checked.values}
    return {
        **msgspec.structs.asdict(checked.report),
        "event": shown if checked.leaf else None,
        "left_out": checked.left_out,
    }


def lines(here: Surroundings, checked: HandOut) -> Iterator[str]:
    """Give the event in lines: its fields that are known, then its sealed values."""
    leaf = checked.leaf
    if leaf is None:
        return
    fields = msgspec.to_builtins(leaf.event)
    yield message(
        "event #{number}: {type}, recorded {moment} by {user}",
        number=leaf.n + 1,
        type=fields["type"],
        moment=timed(leaf.at),
        user=leaf.by,
    )
    sealed = {*checked.values, *checked.left_out}
    for name, value in fields.items():
        if name not in sealed and name != "type" and value is not None:
            known = getattr(leaf.event, name, value)
            shown = _shown(here, name, value=known)
            yield message("  {field}: {value}", field=field_word(name), value=shown)
    for slot, text in checked.values.items():
        if text is not None:
            yield message("  {field} (sealed): {text}", field=_slot(slot), text=text)
    for slot in checked.left_out:
        yield message("  {field} (sealed): left out", field=_slot(slot))


def _slot(slot: str) -> str:
    """Give the word of a sealed value; that of an initiative has its number."""
    first, *rest = slot.split("/")
    return joined("/", (field_word(first), *map(field_word, rest)))


def _shown(here: Surroundings, name: str, *, value: Any) -> str:
    if isinstance(value, bool):
        return here.tell(FLAGS[value])
    if name in AMOUNTS and isinstance(value, int):
        return here.locale.amount(value)
    if isinstance(value, dt.date):
        return here.locale.day(value)
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
