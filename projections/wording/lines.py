"""A line that says what happened: clauses, of which some may be left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ledger.messages import Message, clauses, message
from ledger.money import Amount

Values = Mapping[str, str | None]
"""The sealed values of an event that are still there, by slot."""

Words = Mapping[type, Callable[[Any, Values], str]]
"""How an event is said, by its class."""


def of_amount(what: str, cents: int) -> Message:
    """Say what comes to an amount, in cents."""
    return message("{what}: {amount}", what=what, amount=Amount(cents))


def without_amount(text: str) -> str:
    """Say a line without the amount that it begins with: it stands in a column."""
    if not isinstance(text, Message):
        return text
    what, said = text.values.get("what"), text.values.get("said")
    if text.template == "{what}: {amount}" and isinstance(what, str):
        return what
    if text.template == "{said}; {further}" and isinstance(said, str):
        return text.filled({**text.values, "said": without_amount(said)})
    return text


def line(start: str, *rest: str | None) -> str:
    """Say several things of one event; what is None, or empty, is left out."""
    return clauses([start, *(part for part in rest if part)])
