"""How the check of a hand-out is told: the event, its values, and what held."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from ledger.verify.handout import HandOut


def document(checked: HandOut) -> dict[str, Any]:
    """Give what `--json` prints: the report, and the event that it is about."""
    shown = {"leaf": checked.leaf, "values": checked.values}
    return {
        **msgspec.structs.asdict(checked.report),
        "event": shown if checked.leaf else None,
        "left_out": checked.left_out,
    }


def lines(checked: HandOut) -> Iterator[str]:
    """Give the event in lines: its fields that are known, then its sealed values."""
    leaf = checked.leaf
    if leaf is None:
        return
    fields = msgspec.to_builtins(leaf.event)
    yield f"event #{leaf.n + 1}: {fields['type']}, recorded {leaf.at} by {leaf.by}"
    sealed = {*checked.values, *checked.left_out}
    for name, value in fields.items():
        if name not in sealed and name != "type" and value is not None:
            shown = value if isinstance(value, str) else msgspec.json.encode(value)
            yield f"  {name}: {shown if isinstance(shown, str) else shown.decode()}"
    for slot, text in checked.values.items():
        if text is not None:
            yield f"  {slot} (sealed): {text}"
    for slot in checked.left_out:
        yield f"  {slot} (sealed): left out"
