"""A line that says what happened: clauses, of which some may be left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ledger.messages import clauses

Values = Mapping[str, str | None]
"""The sealed values of an event that are still there, by slot."""

Words = Mapping[type, Callable[[Any, Values], str]]
"""How an event is said, by its class."""


def line(start: str, *rest: str | None) -> str:
    """Say several things of one event; what is None, or empty, is left out."""
    return clauses([start, *(part for part in rest if part)])
