"""The words for a header that is not the one that it should be (code 10)."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from ledger.bundle.paths import printable
from ledger.bundle.zip_layout import END, END_SIGNATURE
from ledger.findings import Code, Finding
from ledger.messages import Message, message, plural

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.bundle.zip_layout import Record

WHOLE = message("bundle")
_HINTS = {
    "flags": message("encryption, data descriptors and the like are refused"),
    "compression method": message("entries are stored, never compressed"),
    "external attributes": message("entries are plain files, never links or folders"),
    "date": message("all entries are dated alike"),
    "time": message("all entries are dated alike, at midnight"),
    "comment length": message("comments are refused"),
    "extra field length": message("only a Zip64 field that is needed may be there"),
    "version needed": message("a Zip64 field is there exactly where a number needs it"),
    "disk": message("a bundle is one file"),
}
_OTHER_HINT = message("it is not what the rest of the bundle says")

_BY_ANOTHER_PROGRAM = (
    "version made by:",
    "version needed:",
    "flags:",
    "compression method:",
    "time:",
    "date:",
    "external attributes:",
)
"""How the finding begins of a field that every packing program fills in its own way."""


def is_repacked(findings: Iterable[Finding]) -> bool:
    """Whether several entries of a bundle look as another program writes them."""
    alike = [each for each in findings if each.message.startswith(_BY_ANOTHER_PROGRAM)]
    return len(alike) > 1


def fault(
    place: str, words: str, *, expected: str | None = None, found: str
) -> Finding:
    """A finding of code 10."""
    return Finding(
        code=Code.CONTAINER.value,
        place=place,
        message=words,
        expected=expected,
        found=found,
    )


def octets(count: int) -> Message:
    """How many bytes."""
    return plural("{count} byte", "{count} bytes", count=count)


def octets_at_most(count: int) -> Message:
    """How many bytes there may be."""
    return plural("at most {count} byte", "at most {count} bytes", count=count)


def byte(position: int) -> Message:
    """Where in the file, counted from 0."""
    return message("byte {position}", position=position)


def without_end(tail: bytes) -> Finding:
    """Why the end record does not stand at the end; `tail` is what does."""
    if (at := tail.rfind(END_SIGNATURE)) < 0:
        words = message(
            "the file is cut off: its end record is missing: ask for the file again"
        )
        record = message("an end record")
        return fault(WHOLE, words, expected=record, found=printable(tail[-4:]))
    surplus = len(tail) - at - END.octets
    if surplus < 0:
        words = message("the file is cut off in its end record: ask for the file again")
        more = plural("{count} byte more", "{count} bytes more", count=-surplus)
        return fault(WHOLE, words, expected=more, found=message("the end"))
    words = message("bytes stand after the end record, or a comment in it")
    return fault(WHOLE, words, expected=octets(0), found=octets(surplus))


def end_difference(expected: bytes, tail: bytes) -> Finding:
    """In which field the end records differ from those that are `expected`."""
    if (record := expected[-END.octets :]) != tail[-END.octets :]:
        return difference(END, WHOLE, headers=(record, tail[-END.octets :]))
    words = message("the Zip64 end records are not those that this bundle needs")
    return fault(WHOLE, words, expected=printable(expected), found=printable(tail))


def difference(record: Record, place: str, *, headers: tuple[bytes, bytes]) -> Finding:
    """The first field in which the second header is not as in the first."""
    wanted, found = (
        struct.unpack_from(record.form, header.ljust(record.octets, b"\0"))
        for header in headers
    )
    for field, one, other in zip(record.fields, wanted, found, strict=True):
        if one != other:
            hint = _HINTS.get(field, _OTHER_HINT)
            words = message("{field}: {hint}", field=field, hint=hint)
            return fault(place, words, expected=_shown(one), found=_shown(other))
    one, other = (printable(header[record.octets :]) for header in headers)
    words = message("the name or extra field differs")
    return fault(place, words, expected=one, found=other)


def _shown(value: int | bytes) -> str:
    return printable(value) if isinstance(value, bytes) else f"{value} ({value:#x})"
