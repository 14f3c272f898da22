"""What the system says when it refuses a file, as words that can be told.

Python gives the reason of an `OSError` in English, whatever the language of the system.
"""

from __future__ import annotations

from typing import Final

from ledger.messages import message

_SAID: Final = (
    message("device or resource busy"),
    message("file exists"),
    message("file name too long"),
    message("input/output error"),
    message("is a directory"),
    message("no space left on device"),
    message("no such file or directory"),
    message("not a directory"),
    message("operation not permitted"),
    message("permission denied"),
    message("read-only file system"),
    message("too many levels of symbolic links"),
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
_KNOWN: Final = {str(said): said for said in _SAID}


def reason_of(error: OSError) -> str:
    """Say why the system refused; in its own words where that is not known here."""
    return _told(error.strerror or type(error).__name__)


def reason_in_lower_case(error: OSError) -> str:
    """Say the same as `reason_of`, all of it in lower case."""
    return _told((error.strerror or str(error)).lower())


def _told(said: str) -> str:
    return _KNOWN.get(said) or message("the system says {said!r}", said=said)
