"""A file that cannot be read."""

from __future__ import annotations

from pathlib import Path

from ledger.errors import SurroundingsError
from ledger.messages import message
from ledger.system import reason_of


def unreadable(
    path: Path, error: OSError | ValueError, *, expected: str | None = None
) -> SurroundingsError:
    """Give the error of a file that cannot be read, or whose name can be none."""
    return SurroundingsError(
        message(
            "{path} cannot be read: {reason}",
            path=path,
            reason=reason_of(error),
        ),
        place=str(path),
        expected=expected,
    )
