"""The container of a workbook: a ZIP whose entries are stored, not compressed.

How well something is compressed hangs on the library of the machine, and with it every
byte: what is stored is the same everywhere.
"""

from __future__ import annotations

import io
import zipfile
from typing import Final

_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The first day that a ZIP can name: there is no clock in a workbook."""

_UNIX: Final = 3
_READABLE: Final = 0o100644 << 16


def stored(workbook: bytes) -> bytes:
    """Give the same files in the same order, each as it is."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as new,
    ):
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _DATE)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            new.writestr(entry, old.read(name))
    return made.getvalue()
