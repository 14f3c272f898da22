"""Load the state of a book from its streams: the school, and the years asked for."""

from __future__ import annotations

from ledger.events import SCHOOL
from ledger.messages import message
from ledger.rules import Rules
from ledger.state.book import BookState, MemoryNames, Names
from ledger.state.evolve import evolve, evolve_stream
from ledger.store.reading import Reader


def load_school(reader: Reader, size: int, *, names: Names | None = None) -> BookState:
    """Give the state of the book with its first `size` events, and no year read yet."""
    state = BookState(names or MemoryNames())
    for leaf in reader.stream(SCHOOL, size):
        evolve(state, leaf)
    _settle(reader, state, size=size)
    return state


def load_year(
    reader: Reader, state: BookState, *, year: int, rules: Rules | None = None
) -> None:
    """Add a year of the book to `state`, as of the size that the state has."""
    # All of the book but this year is known already, also what is not written yet.
    size, last_at, owed = state.size, state.last_at, state.owed
    opened, closed = state.years_opened, state.years_closed
    state.owed, state.years_closed = [], set()
    evolve_stream(state, reader.stream(str(year), size), rules=rules)
    state.size, state.last_at, state.owed = size, last_at, owed
    state.years_opened, state.years_closed = opened, closed
    if year in opened and year not in state.years:
        raise reader.damaged(message("no event that opens {year}", year=year))


def catch_up(reader: Reader, state: BookState) -> None:
    """Fold what was recorded since into a state of the school and some years."""
    size = reader.size()
    if size == state.size:
        return
    for leaf in reader.leaves(state.size, size):
        evolve(state, leaf)
    _settle(reader, state, size=size)


def _settle(reader: Reader, state: BookState, *, size: int) -> None:
    # Streams are read one by one, so what depends on all of them is set outright.
    years = reader.years(size)
    state.years_opened = set(years)
    state.years_closed = {year for year, closed in years.items() if closed}
    state.owed = []
    state.size = size
    state.last_at = reader.at(size - 1) if size else ""
