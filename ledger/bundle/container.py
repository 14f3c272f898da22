"""A container that was found safe: its entries, and their content read in place.

Nothing is unpacked to the disk. The content is not checked by having been opened: its
CRC-32 is computed while it is read, and the last step of `chunks` raises when it
differs. Its digest is for the manifest.

    for chunk in container.chunks("data/events.jsonl"):
        digest.update(chunk)
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from ledger.bundle.zip_faults import octets, octets_at_most
from ledger.errors import MalformedError
from ledger.messages import message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import BinaryIO

    from ledger.bundle.zip_layout import Entry, Layout

CHUNK_OCTETS = 1 << 20


class DamagedEntryError(MalformedError):
    """The content of an entry is not the one that its CRC-32 was made of."""

    code = 11
    kind = "damaged-entry"


class OversizedEntryError(MalformedError):
    """An entry is larger than the reader is ready to hold in memory."""

    code = 10
    kind = "oversized-entry"


class Container:
    """Ordered entries of one file; `layout.day` is the day that all are dated."""

    def __init__(
        self, file: BinaryIO, layout: Layout, *, entries: Mapping[str, Entry]
    ) -> None:
        """The file is borrowed and has to stay open, and as it is."""
        self._file = file
        self.layout = layout
        self.entries = entries

    def read(self, name: str, limit: int) -> bytes:
        """The whole content of an entry of at most `limit` bytes."""
        size = self.entries[name].size
        if size > limit:
            raise OversizedEntryError(
                message("{path} is too large to be read in one piece", path=name),
                place=name,
                expected=octets_at_most(limit),
                found=octets(size),
            )
        return b"".join(self.chunks(name))

    def chunks(self, name: str, chunk_size: int = CHUNK_OCTETS) -> Iterator[bytes]:
        """The content piece by piece; raises `DamagedEntryError` after the last one."""
        entry = self.entries[name]
        position = entry.offset + len(self.layout.local(entry))
        end = position + entry.size
        crc = 0
        while position < end:
            # Another entry may have been read in between: seek each time.
            self._file.seek(position)
            chunk = self._file.read(min(chunk_size, end - position))
            if not chunk:
                raise _cut_off(entry)
            crc = crc32(chunk, crc)
            position += len(chunk)
            yield chunk
        if crc != entry.crc:
            raise DamagedEntryError(
                message(
                    "the content of {path} is damaged: its CRC-32 differs", path=name
                ),
                place=name,
                expected=f"{entry.crc:08x}",
                found=f"{crc:08x}",
            )


def _cut_off(entry: Entry) -> DamagedEntryError:
    return DamagedEntryError(
        message("the content of {path} is damaged: it is cut off", path=entry.name),
        place=entry.name,
        expected=octets(entry.size),
        found=message("the end of the file"),
    )
