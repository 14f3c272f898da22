"""Checking the bag in an opened container, in one pass over all that it holds.

Every byte of every entry is read once, in order; SHA-256 and CRC-32 are computed in
that pass, and observers see the same bytes. All findings have code 11, a Bagging-Date
that is not the day of the entries among them: the container is whole, and what the bag
says of itself is not true. The place of a finding is the path, and for what a manifest
wrongly says its name and line, as in `manifest-sha256.txt:3`.

    checked = check_bag(container, observers={"data/events.jsonl": leaves.feed})

Not trusted: the manifests are made by whoever made the rest. They find damage, no lies.
"""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

from ledger.bundle.container import DamagedEntryError
from ledger.bundle.paths import is_payload, printable
from ledger.bundle.tag_files import (
    BAG_INFO,
    BAGIT,
    BAGIT_TXT,
    MANIFEST,
    REQUIRED_PAYLOAD,
    TAG_MANIFEST,
    TAG_MANIFEST_SIGNATURE,
    BagInfo,
    format_manifest,
    parse_bag_info,
    parse_manifest_line,
)
from ledger.errors import MalformedError
from ledger.findings import Code, Finding, at_most
from ledger.messages import message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ledger.bundle.container import Container

    Observers = Mapping[str, Callable[[bytes], object]]
    Digests = dict[str, str]

_READ_TAG_FILES = (BAGIT, BAG_INFO, MANIFEST, TAG_MANIFEST)
_REQUIRED = (*_READ_TAG_FILES, *REQUIRED_PAYLOAD)
_UNLISTED = frozenset({TAG_MANIFEST, TAG_MANIFEST_SIGNATURE})


class CheckedBag(msgspec.Struct, frozen=True):
    """What was found, the SHA-256 of every entry, and `bag-info.txt` if readable."""

    findings: list[Finding]
    digests: dict[str, str]
    info: BagInfo | None


def check_bag(
    container: Container, *, observers: Observers = MappingProxyType({})
) -> CheckedBag:
    """Read every entry once, and compare all that the tag files say."""
    # An observer sees the bytes of an entry before it is known that they are intact.
    digests: Digests = {}
    kept = {name: bytearray() for name in _READ_TAG_FILES if name in container.entries}
    findings = at_most(_missing(container))
    damaged = _read_all(container, observers, kept=kept, digests=digests)
    findings += at_most(list(damaged))  # listed, for the pass goes to its end
    tags = {name: bytes(kept.pop(name)) for name in list(kept)}
    if tags.get(BAGIT, BAGIT_TXT) != BAGIT_TXT:
        words = message("bagit.txt is not that of BagIt 1.0")
        sides = printable(BAGIT_TXT), printable(tags[BAGIT])
        findings.append(_fault(BAGIT, words, expected=sides[0], found=sides[1]))
    info = _parse_info(tags, findings)
    if info is not None:
        findings += _check_info(info, container)
    listed = {name: digests[name] for name in digests if is_payload(name)}
    tags_listed = {
        name: digests[name] for name in digests.keys() - listed.keys() - _UNLISTED
    }
    for name, expected in ((MANIFEST, listed), (TAG_MANIFEST, tags_listed)):
        if name in tags and tags[name] != format_manifest(expected):
            findings += at_most(_explain(name, tags[name], digests=expected))
    return CheckedBag(findings, digests, info)


def _missing(container: Container) -> Iterator[Finding]:
    for name in _REQUIRED:
        if name not in container.entries:
            words = message("this file is missing")
            yield _fault(name, words, expected=message("a file"), found=None)


def _read_all(
    container: Container,
    observers: Observers,
    *,
    kept: Mapping[str, bytearray],
    digests: Digests,
) -> Iterator[Finding]:
    for name in container.entries:
        digest = sha256()
        sinks: list[Callable[[bytes], object]] = [digest.update]
        if name in kept:
            sinks.append(kept[name].extend)
        if name in observers:
            sinks.append(observers[name])
        try:
            for chunk in container.chunks(name):
                for sink in sinks:
                    sink(chunk)
        except DamagedEntryError as error:
            yield _from_error(name, error)
        digests[name] = digest.hexdigest()


def _parse_info(tags: Mapping[str, bytes], findings: list[Finding]) -> BagInfo | None:
    if BAG_INFO not in tags:
        return None
    try:
        return parse_bag_info(tags[BAG_INFO])
    except MalformedError as error:
        findings.append(_from_error(BAG_INFO, error))
        return None


def _check_info(info: BagInfo, container: Container) -> Iterator[Finding]:
    sizes = [
        entry.size for entry in container.entries.values() if is_payload(entry.name)
    ]
    pairs = (
        ("Payload-Oxum", f"{sum(sizes)}.{len(sizes)}", f"{info.octets}.{info.files}"),
        ("Bagging-Date", f"{container.layout.day}", f"{info.label.day}"),
    )
    for field, expected, found in pairs:
        if expected != found:
            words = message("{field} is not that of the bundle", field=field)
            yield _fault(BAG_INFO, words, expected=expected, found=found)


def _explain(place: str, data: bytes, *, digests: Digests) -> Iterator[Finding]:
    """Every way in which a manifest is not the one that lists exactly `digests`."""
    # No finding would mean: lines well formed, strictly sorted, each digest right, none
    # missing. Those are the bytes of `format_manifest`, and they were compared.
    unlisted, previous = set(digests), ""
    for number, line in enumerate(BytesIO(data), 1):
        here = f"{place}:{number}"
        try:
            path, digest = parse_manifest_line(line, number)
        except MalformedError as error:
            yield _from_error(here, error)
            continue
        if path <= previous:
            words = message("a manifest is sorted by path, each path once")
            after = message("after {path}", path=previous)
            yield _fault(here, words, expected=after, found=path)
        if path not in digests:
            words = message(
                "this line lists a file that it should not, or that is missing"
            )
            yield _fault(here, words, expected=None, found=path)
        elif digest != digests[path]:
            words = message("this file is not the one that {line} lists", line=here)
            yield _fault(path, words, expected=digest, found=digests[path])
        unlisted.discard(path)
        previous = path
    for path in sorted(unlisted):
        words = message("{manifest} does not list this file", manifest=place)
        yield _fault(path, words, expected=None, found=path)


def _fault(
    place: str, message: str, *, expected: str | None, found: str | None
) -> Finding:
    return Finding(
        code=Code.MANIFEST.value,
        place=place,
        message=message,
        expected=expected,
        found=found,
    )


def _from_error(place: str, error: MalformedError) -> Finding:
    return _fault(place, error.message, expected=error.expected, found=error.found)
