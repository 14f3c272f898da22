"""Writing the container: what is given comes out in the one form that it can have.

Entries are given in the order of the bytes of their names, each with the size that it
will have. The size has to be known, for it decides how long the header before the
content is; the CRC-32 is not, and is written into the header afterwards. Memory stays
at one chunk and the entries of the directory.

    writer = ZipWriter(file, date(2025, 12, 31))
    writer.add("bagit.txt", [BAGIT_TXT], size=len(BAGIT_TXT))
    writer.close()
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from ledger.bundle.paths import path_fault, printable
from ledger.bundle.zip_faults import octets
from ledger.bundle.zip_layout import LIMITS, Directory, Entry, Layout, format_end
from ledger.errors import MalformedError, SurroundingsError
from ledger.messages import message

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from typing import BinaryIO

    from ledger.bundle.zip_layout import Limits


class ZipWriter:
    """Writes entries to a file that is empty and can be sought in."""

    def __init__(self, file: BinaryIO, day: date, *, limits: Limits = LIMITS) -> None:
        """Every entry is dated `day`, whatever the clock says."""
        self._file = file
        self._layout = Layout(day, limits)
        self._entries: list[Entry] = []
        self._position = 0

    def add(self, name: str, chunks: Iterable[bytes], *, size: int) -> Entry:
        """Write one entry whose `chunks` are `size` bytes together."""
        self._check_name(name)
        start = self._position
        blank = Entry(name=name, size=size, crc=0, offset=start)
        header = self._layout.local(blank)
        self._file.write(header)
        crc = self._write_content(blank, chunks)
        entry = Entry(name=name, size=size, crc=crc, offset=start)
        self._position = start + len(header) + size
        self._file.seek(start)
        self._file.write(self._layout.local(entry))
        self._file.seek(self._position)
        self._entries.append(entry)
        return entry

    def close(self) -> None:
        """Write the directory and the end; the file stays open for its owner."""
        size = 0
        for entry in self._entries:
            size += self._file.write(self._layout.central(entry))
        directory = Directory(
            count=len(self._entries), size=size, offset=self._position
        )
        self._file.write(format_end(directory, self._layout.limits))

    def _check_name(self, name: str) -> None:
        if (fault := path_fault(name.encode())) is not None:
            raise MalformedError(fault, place=printable(name.encode()))
        # All names are ASCII, where the order of strings is that of their bytes.
        if self._entries and self._entries[-1].name >= name:
            last = self._entries[-1].name
            said = message(
                "{path} comes after {last}: entries are sorted, each once",
                path=name,
                last=last,
            )
            raise MalformedError(said, place=name)

    def _write_content(self, entry: Entry, chunks: Iterable[bytes]) -> int:
        crc = written = 0
        for chunk in chunks:
            crc = crc32(chunk, crc)
            written += len(chunk)
            self._file.write(chunk)
        if written != entry.size:
            raise SurroundingsError(
                message("{path} changed while it was written", path=entry.name),
                place=entry.name,
                expected=octets(entry.size),
                found=octets(written),
                next_step=message("make the bundle again"),
            )
        return crc
