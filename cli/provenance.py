"""What is said of a bundle beside what it shows: whose word it is, what it lacks."""

from __future__ import annotations

from collections.abc import Iterator
from shlex import quote
from typing import Final

from ledger.messages import Message, message
from projections.view import BookView

UNSIGNED: Final = "UNSIGNED"
"""The grade of a bundle that nobody has signed (`ledger.verify`)."""


def provenance(view: BookView) -> Iterator[str]:
    """Say of a bundle what its word is worth, and who says more; nothing of a book."""
    file = quote(str(view.path))
    if view.grade == UNSIGNED:
        yield message(
            "from a bundle whose log holds, grade {grade}: nobody has signed it",
            grade=view.grade,
        )
    elif view.grade:
        yield message(
            "from a bundle whose log holds, grade {grade}; whether it is the school's:",
            grade=view.grade,
        )
        yield message("  verantwoord verify {file} --key KEY", file=file)
    if view.left_out:
        yield message("it leaves values out; which ones:")
        yield f"  verantwoord verify {file} --allow-redacted"


def gone(view: BookView, kind: type, *, slot: str) -> Message:
    """Say why a sealed value is not there: it was erased, or the bundle leaves it out.

    `kind` is the type of the event that sealed it.
    """
    from ledger.bundle.redaction import unit_of

    is_left_out = unit_of(kind, slot) in view.left_out
    return message("(left out)") if is_left_out else message("(erased)")
