"""A proof bundle, looked at as a book is: by whoever has nothing but the file.

The bundle is checked first, as `verify` checks it. One that does not hold is not looked
at; of one that does, the log is laid out in memory, in the tables of a book, so that
every projection reads it as it reads a book. Its documents stay in the file until one
is asked for. What a bundle says that it leaves out may be left out.

    with BundleView(path, parse_known_at("2025-03-01")) as view:
        print(statement(view, 2024, on=None, today=today).refund_due)

Trusted with nothing but that all of it fits together: whose book it is, only a key that
the verifier has from elsewhere says, and that is for `verify`.
"""

from projections.bundles.checked import NotHeldError
from projections.bundles.stories import ForkError, refuse_other_story
from projections.bundles.view import BundleView

__all__ = ["BundleView", "ForkError", "NotHeldError", "refuse_other_story"]
