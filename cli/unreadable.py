"""A file that cannot be read, and the reasons of the system in words that are told."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from ledger.errors import SurroundingsError
from ledger.messages import message

_REASONS: Final[Mapping[int, str]] = {
    errno.EACCES: message("permission denied"),
    errno.EBUSY: message("device or resource busy"),
    errno.EEXIST: message("file exists"),
    errno.EIO: message("input/output error"),
    errno.EISDIR: message("is a directory"),
    errno.ELOOP: message("too many levels of symbolic links"),
    errno.ENAMETOOLONG: message("file name too long"),
    errno.ENOENT: message("no such file or directory"),
    errno.ENOSPC: message("no space left on device"),
    errno.ENOTDIR: message("not a directory"),
    errno.EPERM: message("operation not permitted"),
    errno.EROFS: message("read-only file system"),
}
"""What a system says most often; anything else is told in its own words."""


def unreadable(
    path: Path, error: OSError | ValueError, *, expected: str | None = None
) -> SurroundingsError:
    """Give the error of a file that cannot be read, or whose name can be none."""
    return SurroundingsError(
        message("{path} cannot be read: {reason}", path=path, reason=reason(error)),
        place=str(path),
        expected=expected,
    )


def reason(error: OSError | ValueError) -> str:
    """Say in a few words why the system refused; lower case, no full stop."""
    number = error.errno if isinstance(error, OSError) else None
    said = getattr(error, "strerror", None) or str(error)
    return _REASONS.get(number or 0) or message(
        "the system says {said!r}", said=str(said).lower()
    )
