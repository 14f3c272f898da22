"""The leaf: one event with its place in the log, its author and its moment.

Its canonical JSON is one line of `data/events.jsonl` and, without the line feed, the
bytes that the tree hashes (docs/format.md).
"""

from __future__ import annotations

from typing import Annotated, Any, Protocol, TypeVar

from msgspec import Meta, Struct

from ledger.events.keeping import KeepingEvent
from ledger.events.school import SchoolEvent
from ledger.events.spending import SpendingEvent
from ledger.events.texts import CommandId, Moment, Stream, UserCode
from ledger.events.year import YearEvent
from ledger.values import SAFE_INTEGER_MAX, Index

Event = SchoolEvent | KeepingEvent | YearEvent | SpendingEvent
"""The closed union: what is not in it is not read."""

StreamVersion = Annotated[int, Meta(ge=1, le=SAFE_INTEGER_MAX)]

SCHOOL = "school"
"""The stream of the school itself; every other stream is named by its budget year."""


def type_name(event: Event | type[Struct]) -> str:
    """Give the versioned name of an event, or of a type of event: `year-closed/1`."""
    return str(event.__struct_config__.tag)


E_co = TypeVar("E_co", bound=Any, covariant=True)


class Of(Protocol[E_co]):
    """A leaf that is known to hold one type of event."""

    @property
    def n(self) -> int:
        """Give the index of the leaf in the log."""

    @property
    def id(self) -> str:
        """Give the id of the command that the leaf belongs to."""

    @property
    def event(self) -> E_co:
        """Give the event that the leaf holds."""


class Leaf(Struct, frozen=True, kw_only=True):
    """An event as it was recorded: index `n`, `version` within its stream from 1."""

    at: Moment
    by: UserCode
    event: Event
    id: CommandId
    n: Index
    stream: Stream
    version: StreamVersion

    @property
    def originator_id(self) -> str:
        """The stream, by the name that the event-sourcing library has for it."""
        return self.stream

    @property
    def originator_version(self) -> int:
        """The version, by the name that the event-sourcing library has for it."""
        return self.version
