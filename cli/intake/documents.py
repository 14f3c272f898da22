"""A document as a file: read whole, and told what it is."""

from __future__ import annotations

import mimetypes
import re
import stat
from pathlib import Path

from cli.unreadable import unreadable
from ledger.errors import UsageError
from ledger.messages import message
from projections.visible import visible, whole

DOCUMENT_SIZE_MAX = 50 * 1024 * 1024
"""The largest document, in bytes."""

NAME_LENGTH_MAX = 255
_MEDIA_TYPE = re.compile("[a-z]+/[a-z0-9.+-]{1,100}")

_STARTS = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)


def read_document(path: Path) -> bytes:
    """Give the content of a document; raises where it is unreadable, empty or huge."""
    try:
        _check_size(path)
        content = path.read_bytes()
    except OSError as error:
        expected = message("a file that can be read")
        raise unreadable(path, error, expected=expected) from None
    if not content:
        raise UsageError(
            message("{file} is empty", file=path.name),
            place=str(path),
            expected=message("a document with content"),
            found=message("0 bytes"),
        )
    return content


def _check_size(path: Path) -> None:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise UsageError(
            message("{path} is not a file", path=path),
            place=str(path),
            expected=message("a document"),
        )
    if status.st_size > DOCUMENT_SIZE_MAX:
        raise UsageError(
            message("{file} is too large for a document", file=path.name),
            place=str(path),
            expected=message("at most {size} MB", size=_megabytes(DOCUMENT_SIZE_MAX)),
            found=message("{size} MB", size=_megabytes(status.st_size)),
            next_step=message("scan it at a lower resolution, or split it"),
        )


def _megabytes(size: int) -> int:
    return round(size / 1024 / 1024)


def media_type(content: bytes, name: str) -> str:
    """Say what a document is, by how it begins, else by the ending of its name."""
    for start, kind in _STARTS:
        if content.startswith(start):
            return kind
    # Machines differ in the types that they know, and in how they write them.
    guessed = (mimetypes.guess_type(name)[0] or "").lower()
    return guessed if _MEDIA_TYPE.fullmatch(guessed) else "application/octet-stream"


def document_name(path: Path) -> str:
    """Give the name of a file as text that can be kept, whatever bytes it has."""
    return visible(whole(path.name))[:NAME_LENGTH_MAX]
