"""The tag files of a bag (RFC 8493): made here, and read back only in that same form.

    bagit.txt            BagIt-Version: 1.0
                         Tag-File-Character-Encoding: UTF-8
    bag-info.txt         Bag-Software-Agent: verantwoord 1.0
                         Bagging-Date: 2025-12-31
                         External-Identifier: verantwoord/demo/0123456789abcdef
                         Payload-Oxum: 4711.5
    manifest-sha256.txt  64 hex digits, two spaces, a path, a line feed; sorted by path

Laws: `parse_manifest(format_manifest(digests)) == digests`, `format_manifest(
parse_manifest(data)) == data`, and likewise for `bag-info.txt`.
"""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

import msgspec

from ledger.bundle.paths import printable
from ledger.errors import MalformedError
from ledger.messages import message

if TYPE_CHECKING:
    from collections.abc import Mapping

BAGIT, BAG_INFO = "bagit.txt", "bag-info.txt"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
TAG_MANIFEST_SIGNATURE = "tagmanifest-sha256.txt.sig"
REQUIRED_PAYLOAD = (
    "data/checkpoint",
    "data/disclosures.jsonl",
    "data/events.jsonl",
    "data/export.json",
)
BAGIT_TXT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

_LINE = re.compile(rb"([0-9a-f]{64})  ([!-~]{1,255})\n")
_WORDS = "[!-~]+(?: [!-~]+)*"
_words = re.compile(_WORDS)
_bag_info = re.compile(
    f"Bag-Software-Agent: ({_WORDS})\n"
    "Bagging-Date: ([0-9]{4}-[0-9]{2}-[0-9]{2})\n"
    f"External-Identifier: ({_WORDS})\n"
    "Payload-Oxum: ([0-9]{1,19})[.]([0-9]{1,19})\n"
)


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """What the maker of a bag says of it: by which program, of which day and book."""

    agent: str
    day: date
    origin: str


class BagInfo(msgspec.Struct, frozen=True, kw_only=True):
    """The label, and how much the payload is."""

    label: Label
    octets: int
    files: int


def format_bag_info(info: BagInfo) -> bytes:
    """The bytes of `bag-info.txt`."""
    label = info.label
    for value in (label.agent, label.origin):
        if not _words.fullmatch(value):
            raise MalformedError(
                message(
                    "a value of bag-info.txt is printable ASCII with single spaces"
                ),
                found=printable(value.encode()),
            )
    return (
        f"Bag-Software-Agent: {label.agent}\n"
        f"Bagging-Date: {label.day.isoformat()}\n"
        f"External-Identifier: {label.origin}\n"
        f"Payload-Oxum: {info.octets}.{info.files}\n"
    ).encode()


def parse_bag_info(data: bytes) -> BagInfo:
    """The one bag-info that has these bytes."""
    match = _bag_info.fullmatch(data.decode("ascii", "replace"))
    if match is None:
        raise MalformedError(
            message("bag-info.txt does not hold its four fields in their order"),
            place=BAG_INFO,
            found=printable(data),
        )
    agent, day, origin, octets, files = match.groups()
    try:
        label = Label(agent=agent, day=date.fromisoformat(day), origin=origin)
    except ValueError as error:
        said = message("Bagging-Date is no day")
        raise MalformedError(said, place=BAG_INFO, found=day) from error
    info = BagInfo(label=label, octets=int(octets), files=int(files))
    if format_bag_info(info) != data:
        said = message("Payload-Oxum is not written as numbers are")
        found = f"{octets}.{files}"
        raise MalformedError(said, place=BAG_INFO, found=found)
    return info


def format_manifest(digests: Mapping[str, str]) -> bytes:
    """A line for each path, sorted by the bytes of the paths (they are ASCII)."""
    return "".join(f"{digests[path]}  {path}\n" for path in sorted(digests)).encode()


def parse_manifest(data: bytes) -> dict[str, str]:
    """The digests by path that have exactly this manifest."""
    digests: dict[str, str] = {}
    previous = ""
    for number, line in enumerate(BytesIO(data), 1):
        path, digest = parse_manifest_line(line, number)
        if path <= previous:
            raise MalformedError(
                message("a manifest is sorted by path, each path once"),
                place=message("line {number}", number=number),
                found=path,
            )
        digests[path] = digest
        previous = path
    return digests


def parse_manifest_line(line: bytes, number: int) -> tuple[str, str]:
    """The path and the digest of one line, with its line feed."""
    match = _LINE.fullmatch(line)
    if match is None:
        raise MalformedError(
            message("this is no line of a manifest"),
            place=message("line {number}", number=number),
            expected=message(
                "64 lower-case hex digits, two spaces, a path, a line feed"
            ),
            found=printable(line),
        )
    return match[2].decode(), match[1].decode()
