"""What the system says when it refuses a file, as words that can be told.

Python gives the reason of an `OSError` in English, whatever the language of the system.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import Final

from ledger.messages import message

_LOWER: Final[Mapping[int, str]] = {
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

_CAPITALS: Final = (
    message("Device or resource busy"),
    message("File exists"),
    message("File name too long"),
    message("Input/output error"),
    message("Is a directory"),
    message("No space left on device"),
    message("No such file or directory"),
    message("Not a directory"),
    message("Operation not permitted"),
    message("Permission denied"),
    message("Read-only file system"),
    message("Too many levels of symbolic links"),
)
_KNOWN: Final = {str(said): said for said in _CAPITALS}


def reason_of(error: OSError) -> str:
    """Say why the system refused; in its own words where that is not known here."""
    said = error.strerror or type(error).__name__
    return _KNOWN.get(said) or _quoted(said)


def reason_in_lower_case(error: OSError | ValueError) -> str:
    """Say why the system refused, or a name can be none; lower case, no full stop."""
    number = error.errno if isinstance(error, OSError) else None
    said = getattr(error, "strerror", None) or str(error)
    return _LOWER.get(number or 0) or _quoted(str(said).lower())


def _quoted(said: str) -> str:
    return message("the system says {said!r}", said=said)
