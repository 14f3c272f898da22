"""Leaves as the event-sourcing library stores them.

The library's own mapper resolves a topic by importing what it names, and validates
nothing; this one looks a topic up in the closed union and reads strictly (codec.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import JSONTranscoder, Mapper, StoredEvent

from ledger import codec
from ledger.errors import MalformedError
from ledger.events import Leaf, type_name
from ledger.messages import message

BATCH: Final = 1000
FEW: Final = 8
"""Fewer lines are read back sooner one by one."""


class LeafMapper(Mapper[str]):
    """Maps a leaf to its canonical bytes, and those bytes back."""

    def __init__(self) -> None:
        """The transcoder is there because the library asks for one; it is not used."""
        super().__init__(JSONTranscoder())

    def to_stored_event(self, domain_event: DomainEventProtocol[str]) -> StoredEvent:
        """Give the row of a leaf: stream, version, versioned type name, bytes.

        Raises `MalformedError` for a leaf that could not be read back.
        """
        return self.to_stored_events([cast("Leaf", domain_event)])[0]

    def to_stored_events(self, leaves: Sequence[Leaf]) -> list[StoredEvent]:
        """Give the rows of many leaves, which are read back in batches.

        Raises `MalformedError` for the first one that could not be read back.
        """
        lines = [codec.encode(leaf) for leaf in leaves]
        for start in range(0, len(lines), BATCH):
            _read_back(lines[start : start + BATCH])
        return [
            StoredEvent(leaf.stream, leaf.version, type_name(leaf.event), line)
            for leaf, line in zip(leaves, lines, strict=True)
        ]

    def to_domain_event(self, stored_event: StoredEvent) -> DomainEventProtocol[str]:
        """Read a leaf back; raises `MalformedError` where the row is not its own."""
        leaf = codec.decode(stored_event.state)
        row = (
            stored_event.originator_id,
            stored_event.originator_version,
            stored_event.topic,
        )
        if row != (leaf.stream, leaf.version, type_name(leaf.event)):
            raise MalformedError(
                message("event #{number} is stored as another event", number=leaf.n + 1)
            )
        return leaf


def _read_back(lines: list[bytes]) -> None:
    if len(lines) >= FEW:
        try:
            codec.decode_all(lines)
        except MalformedError:
            pass  # one by one: it says which one, and why
        else:
            return
    for line in lines:
        codec.decode(line)
