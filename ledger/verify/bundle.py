"""The steps of a bundle: container, manifest, log, signature, sealed values, replay.

The file is read twice: once for the digests of all that it holds, once for what the log
says. Nothing is unpacked; only what `bundle.paths` calls small is read in one piece.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import BinaryIO, Final

from ledger.bundle import payload
from ledger.bundle.bag_check import CheckedBag, check_bag
from ledger.bundle.container import Container
from ledger.bundle.how_to_verify import HOW_TO_VERIFY, how_to_verify
from ledger.bundle.zip_reader import open_container
from ledger.errors import MalformedError
from ledger.findings import Code
from ledger.verify import words
from ledger.verify.claims import Claims
from ledger.verify.documents import Content
from ledger.verify.found import Found
from ledger.verify.heads import Grade, HeadCheck, Log
from ledger.verify.lines import Lines
from ledger.verify.reading import Places, Reading
from ledger.verify.report import Outcome, Report, report
from ledger.verify.statements import AllFigures
from ledger.verify.trust import NOBODY, Trust

PLACES: Final = Places(
    f"{payload.EVENTS}:", f"{payload.DISCLOSURES}:", payload.DOCUMENTS
)
_SHOWN_OCTETS_MAX = 1 << 20
_UNCHECKED = (
    "data/anchors/",
    "data/checkpoint.cosigned",
    "data/derived/",
    "tagmanifest-sha256.txt.sig",
    "verify.html",
)


def verify_bundle(file: BinaryIO, trust: Trust = NOBODY) -> Report:
    """Check a bundle, trusting nothing but what `trust` holds; the file stays open.

    Nothing is raised for what the file holds: all of it is in the report.
    """
    size = file.seek(0, 2)
    container = open_container(file, size)
    if not isinstance(container, Container):
        return report(Outcome(findings=container))
    return report(_BundleCheck(container, trust).outcome())


class _BundleCheck:
    """The steps after the container, and what each of them learnt for the next."""

    def __init__(self, container: Container, trust: Trust) -> None:
        self.container = container
        self.trust = trust
        heads = list(self._names_below(payload.HEADS))
        self.sizes = [int(name.removeprefix(payload.HEADS)) for name in heads]
        self.reading = Reading(PLACES, sizes=self.sizes, trust=trust)

    def outcome(self) -> Outcome:
        """Take the steps one after the other."""
        bag, reading = check_bag(self.container), self.reading
        self._read_log()
        reading.check_documents(dict(self._documents(bag)))
        keys = Found(Code.SIGNATURE)
        log = Log(reading.keys, self.trust.logs)
        log.check_key(reading.log.size, keys, place=PLACES.events)
        heads = HeadCheck(log)
        grade = self._check_heads(heads)
        reading.replay.check_copies(self._digests_below(payload.RULES, bag))
        figures = reading.figures()
        claims = self._check_claims(figures, bag)
        found = (bag, reading, heads, keys, claims)
        return Outcome(
            findings=[finding for step in found for finding in step.findings],
            grade=grade,
            events=reading.log.size,
            root=reading.log.root() if reading.log.size else None,
            figures=figures,
            warnings=[*reading.warnings, *self._warnings(bag)],
        )

    def _read_log(self) -> None:
        events = Lines(self._chunks(payload.EVENTS))
        disclosures = Lines(self._chunks(payload.DISCLOSURES))
        reading, words_ = self.reading, "the last line does not end in a line feed"
        reading.read(events, disclosures)
        if not events.ended:
            reading.log.found.add(payload.EVENTS, words_)
        if not disclosures.ended:
            reading.documents.found.add(payload.DISCLOSURES, words_)

    def _check_heads(self, heads: HeadCheck) -> Grade:
        log = self.reading.log
        for size in sorted(self.sizes):
            name = f"{payload.HEADS}{size}"
            root = log.roots.get(size) if size else None
            heads.check(self._read(name), name, size=size, root=root)
        if payload.CHECKPOINT not in self.container.entries:
            return Grade.UNSIGNED
        data, root = self._read(payload.CHECKPOINT), log.root()
        return heads.check(data, payload.CHECKPOINT, size=log.size, root=root)

    def _documents(self, bag: CheckedBag) -> Iterator[tuple[str, Content]]:
        for path in self._names_below(payload.DOCUMENTS):
            size = self.container.entries[path].size
            yield path.removeprefix(payload.DOCUMENTS), Content(bag.digests[path], size)

    def _check_claims(self, figures: AllFigures, bag: CheckedBag) -> Claims:
        claims, entries = Claims(self.reading, bag.info), self.container.entries
        claims.check_label()
        if payload.EXPORT in entries:
            claims.check_export(self._read(payload.EXPORT))
        if name := payload.FIGURES if payload.FIGURES in entries else "":
            digest = bag.digests[name]
            claims.check_figures(figures, digest, read=lambda: self._read(name))
        return claims

    def _warnings(self, bag: CheckedBag) -> Iterator[str]:
        if bag.digests.get(HOW_TO_VERIFY) != sha256(how_to_verify()).hexdigest():
            yield words.OTHER_HOW_TO
        for name in self.container.entries:
            if name.startswith(_UNCHECKED) and name != payload.FIGURES:
                yield words.unchecked(name)

    def _digests_below(self, folder: str, bag: CheckedBag) -> dict[str, str]:
        return {name: bag.digests[name] for name in self._names_below(folder)}

    def _names_below(self, folder: str) -> Iterator[str]:
        return (name for name in self.container.entries if name.startswith(folder))

    def _read(self, name: str) -> bytes:
        size = self.container.entries[name].size
        limit = _SHOWN_OCTETS_MAX if name == payload.FIGURES else size
        return b"" if size > limit else b"".join(self._chunks(name))

    def _chunks(self, name: str) -> Iterator[bytes]:
        """Read an entry; that it is missing or damaged, the manifest step has said."""
        if name in self.container.entries:
            try:
                yield from self.container.chunks(name)
            except MalformedError:
                return
