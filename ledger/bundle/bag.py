"""Composing the whole bag in its container.

The size of every part has to be known beforehand, for `bag-info.txt` counts the payload
and stands before it. The content is asked for once, and hashed as it is written.

    write_bundle(file, parts, label=label, tag_files={"HOW-TO-VERIFY.txt": text})
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from ledger.bundle.paths import PAYLOAD, is_payload, printable
from ledger.bundle.tag_files import (
    BAG_INFO,
    BAGIT,
    BAGIT_TXT,
    MANIFEST,
    REQUIRED_PAYLOAD,
    TAG_MANIFEST,
    TAG_MANIFEST_SIGNATURE,
    BagInfo,
    Label,
    format_bag_info,
    format_manifest,
)
from ledger.bundle.zip_writer import ZipWriter
from ledger.errors import MalformedError
from ledger.messages import message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import BinaryIO

EXTRA_TAG_FILES = frozenset({"HOW-TO-VERIFY.txt", "verify.html"})


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One payload file; `chunks` is gone through once and gives `size` bytes."""

    name: str
    size: int
    chunks: Iterable[bytes]


def write_bundle(
    file: BinaryIO,
    parts: Iterable[Part],
    *,
    label: Label,
    tag_files: Mapping[str, bytes],
    sign: Callable[[bytes], bytes] | None = None,
) -> dict[str, str]:
    """Write the bundle to an empty file; the digests of all files that are listed.

    `tag_files` are those that the bag itself does not make (`EXTRA_TAG_FILES`); `sign`
    makes the signature of the tag manifest.
    """
    payload = sorted(parts, key=lambda part: part.name)
    _check_names(payload, tag_files)
    octets = sum(part.size for part in payload)
    info = BagInfo(label=label, octets=octets, files=len(payload))
    tags = {BAGIT: BAGIT_TXT, BAG_INFO: format_bag_info(info), **tag_files}
    writer = ZipWriter(file, label.day)
    _add_tags(writer, {name: tags[name] for name in tags if name < PAYLOAD})
    digests = {part.name: _add_part(writer, part) for part in payload}
    tags[MANIFEST] = format_manifest(digests)
    tag_digests = {name: sha256(data).hexdigest() for name, data in tags.items()}
    tags[TAG_MANIFEST] = format_manifest(tag_digests)
    if sign is not None:
        tags[TAG_MANIFEST_SIGNATURE] = sign(tags[TAG_MANIFEST])
    _add_tags(writer, {name: tags[name] for name in tags if name > PAYLOAD})
    writer.close()
    return digests | tag_digests


def _check_names(payload: list[Part], tag_files: Mapping[str, bytes]) -> None:
    names = {part.name for part in payload}
    foreign = {name for name in names if not is_payload(name)}
    for name in sorted(foreign | set(tag_files) - EXTRA_TAG_FILES):
        place = printable(name.encode())
        said = message("the caller of a bag does not give this file")
        raise MalformedError(said, place=place)
    for name in REQUIRED_PAYLOAD:
        if name not in names:
            said = message("a bundle always holds this file")
            raise MalformedError(said, place=name)


def _add_tags(writer: ZipWriter, tags: Mapping[str, bytes]) -> None:
    for name in sorted(tags):
        writer.add(name, [tags[name]], size=len(tags[name]))


def _add_part(writer: ZipWriter, part: Part) -> str:
    digest = sha256()

    def hashed() -> Iterator[bytes]:
        for chunk in part.chunks:
            digest.update(chunk)
            yield chunk

    writer.add(part.name, hashed(), size=part.size)
    return digest.hexdigest()
