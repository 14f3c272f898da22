"""The words for a header that is not the one that it should be (code 10)."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from ledger.bundle.paths import printable
from ledger.bundle.zip_layout import END
from ledger.findings import Code, Finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.bundle.zip_layout import Record

WHOLE = "bundle"
_HINTS = {
    "flags": "encryption, data descriptors and the like are refused",
    "compression method": "entries are stored, never compressed",
    "external attributes": "entries are plain files, never links or folders",
    "date": "all entries are dated alike",
    "time": "all entries are dated alike, at midnight",
    "comment length": "comments are refused",
    "extra field length": "only a Zip64 field that is needed may be there",
    "version needed": "a Zip64 field is there exactly where a number needs it",
    "disk": "a bundle is one file",
}

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
    place: str, message: str, *, expected: str | None = None, found: str
) -> Finding:
    """A finding of code 10."""
    return Finding(
        code=Code.CONTAINER.value,
        place=place,
        message=message,
        expected=expected,
        found=found,
    )


def end_difference(expected: bytes, tail: bytes) -> Finding:
    """In which field the end records differ from those that are `expected`."""
    if (record := expected[-END.octets :]) != tail[-END.octets :]:
        return difference(END, WHOLE, headers=(record, tail[-END.octets :]))
    words = "the Zip64 end records are not those that this bundle needs"
    return fault(WHOLE, words, expected=printable(expected), found=printable(tail))


def difference(record: Record, place: str, *, headers: tuple[bytes, bytes]) -> Finding:
    """The first field in which the second header is not as in the first."""
    wanted, found = (
        struct.unpack_from(record.form, header.ljust(record.octets, b"\0"))
        for header in headers
    )
    for field, one, other in zip(record.fields, wanted, found, strict=True):
        if one != other:
            hint = _HINTS.get(field, "it is not what the rest of the bundle says")
            words = f"{field}: {hint}"
            return fault(place, words, expected=_shown(one), found=_shown(other))
    one, other = (printable(header[record.octets :]) for header in headers)
    words = "the name or extra field differs"
    return fault(place, words, expected=one, found=other)


def _shown(value: int | bytes) -> str:
    return printable(value) if isinstance(value, bytes) else f"{value} ({value:#x})"
