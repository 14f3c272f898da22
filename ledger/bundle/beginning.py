"""Whether a file is meant as a bundle: by how it begins, and nothing is checked."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from ledger.bundle.paths import PATH_OCTETS_MAX, path_fault
from ledger.bundle.zip_layout import LOCAL, LOCAL_SIGNATURE

if TYPE_CHECKING:
    from pathlib import Path

_OCTETS = LOCAL.octets + PATH_OCTETS_MAX
_NAME_LENGTH = LOCAL.fields.index("name length")


def is_bundle(path: Path) -> bool:
    """Whether a file begins as a bundle does; one that cannot be read does not."""
    try:
        with path.open("rb") as file:
            return begins_as_bundle(file.read(_OCTETS))
    except OSError:
        return False


def begins_as_bundle(start: bytes) -> bool:
    """Whether a ZIP begins with an entry that only a bundle holds."""
    if len(start) < LOCAL.octets or not start.startswith(LOCAL_SIGNATURE):
        return False
    length = struct.unpack_from(LOCAL.form, start)[_NAME_LENGTH]
    name = start[LOCAL.octets :][:length]
    return len(name) == length and path_fault(name) is None
