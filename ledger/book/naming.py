"""What the fields of a command name: years, days and facts, by which years are read."""

from __future__ import annotations

from functools import cache
from typing import Final

from ledger.commands import Wish

_YEARS: Final = ("year", "withheld_for")
_DAYS: Final = ("on",)
_FACTS: Final = ("of", "expense", "link", "withdraws")


@cache
def naming(kind: type[Wish]) -> tuple[tuple[str, ...], ...]:
    """Give the fields of a type of command that name years, days and facts."""
    fields = kind.__struct_fields__
    return tuple(
        tuple(name for name in names if name in fields)
        for names in (_YEARS, _DAYS, _FACTS)
    )
