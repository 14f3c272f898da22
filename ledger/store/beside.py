"""What a command writes beside its events, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable

from eventsourcing.sqlite import SQLiteCursor
from msgspec import Struct, field

Sealed = tuple[int, str, str, str | None]
"""Event index, slot, base64 salt, and the value or null: a disclosure, as a row."""


UNKNOWN_WISH = bytes(32)
"""The digest of a command of which only the events are left: after `upgrade`, and where
a value was erased that somebody could guess again with it."""


class Erasure(Struct, frozen=True):
    """What goes of event `n`: slots, its document by SHA-256, a command's digest."""

    n: int
    slots: tuple[str, ...]
    document: str | None
    command: str


class Beside(Struct):
    """Sealed values, documents, proofs, command ids, and names taken and freed."""

    disclosures: list[Sealed] = field(default_factory=list)
    documents: dict[str, bytes] = field(default_factory=dict)
    anchors: list[tuple[int, bytes]] = field(default_factory=list)
    commands: list[tuple[str, int, int, bytes]] = field(default_factory=list)
    erasures: list[Erasure] = field(default_factory=list)
    refs_freed: list[str] = field(default_factory=list)
    refs: dict[str, int] = field(default_factory=dict)
    invoices_freed: list[int] = field(default_factory=list)
    invoices: list[tuple[bytes, int]] = field(default_factory=list)


def write_beside(c: SQLiteCursor, beside: Beside) -> None:
    """Write all of it; a document that is there already is left as it is.

    Rows go in by the order of their keys: what lies beside each other is written once.
    """
    c.executemany("INSERT INTO disclosures VALUES (?, ?, ?, ?)", beside.disclosures)
    c.executemany(
        """INSERT INTO documents SELECT ?1, ?2
            WHERE NOT EXISTS (SELECT 1 FROM documents WHERE sha256 = ?1)""",
        beside.documents.items(),
    )
    c.executemany("INSERT INTO anchors VALUES (?, ?)", beside.anchors)
    c.executemany("INSERT INTO commands VALUES (?, ?, ?, ?)", sorted(beside.commands))
    c.executemany("DELETE FROM refs WHERE ref = ?", _singles(beside.refs_freed))
    refs = sorted(beside.refs.items())
    c.executemany("INSERT OR REPLACE INTO refs VALUES (?, ?)", refs)
    c.executemany("DELETE FROM invoices WHERE n = ?", _singles(beside.invoices_freed))
    c.executemany("INSERT INTO invoices VALUES (?, ?)", sorted(beside.invoices))
    for erasure in beside.erasures:
        _erase(c, erasure)


def _erase(c: SQLiteCursor, erasure: Erasure) -> None:
    rows = [(erasure.n, slot) for slot in erasure.slots]
    c.executemany("DELETE FROM disclosures WHERE n = ? AND slot = ?", rows)
    if erasure.document:
        c.execute("DELETE FROM documents WHERE sha256 = ?", (erasure.document,))
    update = "UPDATE commands SET digest = ? WHERE id = ? AND digest <> ?"
    c.execute(update, (UNKNOWN_WISH, erasure.command, UNKNOWN_WISH))


def _singles(values: Iterable[object]) -> list[tuple[object]]:
    return [(value,) for value in values]
