"""What the system says when it refuses a file, as words that can be told.

Python gives the reason of an `OSError` in English, whatever the language of the system.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import Final

from ledger.messages import message

_SAID: Final[Mapping[int, str]] = {
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


def reason_of(error: OSError | ValueError) -> str:
    """Say why the system refused, or a name can be none; lower case, no full stop."""
    number = error.errno if isinstance(error, OSError) else None
    said = getattr(error, "strerror", None) or str(error)
    return _SAID.get(number or 0) or message(
        "the system says {said!r}", said=said.lower() or type(error).__name__
    )
