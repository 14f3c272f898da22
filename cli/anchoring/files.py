"""Files that come from outside, and new ones that go there."""

from __future__ import annotations

from pathlib import Path

from cli.unreadable import unreadable
from ledger.bundle.payload import PROOF_SIZE_MAX
from ledger.errors import UsageError
from ledger.messages import message
from ledger.placing import new_file


def read_small(path: Path, limit: int = PROOF_SIZE_MAX) -> bytes:
    """Read a file of at most `limit` bytes; raises where it cannot be, or is larger."""
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None
    if len(data) > limit:
        raise UsageError(
            message("{path} is too large", path=path),
            place=str(path),
            expected=message("at most {limit} bytes", limit=limit),
            found=message("more"),
        )
    return data


def write_new(path: Path, data: bytes) -> None:
    """Write a new file, whole or not at all; never over another one."""
    with new_file(path) as part:
        part.write_bytes(data)
