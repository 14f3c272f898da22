"""The anchors of a book as the school sees them: by its own word, unchecked.

Moments are those that cosignatures and timestamps name. Whether they hold is for
`verify` to say, with the policy and the certificates of who verifies.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from ledger.days import moment_of_seconds
from ledger.errors import LedgerError
from ledger.events import AnchorRecorded
from ledger.note import parse_note
from ledger.note.vkey import TIME_SIZE
from projections.view import BookView

_COSIGNATURE_SIZE = TIME_SIZE + 64


class OwnAnchor(Struct, frozen=True, kw_only=True):
    """An anchor, by the number of its event; `at` is the moment that its proof names.

    `by` are the names in the lines of a cosigned note; `octets` is the size of the
    proof, None where there is no file.
    """

    number: int
    kind: str
    size: int
    on: dt.date | None
    recorded: str
    sha256: str | None
    octets: int | None
    at: str | None
    by: list[str]


def own_anchors(view: BookView) -> list[OwnAnchor]:
    """Give the anchors that the book records, in their order."""
    numbered = sorted((n, event) for event, n in _events(view))
    return [_anchor(view, event, n=n) for n, event in numbered]


def _events(view: BookView) -> list[tuple[AnchorRecorded, int]]:
    return list(view.state.anchors.items())


def _anchor(view: BookView, event: AnchorRecorded, *, n: int) -> OwnAnchor:
    proof = view.reader.anchor(n)
    at, by = _read_proof(event.kind, proof) if proof is not None else (None, [])
    return OwnAnchor(
        number=n + 1,
        kind=event.kind,
        size=event.size,
        on=event.on,
        recorded=view.reader.at(n),
        sha256=event.sha256,
        octets=None if proof is None else len(proof),
        at=at,
        by=by,
    )


def _read_proof(kind: str, proof: bytes) -> tuple[str | None, list[str]]:
    try:
        if kind == "timestamp":
            # Whoever has no timestamps needs not the library that reads them.
            from ledger.timestamps import moment_of

            return moment_of(proof), []
        if kind == "cosigned":
            return _read_note(proof)
    except LedgerError:
        return None, []
    return None, []


def _read_note(proof: bytes) -> tuple[str | None, list[str]]:
    lines = [x for x in parse_note(proof).signatures if len(x.raw) == _COSIGNATURE_SIZE]
    times = [moment_of_seconds(int.from_bytes(x.raw[:TIME_SIZE], "big")) for x in lines]
    return min(filter(None, times), default=None), [line.name for line in lines]


class Segment(Struct, frozen=True):
    """The events `first` to `to`, and the moments between which they fell, if known."""

    first: int
    to: int
    not_before: str | None
    not_after: str | None


class OwnWindows:
    """Between which moments each event fell, by the school's own anchors."""

    def __init__(self, view: BookView) -> None:
        """Read the anchors once."""
        timed = [(a.size, a.number, a.at) for a in own_anchors(view) if a.at]
        sizes = sorted((size, at) for size, _, at in timed)
        numbers = sorted((number, at) for _, number, at in timed)
        self._sizes = [size for size, _ in sizes]
        self._numbers = [number for number, _ in numbers]
        self._after = _running([at for _, at in reversed(sizes)], min)[::-1]
        self._before = _running([at for _, at in numbers], max)

    def of(self, number: int) -> tuple[str | None, str | None]:
        """Give *not before* and *not after* of an event; None where nothing says so."""
        below = bisect_right(self._numbers, number - 1)
        above = bisect_left(self._sizes, number)
        before = self._before[below - 1] if below else None
        after = self._after[above] if above < len(self._after) else None
        return before, after

    def segments(self, size: int) -> list[Segment]:
        """Give the window of each of the first `size` events, equal neighbours in one.

        None where no anchor names a moment.
        """
        if not self._sizes:
            return []
        ends = {end for end in (*self._sizes, *self._numbers) if end < size}
        made: list[Segment] = []
        for end in (*sorted(ends), size):
            first = made[-1].to + 1 if made else 1
            segment = Segment(first, end, *self.of(end))
            if made and _bounds(made[-1]) == _bounds(segment):
                made[-1] = replace(made[-1], to=end)
            else:
                made.append(segment)
        return made


def _bounds(segment: Segment) -> tuple[str | None, str | None]:
    return segment.not_before, segment.not_after


def _running(moments: list[str], best: Callable[[str, str], str]) -> list[str]:
    return list(accumulate(moments, best))
