"""The reports that `export` encloses, and what a verifier will miss in the bundle."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from cli.surroundings import Surroundings
from ledger.messages import message
from ledger.state.book import BookState
from projections.dossier import PIECES, Asked, asked_for
from projections.enclosed import EVENTS_MAX, EnclosedView


class Lacking(Struct, frozen=True):
    """What a verifier asks for of a year, and will not find."""

    year: int
    pieces: list[Asked]


class Enclosing:
    """Makes the reports of a bundle, and keeps what is told of it.

    `left_out` are the units that the bundle leaves out; `names` those of the files that
    were made, none of a book that is too long;
    `lacking` is what is missing, of each year that lacks anything.
    """

    def __init__(
        self, here: Surroundings, book: Path, *, left_out: frozenset[str], off: bool
    ) -> None:
        """Make none where that is `off`."""
        self._lang = here.lang
        self.left_out = left_out
        self._book, self._off = book, off
        self.names: list[str] = []
        self.lacking: list[Lacking] = []
        self.is_long = False

    def __call__(self, state: BookState) -> Mapping[str, bytes]:
        """Make the reports of the events that `state` was folded from."""
        with EnclosedView(self._book, state.size, left_out=self.left_out) as view:
            self.is_long = view.size > EVENTS_MAX
            self.lacking = list(_lacking(view.folded(state)))
            files = {} if self._off or self.is_long else _reports(view, self._lang)
        self.names = sorted(files)
        return files


def _reports(view: EnclosedView, lang: str | None) -> Mapping[str, bytes]:
    # Nobody waits for what makes reports where none are made.
    from ledger.bundle.software import software
    from projections.language import language
    from projections.reports.enclosing import LANGUAGE, enclosed

    return enclosed(view, language(lang or LANGUAGE), program=software())


def _lacking(view: EnclosedView) -> Iterator[Lacking]:
    for year in view.years:
        with view.state.years.briefly():
            pieces = [each for each in asked_for(view, year) if each.missing]
        if pieces:
            yield Lacking(year, pieces)


def enclosed_lines(made: Enclosing) -> Iterator[str]:
    """Say which reports are enclosed, and by kind what a verifier will miss."""
    if made.names:
        yield message(
            "reports for people, under data/derived: {names}", names=_shown(made.names)
        )
    elif made.is_long:
        yield message(
            "without reports, as the book has more than {count} events: make them with"
            " verantwoord report FILE",
            count=EVENTS_MAX,
        )
    for lacking in made.lacking:
        yield message("{year}: a verifier will miss", year=str(lacking.year))
        for each in lacking.pieces:
            yield message(
                "  {piece}: {count} of {asked} ({names})",
                piece=PIECES[each.piece],
                count=len(each.missing),
                asked=each.asked,
                names=_few(each.missing),
            )


NAMES_MAX = 8
"""How many of what is missing are named; JSON and the reports name all."""


def _few(names: list[str]) -> list[str]:
    left = len(names) - NAMES_MAX
    more = [message("{count} more", count=left)] if left > 0 else []
    return [*names[:NAMES_MAX], *more]


def _shown(names: Collection[str]) -> list[str]:
    """Name the files that people open, and not each table of one."""
    from projections.reports.enclosing import STEM

    return [name for name in names if name.startswith(f"{STEM}.")]
