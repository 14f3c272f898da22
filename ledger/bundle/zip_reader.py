"""Opening a container without trusting it: each header is built again and compared.

What the directory claims is bounded before it is read: by the file's size, by the
number of entries, by the length of the paths. So a hostile file costs no more memory
than the largest honest one, and nothing is inflated, for nothing may be deflated.

The steps, each made only when those before found nothing: the start, the end records,
their bounds, the central directory, the headers before the contents. All findings have
code 10.

    found = open_container(file, size)
    if not isinstance(found, Container):
        return found
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from ledger.bundle.container import Container
from ledger.bundle.paths import PATH_OCTETS_MAX, is_small, path_fault, printable
from ledger.bundle.zip_faults import (
    WHOLE,
    byte,
    difference,
    end_difference,
    fault,
    octets,
    octets_at_most,
    without_end,
)
from ledger.bundle.zip_layout import (
    CENTRAL,
    END,
    END_OCTETS_MAX,
    END_SIGNATURE,
    LIMITS,
    LOCAL,
    LOCAL_SIGNATURE,
    ZIP64_EXTRA_OCTETS_MAX,
    Directory,
    Layout,
    format_end,
    parse_central,
    parse_day,
    parse_end,
)
from ledger.findings import Finding, at_most
from ledger.messages import message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from ledger.bundle.zip_layout import Entry, Limits, Listed

_LISTED_OCTETS_MAX = CENTRAL.octets + PATH_OCTETS_MAX + ZIP64_EXTRA_OCTETS_MAX
_COMMENT_OCTETS_MAX = 0xFFFF


class Caps(msgspec.Struct, frozen=True, kw_only=True):
    """How much a bundle may hold before it is refused unread."""

    entries_max: int = 100_000
    octets_max: int = 64 << 30
    small_octets_max: int = 16 << 20


CAPS = Caps()


def open_container(
    file: BinaryIO, size: int, *, caps: Caps = CAPS, limits: Limits = LIMITS
) -> Container | list[Finding]:
    """The container in the `size` bytes of `file`, or why it is refused."""
    opening = _Opening(file, size, caps=caps, limits=limits)
    for step in (
        opening.check_start,
        opening.check_end,
        opening.check_bounds,
        opening.check_directory,
        opening.check_local_headers,
    ):
        if findings := at_most(step()):
            return findings
    return Container(file, opening.layout, entries=opening.entries)


class _Opening:
    """The steps, and what each of them learnt for the next."""

    def __init__(
        self, file: BinaryIO, size: int, *, caps: Caps, limits: Limits
    ) -> None:
        self._file = file
        self._size = size
        self._caps = caps
        self._limits = limits
        self._directory: Directory
        self._directory_end: int
        self.layout: Layout
        self.entries: dict[str, Entry] = {}

    def check_start(self) -> Iterator[Finding]:
        start = self._read(0, len(LOCAL_SIGNATURE))
        if start != LOCAL_SIGNATURE:
            words = message(
                "this file is no proof bundle: it does not begin as a ZIP does"
            )
            found = printable(start) if start else message("an empty file")
            yield fault(WHOLE, words, expected=printable(LOCAL_SIGNATURE), found=found)
        elif self._size > self._caps.octets_max:
            cap = octets_at_most(self._caps.octets_max)
            words = message("the bundle is larger than this program reads")
            yield fault(WHOLE, words, expected=cap, found=octets(self._size))

    def check_end(self) -> Iterator[Finding]:
        tail = self._tail(END_OCTETS_MAX)
        if len(tail) < END.octets or tail[-END.octets :][:4] != END_SIGNATURE:
            yield without_end(self._tail(_COMMENT_OCTETS_MAX + END.octets))
            return
        directory = parse_end(tail)
        if (reach := directory.offset + directory.size) > self._size:
            words = message("the directory is said to lie beyond the end of the file")
            yield fault(WHOLE, words, expected=octets(self._size), found=octets(reach))
            return
        expected = format_end(directory, self._limits)
        if not tail.endswith(expected):
            yield end_difference(expected, tail)
            return
        self._directory = directory
        self._directory_end = self._size - len(expected)

    def check_bounds(self) -> Iterator[Finding]:
        directory, cap = self._directory, self._caps.entries_max
        if (count := directory.count) > cap:
            words = message("the bundle has too many entries")
            most = message("at most {number}", number=cap)
            yield fault(WHOLE, words, expected=most, found=str(count))
        if (end := directory.offset + directory.size) != self._directory_end:
            words = message("the directory does not end where the end records begin")
            place = byte(self._directory_end)
            yield fault(WHOLE, words, expected=place, found=byte(end))
        if (size := directory.size) > (cap := cap * _LISTED_OCTETS_MAX):
            words = message("the directory is longer than any bundle's")
            yield fault(WHOLE, words, expected=octets_at_most(cap), found=octets(size))

    def check_directory(self) -> Iterator[Finding]:
        data = self._read(self._directory.offset, self._directory.size)
        start, previous = 0, b""
        for index in range(self._directory.count):
            listed = parse_central(data, start)
            if listed is None:
                words = message(
                    "the directory holds fewer entries than the end record says"
                )
                count = str(self._directory.count)
                yield fault(WHOLE, words, expected=count, found=str(index))
                return
            if index == 0 and not self._set_day(listed):
                yield _without_day(listed)
                return
            yield from self._check_listed(listed, previous)
            self.entries[listed.entry.name] = listed.entry
            start, previous = start + len(listed.header), listed.name
        if start != len(data):
            words = message("the directory holds more than its entries")
            yield fault(WHOLE, words, expected=octets(start), found=octets(len(data)))

    def _set_day(self, listed: Listed) -> bool:
        day = parse_day(listed.date_field)
        if day is not None:
            self.layout = Layout(day, self._limits)
        return day is not None

    def _check_listed(self, listed: Listed, previous: bytes) -> Iterator[Finding]:
        place, entry = printable(listed.name), listed.entry
        if (words := path_fault(listed.name)) is not None:
            yield fault(place, words, found=place)
        elif (expected := self.layout.central(entry)) != listed.header:
            headers = expected, listed.header
            yield difference(CENTRAL, place, headers=headers)
        elif is_small(entry.name) and entry.size > self._caps.small_octets_max:
            words, cap = message("this file is too large"), self._caps.small_octets_max
            yield fault(
                place, words, expected=octets_at_most(cap), found=octets(entry.size)
            )
        if listed.name == previous:
            words = message("two entries have one name")
            yield fault(place, words, expected=message("one"), found=message("two"))
        elif listed.name < previous:
            words = message("the entries are not sorted by the bytes of their names")
            before = message("before {path}", path=printable(previous))
            yield fault(place, words, expected=before, found=message("after it"))

    def check_local_headers(self) -> Iterator[Finding]:
        position, end = 0, self._directory.offset
        for entry in self.entries.values():
            header = self.layout.local(entry)
            if entry.offset != position:
                words = message("this entry overlaps another, or bytes stand before it")
                wanted, found = byte(position), byte(entry.offset)
                yield fault(entry.name, words, expected=wanted, found=found)
            position = entry.offset + len(header) + entry.size
            if position > end:
                words = message(
                    "this entry reaches into the directory, or beyond the file"
                )
                most = message("at most byte {position}", position=end)
                yield fault(entry.name, words, expected=most, found=byte(position))
                return
            found_header = self._read(entry.offset, len(header))
            if found_header != header:
                headers = header, found_header
                yield difference(LOCAL, entry.name, headers=headers)
        if position != end:
            words = message("bytes stand between the last entry and the directory")
            yield fault(WHOLE, words, expected=byte(position), found=byte(end))

    def _read(self, offset: int, octets: int) -> bytes:
        self._file.seek(offset)
        return self._file.read(octets)

    def _tail(self, octets: int) -> bytes:
        octets = min(octets, self._size)
        return self._read(self._size - octets, octets)


def _without_day(listed: Listed) -> Finding:
    return fault(
        printable(listed.name),
        message("the entries are dated on a day that does not exist"),
        expected=message("a day"),
        found=f"{listed.date_field:#06x}",
    )
