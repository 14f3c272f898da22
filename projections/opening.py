"""Open what is to be looked at, a book or a bundle: for all commands that show."""

from __future__ import annotations

from pathlib import Path

from ledger.store.connection import BundleGivenError
from projections.moment import KnownAt
from projections.view import BookView

BUNDLE = ".zip"
"""How the name of a bundle ends."""


def open_view(path: Path, known_at: KnownAt | None = None) -> BookView:
    """Open a book, or a bundle, which is checked first.

    Raises what `BookView` and `BundleView` do.
    """
    # A book is never opened beside SQLite: closing it would drop every lock on it.
    if path.suffix.lower() != BUNDLE:
        try:
            return BookView(path, known_at)
        except BundleGivenError:
            pass  # it has another name
    # Whoever looks at a book needs nothing that verifies.
    from projections.bundles import BundleView

    return BundleView(path, known_at)
