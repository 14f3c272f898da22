"""The bytes of ZIP headers, made in one place and nowhere else (APPNOTE 6.3).

Four facts of an entry (name, size, CRC-32, offset) and the day of the bundle fix every
byte: method stored, no flags (names are ASCII, so the UTF-8 flag stays 0), time
00:00:00, a regular file of mode 0644. The version needed is 1.0, or 4.5 where a Zip64
field is there; such a field is there exactly where a number reaches its limit.

Laws: `parse_central(layout.central(entry), 0).entry == entry`,
`parse_end(format_end(directory)) == directory`, `parse_day(pack_day(day)) == day`.
"""

from __future__ import annotations

import struct
from datetime import date

import msgspec

from ledger.days import dated
from ledger.errors import MalformedError
from ledger.messages import message

VERSION, VERSION_ZIP64 = 10, 45
MADE_BY = (
    3 << 8 | VERSION_ZIP64
)  # 3 is Unix: the upper half of the attributes is a mode
ATTRIBUTES = 0o100644 << 16
FULL_16, FULL_32 = 0xFFFF, 0xFFFF_FFFF
ZIP64_TAG = 1
YEAR_MIN, YEAR_MAX = 1980, 2107


class Record(msgspec.Struct, frozen=True):
    """The fixed part of a header: how it is packed, and its fields in their order."""

    form: str
    fields: tuple[str, ...]

    @property
    def octets(self) -> int:
        """How long the fixed part is."""
        return struct.calcsize(self.form)


_MIDDLE = ("version needed", "flags", "compression method", "time", "date", "CRC-32")
_SIZES = ("compressed size", "size", "name length", "extra field length")
_TAIL = ("comment length", "disk", "internal attributes", "external attributes")
LOCAL = Record("<4s5H3I2H", ("signature", *_MIDDLE, *_SIZES))
CENTRAL = Record(
    "<4s6H3I5H2I",
    ("signature", "version made by", *_MIDDLE, *_SIZES, *_TAIL, "offset"),
)
_COUNTS = ("entries on this disk", "entries", "directory size", "directory offset")
END = Record(
    "<4s4H2IH", ("signature", "disk", "directory disk", *_COUNTS, "comment length")
)
_END64, _LOCATOR = "<4sQ2H2I4Q", "<4sIQI"
END64_OCTETS, LOCATOR_OCTETS = struct.calcsize(_END64), struct.calcsize(_LOCATOR)
END_OCTETS_MAX = END64_OCTETS + LOCATOR_OCTETS + END.octets
ZIP64_EXTRA_OCTETS_MAX = 4 + 3 * 8
LOCAL_SIGNATURE, CENTRAL_SIGNATURE = b"PK\x03\x04", b"PK\x01\x02"
END_SIGNATURE = b"PK\x05\x06"


class Entry(msgspec.Struct, frozen=True, gc=False):
    """What a container says of one file; `offset` is that of its local header."""

    name: str
    size: int
    crc: int
    offset: int


class Directory(msgspec.Struct, frozen=True):
    """How many central headers there are, how long together, and where they begin."""

    count: int
    size: int
    offset: int


class Limits(msgspec.Struct, frozen=True):
    """From which number on a field is Zip64; only tests lower them."""

    size: int = FULL_32
    count: int = FULL_16


LIMITS = Limits()


class Layout(msgspec.Struct, frozen=True):
    """Makes the headers of entries that are all dated `day`."""

    day: date
    limits: Limits = LIMITS

    def local(self, entry: Entry) -> bytes:
        """The header that stands before the content."""
        # Both sizes or neither: APPNOTE 4.5.3 demands it of a local header.
        large = [entry.size, entry.size] if self._is_large(entry.size) else []
        extra = _zip64_extra(large)
        shared = self._shared(entry, len(extra))
        return LOCAL_SIGNATURE + shared + entry.name.encode("ascii") + extra

    def central(self, entry: Entry) -> bytes:
        """The header that stands in the directory."""
        large = [entry.size, entry.size] if self._is_large(entry.size) else []
        offset = entry.offset
        if self._is_large(offset):
            large.append(offset)
            offset = FULL_32
        extra = _zip64_extra(large)
        return (
            struct.pack("<4sH", CENTRAL_SIGNATURE, MADE_BY)
            + self._shared(entry, len(extra))
            + struct.pack("<3H2I", 0, 0, 0, ATTRIBUTES, offset)
            + entry.name.encode("ascii")
            + extra
        )

    def _is_large(self, number: int) -> bool:
        return number >= self.limits.size

    def _shared(self, entry: Entry, extra_octets: int) -> bytes:
        """From "version needed" to "extra field length", the same in both headers."""
        version = VERSION_ZIP64 if extra_octets else VERSION
        size = FULL_32 if self._is_large(entry.size) else entry.size
        sizes = size, size, len(entry.name), extra_octets
        day = pack_day(self.day)
        return struct.pack("<5H3I2H", version, 0, 0, 0, day, entry.crc, *sizes)


def _zip64_extra(numbers: list[int]) -> bytes:
    if not numbers:
        return b""
    octets = 8 * len(numbers)
    return struct.pack(f"<2H{len(numbers)}Q", ZIP64_TAG, octets, *numbers)


def pack_day(day: date) -> int:
    """The date field of a header, which knows the years 1980 to 2107."""
    if not YEAR_MIN <= day.year <= YEAR_MAX:
        said = message(
            "a bundle cannot be dated {day}: its years are 1980 to 2107", day=day
        )
        raise MalformedError(said, found=dated(day))
    return (day.year - YEAR_MIN) << 9 | day.month << 5 | day.day


def parse_day(field: int) -> date | None:
    """The day of a date field, or None when there is no such day."""
    try:
        return date(YEAR_MIN + (field >> 9), field >> 5 & 0xF, field & 0x1F)
    except ValueError:
        return None


def format_end(directory: Directory, limits: Limits = LIMITS) -> bytes:
    """The end record, after its Zip64 forms when one of the numbers needs them."""
    count, size, offset = directory.count, directory.size, directory.offset
    full = count >= limits.count, size >= limits.size, offset >= limits.size
    short_count = FULL_16 if full[0] else count
    short_size = FULL_32 if full[1] else size
    short_offset = FULL_32 if full[2] else offset
    short = short_count, short_count, short_size, short_offset
    end = struct.pack(END.form, END_SIGNATURE, 0, 0, *short, 0)
    if not any(full):
        return end
    octets = END64_OCTETS - 12  # counted from behind the count itself
    versions = MADE_BY, VERSION_ZIP64
    long = 0, 0, count, count, size, offset
    end64 = struct.pack(_END64, b"PK\x06\x06", octets, *versions, *long)
    locator = struct.pack(_LOCATOR, b"PK\x06\x07", 0, offset + size, 1)
    return end64 + locator + end


def parse_end(tail: bytes) -> Directory:
    """What the end of a container says; to be believed after building it again."""
    *_, count, size, offset, _ = struct.unpack(END.form, tail[-END.octets :])
    if (count == FULL_16 or FULL_32 in (size, offset)) and len(tail) >= END_OCTETS_MAX:
        end64 = tail[-END_OCTETS_MAX:][:END64_OCTETS]
        *_, count, size, offset = struct.unpack(_END64, end64)
    return Directory(count=count, size=size, offset=offset)


class Listed(msgspec.Struct, frozen=True):
    """A central header as it was found: its name and its bytes may be anything."""

    name: bytes
    header: bytes
    date_field: int
    entry: Entry


def parse_central(data: bytes, start: int) -> Listed | None:
    """The central header at `start`, to be believed after building it again.

    None when it does not begin as one, or reaches beyond the end of `data`.
    """
    if (
        len(data) - start < CENTRAL.octets
        or data[start : start + 4] != CENTRAL_SIGNATURE
    ):
        return None
    values = struct.unpack_from(CENTRAL.form, data, start)
    lengths = values[10:13]
    if len(data) - start < CENTRAL.octets + sum(lengths):
        return None
    name_end = start + CENTRAL.octets + lengths[0]
    name = data[start + CENTRAL.octets : name_end]
    extra = data[name_end : name_end + lengths[1]]
    size, offset = _from_zip64(extra, short=(values[9], values[16]))
    header = data[start : name_end + sum(lengths[1:])]
    text = name.decode("ascii", "backslashreplace")
    entry = Entry(name=text, size=size, crc=values[7], offset=offset)
    return Listed(name=name, header=header, date_field=values[6], entry=entry)


def _from_zip64(extra: bytes, *, short: tuple[int, int]) -> tuple[int, int]:
    """Size and offset, taken from the extra field where the header says "full"."""
    size, offset = short
    count = max(0, min(3, (len(extra) - 4) // 8))
    numbers = struct.unpack_from(f"<{count}Q", extra[4:])
    if size == FULL_32 and count > 1:
        size = numbers[0]
        numbers = numbers[2:]
    if offset == FULL_32 and numbers:
        offset = numbers[0]
    return size, offset
