"""A book as the reader of its proof bundle will see it, before the bundle is made."""

from __future__ import annotations

from copy import copy
from pathlib import Path
from typing import Final, Self

from ledger.bundle.redaction import slots_left_out, without_position
from ledger.state.book import BookState
from projections.moment import KnownAt
from projections.view import BookView

EVENTS_MAX: Final = 20_000
"""A longer log has no reports in its bundle: they would take longer than the proof."""


class EnclosedView(BookView):
    """A book as the reader of its bundle will see it, with the first `size` events.

    `left_out` are units, as `ledger.bundle.redaction` names them. The head of the
    bundle counts as kept: whoever has the bundle has it.
    """

    def __init__(self, path: Path, size: int, *, left_out: frozenset[str]) -> None:
        """Open the book; raises as `BookView` does."""
        super().__init__(path, KnownAt(str(size), size=size))
        self.left_out = left_out
        self.known_at = None  # of the bundle it is everything

    def folded(self, state: BookState) -> Self:
        """Give the same view with the state of all of its events, read already."""
        seen = copy(self)
        seen.state = state
        return seen

    def values(self, n: int) -> dict[str, str | None]:
        """Give the sealed values of event `n` that are told."""
        found = super().values(n)
        if not found or not self.left_out:
            return found
        hidden = slots_left_out(type(self.reader.leaf(n).event), self.left_out)
        return {
            slot: value
            for slot, value in found.items()
            if without_position(slot) not in hidden
        }

    def kept_heads(self) -> list[int]:
        """Give the sizes of which somebody has a head, that of the bundle too."""
        return sorted({*super().kept_heads(), self.size})
