"""What is asked of the outlines, and what was found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from msgspec import Struct, field

from projections.filtering import Filter, is_chosen
from projections.outline import Outline


class Question(Struct, frozen=True):
    """Asks which of the first `end` events are `wanted`, as seen on a day.

    The words of the filter are not looked at: an outline has none.
    """

    wanted: Filter
    on: dt.date | None
    end: int

    def takes(self, outline: Outline) -> bool:
        """Whether an event is asked for."""
        is_later = self.on and outline.on and outline.on > self.on
        return not is_later and is_chosen(outline, self.wanted)


class Found(Struct):
    """What is found among the first `end` events: indexes, in order.

    `undoing` are all those that undo another one, each with the one that it undoes.
    """

    end: int = 0
    numbers: list[int] = field(default_factory=list)
    undoing: list[tuple[int, int]] = field(default_factory=list)

    def look_through(self, outlines: Iterable[Outline], question: Question) -> None:
        """Add what is found among further events."""
        for outline in outlines:
            if question.takes(outline):
                self.numbers.append(outline.n)
            if outline.undoes is not None:
                self.undoing.append((outline.n, outline.undoes))
