"""Whether the end of a log fits its tree: what is looked at each time it is opened."""

from __future__ import annotations

from ledger import tree
from ledger.messages import message
from ledger.store.reading import Reader


def check_tip_of(reader: Reader) -> None:
    """Raise `DamagedError` where the end of the log does not fit its tree.

    That is how a copy shows that was taken while the book was written. It costs
    O(log n) reads; `verify` checks all of it.
    """
    size = reader.size()
    stored, count = tree.stored_count(size), reader.hashes_count()
    if count != stored:
        raise reader.damaged(
            message(
                "{hashes} hashes for {events} events, not {stored}",
                hashes=count,
                events=size,
                stored=stored,
            )
        )
    if not size:
        return
    leaf = tree.leaf_hash(reader.line(size - 1))
    expected = tree.stored_hashes(size - 1, leaf, read=reader.hashes)
    if reader.hashes(range(stored - len(expected), stored)) != expected:
        raise reader.damaged(
            message("event #{number} is not the one that the tree holds", number=size)
        )
