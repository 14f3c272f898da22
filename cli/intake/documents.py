"""A document as a file: read whole, and told what it is."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from ledger.errors import SurroundingsError, UsageError

DOCUMENT_SIZE_MAX = 50 * 1024 * 1024
"""The largest document, in bytes."""

_STARTS = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)


def read_document(path: Path) -> bytes:
    """Give the content of a document; raises where it is unreadable, empty or huge."""
    place = str(path)
    try:
        size = path.stat().st_size
        if size > DOCUMENT_SIZE_MAX:
            raise UsageError(
                f"{path.name} is too large for a document",
                place=place,
                expected=f"at most {DOCUMENT_SIZE_MAX // 1024 // 1024} MB",
                found=f"{size / 1024 / 1024:.0f} MB",
                next_step="scan it at a lower resolution, or split it",
            )
        content = path.read_bytes()
    except OSError as error:
        raise SurroundingsError(
            f"{path} cannot be read: {error.strerror}",
            place=place,
            expected="a file that can be read",
        ) from None
    if not content:
        raise UsageError(
            f"{path.name} is empty",
            place=place,
            expected="a document with content",
            found="0 bytes",
        )
    return content


def media_type(content: bytes, name: str) -> str:
    """Say what a document is, by how it begins, else by the ending of its name."""
    for start, kind in _STARTS:
        if content.startswith(start):
            return kind
    guessed = mimetypes.guess_type(name)[0]
    return guessed or "application/octet-stream"
