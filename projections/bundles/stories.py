"""Two bundles that are compared: of one book, and the one begins with the other."""

from __future__ import annotations

from ledger.errors import LedgerError, UsageError
from ledger.findings import Code
from ledger.messages import message
from projections.bundles.view import BundleView


class ForkError(LedgerError):
    """Two bundles tell two stories of one log: together they prove it."""

    code = Code.FORK.value
    kind = "fork"


def refuse_other_story(before: BundleView, after: BundleView) -> None:
    """Raise `UsageError` for two books, `ForkError` for two stories of one log."""
    if before.origin != after.origin:
        raise UsageError(
            message("the two bundles are of different books"),
            place=str(after.path),
            expected=before.origin,
            found=after.origin,
        )
    smaller, larger = sorted((before, after), key=lambda view: view.size)
    if larger.reader.root(smaller.size) != smaller.reader.root(smaller.size):
        raise ForkError(
            message("the two bundles tell two stories of one log"),
            place=str(after.path),
            expected=message(
                "{larger} begins with the {size} events of {smaller}",
                larger=str(larger.path),
                size=smaller.size,
                smaller=str(smaller.path),
            ),
            found=message("other events"),
            next_step=message("keep both files: together they prove it"),
        )
