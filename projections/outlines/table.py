"""The table of outlines in its file, and how it is asked."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from zlib import crc32

from ledger.codec import KNOWN_TYPES
from ledger.store.tracked import Layout
from projections.outline import Outline
from projections.outlines.question import Found, Question

TYPES = {name: number for number, name in enumerate(sorted(KNOWN_TYPES))}
"""The numbers that stand for the types of event in a file."""

_MEANING = 1
"""Counts on where the same event gives another row than before."""

_TABLES = (
    """CREATE TABLE outlines (
        n INTEGER PRIMARY KEY,
        type INTEGER NOT NULL,
        day INTEGER,
        amount INTEGER,
        undoes INTEGER) STRICT""",
    """CREATE TABLE heads (
        origin TEXT PRIMARY KEY,
        root BLOB NOT NULL,
        sum INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
)

LAYOUT = Layout(
    application_id=0x564F5554,  # VOUT
    # A file with other tables or other types of event than these is made anew.
    version=crc32(repr((_MEANING, _TABLES, list(TYPES))).encode()) >> 1,
    tables=_TABLES,
)

INSERT = "INSERT INTO outlines VALUES (?, ?, ?, ?, ?)"

# A change of any one value changes it; what is changed on purpose it need not find.
SUM = """coalesce(sum((n * 7919 + type * 104729 + coalesce(day, -1) * 1299709
    + coalesce(amount, -1) % 2147483647 * 15485863
    + coalesce(undoes, -1) * 32452843) % 2147483647), 0)"""

# By the + SQLite reads all rows in turn, as it did for their sum, and goes not by the
# keys of inner pages. A million rows take 0.1 s: no index is worth its keep.
_CHOSEN = """SELECT n FROM outlines WHERE +n >= 0 AND +n < :end
    AND (:since IS NULL OR day >= :since)
    AND (:until IS NULL OR day <= :until)
    AND (:least IS NULL OR amount >= :least)
    AND (:most IS NULL OR amount <= :most)
    AND (:seen IS NULL OR day IS NULL OR day <= :seen)
    AND (:types IS NULL OR instr(:types, ' ' || type || ' '))"""
_UNDOING = """SELECT n, undoes FROM outlines
    WHERE undoes IS NOT NULL AND +n >= 0 AND +n < :end"""

Row = tuple[int, int, int | None, int | None, int | None]


def rows(outlines: Iterable[Outline]) -> Iterator[Row]:
    """Give the rows of outlines; a day is counted from the year 1."""
    for each in outlines:
        day = each.on.toordinal() if each.on else None
        yield each.n, TYPES[each.type], day, each.amount, each.undoes


def find(connection: sqlite3.Connection, question: Question, *, end: int) -> Found:
    """Find among the first `end` events what is asked for."""
    asked = question.wanted
    days = {"since": asked.since, "until": asked.until, "seen": question.on}
    given = {
        "end": end,
        "types": _numbers(asked.types),
        "least": asked.least,
        "most": asked.most,
        **{name: day.toordinal() if day else None for name, day in days.items()},
    }
    chosen = sorted(n for (n,) in connection.execute(_CHOSEN, given))
    undoing = connection.execute(_UNDOING, {"end": end})
    return Found(end, chosen, sorted((n, target) for n, target in undoing))


def _numbers(types: frozenset[str] | None) -> str | None:
    if types is None:
        return None
    return f" {' '.join(str(TYPES.get(name, -1)) for name in types)} "
