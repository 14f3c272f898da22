"""The mutants that are known to be equivalent, each with its reason: `equivalent.toml`.

An entry names its module, the line as it stands there without what is around it, and
the change as it is printed. Where the line or the change is no longer there the entry
is stale, and a test says so.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec

from tests.mutants.changes import Mutant

TABLE: Final = Path(__file__).with_name("equivalent.toml")


class Known(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Changes of one line that change nothing, and why; `"*"` is every change of it."""

    module: str
    line: str
    changes: tuple[str, ...]
    why: str


def table(text: str) -> list[Known]:
    """Read the table."""
    return msgspec.convert(tomllib.loads(text).get("equivalent", []), list[Known])


def reasons(
    mutants: Iterable[Mutant], known: list[Known] | None = None
) -> dict[Mutant, str]:
    """Give the mutants of the table, with their reasons."""
    entries = table(TABLE.read_text("utf-8")) if known is None else known
    found = {
        (each.module, each.line, change): each.why
        for each in entries
        for change in each.changes
    }
    return {
        mutant: found[key]
        for mutant in mutants
        for change in (mutant.change, "*")
        if (key := (mutant.module, mutant.text, change)) in found
    }


def stale(mutants: Iterable[Mutant], known: list[Known]) -> list[str]:
    """Name the entries that no mutant answers to any more."""
    there = {(each.module, each.text, each.change) for each in mutants}
    there |= {(module, line, "*") for module, line, _ in there}
    return [
        f"{each.module}: {each.line}: {change}"
        for each in known
        for change in each.changes
        if (each.module, each.line, change) not in there
    ]
