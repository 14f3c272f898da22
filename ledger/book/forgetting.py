"""What goes from the side tables where an event says that data was erased.

The sealed values go, with their salts. A document goes where no other event that still
stands has the same content. So does the digest of what the command asked for: it is
keyed by the secret of the book, and whoever has the book could guess with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from ledger.events import DataErased, DocumentAttached, Leaf
from ledger.state.book import BookState
from ledger.store.beside import Erasure
from ledger.store.reading import Reader


class Log(Protocol):
    """A book that is being written, as far as an erasure has to know it."""

    reader: Reader
    state: BookState
    leaves: list[Leaf]

    def leaf(self, n: int) -> Leaf:
        """Give a leaf, also one that is not written yet."""

    def values(self, n: int) -> dict[str, str | None]:
        """Give the sealed values of an event that are still there."""


def erasure(log: Log, event: DataErased) -> Erasure:
    """Give the rows that go, once the state of `log` knows of the event."""
    digest = log.values(event.of).get("digest") if event.document else None
    if digest and sharing(log, event.of, digest=digest):
        digest = None
    return Erasure(event.of, event.slots, digest, log.leaf(event.of).id)


def sharing(log: Log, n: int, *, digest: str) -> list[int]:
    """Give the other events that attached this content, and keep it in the book."""
    return [
        other
        for other in _attached(log, digest)
        if other != n and _keeps(log.state, other)
    ]


def _keeps(state: BookState, n: int) -> bool:
    erased = state.erased.get(n)
    return erased is None or erased.document is None


def _attached(log: Log, digest: str) -> Iterator[int]:
    fresh = [leaf.n for leaf in log.leaves]
    same = (n for n in fresh if log.values(n).get("digest") == digest)
    written = (
        sealed.n
        for sealed in log.reader.all_disclosures()
        if sealed.value == digest and sealed.slot == "digest"
    )
    for n in (*written, *same):
        if isinstance(log.leaf(n).event, DocumentAttached):
            yield n
