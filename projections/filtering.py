"""Choose events of the history: by kind, year, day, words, and amount.

Words are looked for, whatever their case, in what is public of an event and in the
sealed values that are still there. What is a kind: `projections.kinds`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec
from msgspec import Struct

from ledger.days import parse_day
from ledger.errors import UsageError
from ledger.messages import message
from ledger.money import parse_cents
from ledger.sealed import sealed_fields
from projections.history import HistoryLine
from projections.kinds import types_named
from projections.outline import Outline
from projections.view import BookView


class Filter(Struct, frozen=True, kw_only=True):
    """What is asked for; None asks for everything.

    `since` and `until` are days on which facts take effect, both included: with either,
    what has no day is left out. `least` and `most` are cents, both included: with
    either, what has no amount is left out. `year` is that of the grant to which a fact
    belongs, whatever its day: the stream in which it is recorded.
    """

    types: frozenset[str] | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    text: str | None = None
    least: int | None = None
    most: int | None = None
    year: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it asks for everything."""
        return self == Filter()

    @property
    def narrows(self) -> bool:
        """Whether kind, day or amount are asked for, which the outlines know."""
        return self != Filter(text=self.text, year=self.year)


def parse_filter(
    kinds: Iterable[str] = (),
    *,
    since: str | None = None,
    until: str | None = None,
    text: str | None = None,
    amount: str | None = None,
) -> Filter:
    """Read a filter as people give it; raises `UsageError`."""
    first, last = _day(since, "--from"), _day(until, "--until")
    if first and last and first > last:
        raise UsageError(
            message("--from lies after --until"),
            place="--from",
            expected=message("a day up to {day}", day=last),
            found=since,
        )
    least, most = _amounts(amount)
    types = [types_named(word) for word in kinds]
    return Filter(
        types=frozenset[str]().union(*types) if types else None,
        since=first,
        until=last,
        text=None if text is None else _words(text),
        least=least,
        most=most,
    )


def _words(text: str) -> str:
    words = " ".join(text.split()).casefold()
    if not words:
        raise UsageError(
            message("no words are given"),
            place="--text",
            expected=message("some words"),
        )
    return words


def _day(text: str | None, place: str) -> dt.date | None:
    return None if text is None else parse_day(text, place=place)


def _amounts(text: str | None) -> tuple[int | None, int | None]:
    if text is None:
        return None, None
    start, dots, end = text.partition("..")
    try:
        least = parse_cents(start) if start or not dots else None
        most = (parse_cents(end) if end else None) if dots else least
    except UsageError as error:
        error.place = "--amount"
        raise
    if (least is None and most is None) or (
        least is not None and most is not None and least > most
    ):
        raise UsageError(
            message("{text!r} is no range of amounts", text=text),
            place="--amount",
            expected=message("100, 100..200, 100.. or ..200"),
            found=text,
        )
    return least, most


def chosen(
    view: BookView,
    lines: Iterable[HistoryLine],
    *,
    wanted: Filter,
    tell: Callable[[str], str] = str,
) -> Iterator[HistoryLine]:
    """Yield the lines that are asked for, in their order.

    Words are looked for in a line as it is told, too.
    """
    stream = None if wanted.year is None else str(wanted.year)
    for line in lines:
        is_of_year = stream in {None, line.stream} and is_chosen(line, wanted)
        if is_of_year and _says(view, line, words=wanted.text, tell=tell):
            yield line


def is_chosen(line: Outline | HistoryLine, wanted: Filter) -> bool:
    """Whether kind, day and amount of an event are those that are asked for."""
    if wanted.types is not None and line.type not in wanted.types:
        return False
    return _lies(line.on, wanted.since, most=wanted.until) and _lies(
        line.amount, wanted.least, most=wanted.most
    )


def _lies(value: Any, least: Any, *, most: Any) -> bool:  # noqa: ANN401  # days, or cents
    if least is None and most is None:
        return True
    if value is None:
        return False
    return (least is None or least <= value) and (most is None or value <= most)


def _says(
    view: BookView,
    line: HistoryLine,
    *,
    words: str | None,
    tell: Callable[[str], str],
) -> bool:
    if words is None or words in line.text.casefold():
        return True
    if words in tell(line.text).casefold():
        return True
    event = view.reader.leaf(line.n).event
    sealed = sealed_fields(type(event))
    public = {
        name: value
        for name, value in msgspec.to_builtins(event).items()
        if name not in sealed
    }
    texts = [line.by, *_texts(public), *filter(None, view.values(line.n).values())]
    return any(words in " ".join(text.split()).casefold() for text in texts)


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401  # any part of an event
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, item in value.items():
            # Within a list only the name of an initiative is sealed.
            yield from _texts(item if name != "name" else None)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
