"""The figures of every year of a replayed log, seen with everything recorded.

They are what `show balance` gives for the whole book, and what lies in a bundle as
`data/derived/figures.json`: canonical JSON, years as keys, without a line feed.
"Today", which only tells whether a tranche is late, is the Brussels day of the last
event.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from typing import Any

import msgspec

from ledger.days import year_end
from ledger.errors import MalformedError
from ledger.events import Figures
from ledger.figures import figures
from ledger.messages import message
from ledger.note.vkey import encode_base64
from ledger.state.book import BookState, YearState
from ledger.values import SAFE_INTEGER_MAX
from ledger.verify.words import NOTHING

_encoder = msgspec.json.Encoder(order="sorted")
_OWN = frozenset(Figures.__struct_fields__)


class YearFigures(Figures, frozen=True, kw_only=True):
    """The figures of a year, and where they stand; see docs/figures.md."""

    school: str
    year: int
    on: dt.date | None = None
    known_at: str | None = None
    events: int
    root: str
    rules: str
    closed: bool
    projected: bool
    opening_projected: int | None


AllFigures = dict[str, YearFigures]
"""By year, as text: the keys of a JSON object."""


def all_figures(
    state: BookState, root: bytes, *, today: dt.date, without: Collection[str] = ()
) -> AllFigures:
    """Give the figures of every year of `state` but those named in `without`.

    Raises `MalformedError` where a sum is too large to be written down.
    """
    made, seen = {}, _Seen(state, today)
    for number in sorted(state.years):
        if str(number) not in without:
            made[str(number)] = _year_figures(state, number, root=root, of=seen)
    return made


class _Seen(dict[int, Figures]):
    """The figures of each year: the year after asks for them too."""

    def __init__(self, state: BookState, today: dt.date) -> None:
        self._state, self._today = state, today

    def __missing__(self, number: int) -> Figures:
        year = self._state.years.glance(number)
        if isinstance(year, YearState) or self._today <= year_end(number):
            year = self._state.years[number]
            self[number] = figures(year, None, today=self._today)
        else:
            self[number] = year.figures
        return self[number]


def _year_figures(
    state: BookState, number: int, *, root: bytes, of: _Seen
) -> YearFigures:
    year, seen = state.years.glance(number), of[number]
    opening, opens = None, any(opening.stands for opening in year.openings)
    if number - 1 in state.years and not opens:
        opening = of[number - 1].carried_over
    values: dict[str, Any] = {name: getattr(seen, name) for name in _OWN}
    made = YearFigures(
        **values,
        school=_school(state),
        year=number,
        events=state.size,
        root=encode_base64(root),
        rules=year.rules.set.id,
        closed=year.closed is not None,
        projected=year.closed is None,
        opening_projected=opening,
    )
    if max(_amounts(made)) > SAFE_INTEGER_MAX:
        raise MalformedError(
            message(
                "the figures of {year} are too large to be written down", year=number
            )
        )
    return made


def _school(state: BookState) -> str:
    if state.school:
        return state.school.number
    return state.opened.school if state.opened else ""


def _amounts(made: msgspec.Struct) -> Iterator[int]:
    for value in msgspec.structs.astuple(made):
        if isinstance(value, msgspec.Struct):
            yield from _amounts(value)
        elif isinstance(value, int):
            yield abs(value)


def encode_figures(made: AllFigures) -> bytes:
    """Give the canonical bytes of `data/derived/figures.json`."""
    return _encoder.encode(made)


def differences(made: AllFigures, data: bytes) -> Iterator[tuple[str, str, str]]:
    """Yield year and name, expected and found, of every figure that `data` has wrong.

    Nothing is yielded where `data` is not even a table of figures by year.
    """
    try:
        said = msgspec.json.decode(data, type=dict[str, dict[str, Any]])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return
    for year in sorted(made.keys() | said.keys()):
        right = msgspec.to_builtins(made[year]) if year in made else {}
        wrong = said.get(year, {})
        for name in sorted(right.keys() | wrong.keys()):
            if name not in right or name not in wrong or right[name] != wrong[name]:
                what = f"{year!a:.20} {name!a:.40}"
                yield what, _shown(right, name), _shown(wrong, name)


def _shown(said: dict[str, Any], name: str) -> str:
    return f"{said[name]!a:.200}" if name in said else NOTHING
