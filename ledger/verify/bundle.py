"""The steps of a bundle: container, manifest, log, signature, sealed values, replay.

The file is read twice: once for the digests of all that it holds, once for what the log
says. Nothing is unpacked; only what `bundle.paths` calls small is read in one piece.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import BinaryIO, Final

from msgspec import structs

from ledger.bundle import payload
from ledger.bundle.bag_check import CheckedBag, check_bag
from ledger.bundle.container import Container
from ledger.bundle.how_to_verify import HOW_TO_VERIFY, how_to_verify
from ledger.bundle.tag_files import TAG_MANIFEST, TAG_MANIFEST_SIGNATURE
from ledger.bundle.verify_page import VERIFY_PAGE, verify_page_sha256
from ledger.bundle.zip_faults import is_repacked
from ledger.bundle.zip_reader import open_container
from ledger.errors import MalformedError
from ledger.findings import Code, Finding
from ledger.messages import Message, message
from ledger.verify import words
from ledger.verify.anchors import AnchorCheck
from ledger.verify.claims import Claims, left_out
from ledger.verify.documents import Content
from ledger.verify.exporter import check_exporter
from ledger.verify.found import Found
from ledger.verify.heads import Grade, HeadCheck, Log
from ledger.verify.known import KnownHeads
from ledger.verify.lines import Lines
from ledger.verify.origins import origin_of
from ledger.verify.outside import Outside, proofs_in
from ledger.verify.reading import Places, Reading
from ledger.verify.report import Outcome, Report, Told, report
from ledger.verify.scan import ScanFor
from ledger.verify.statements import AllFigures
from ledger.verify.trust import NOBODY, Trust

PLACES: Final = Places(
    event=f"{payload.EVENTS}:{{}}".format,
    disclosure=f"{payload.DISCLOSURES}:{{}}".format,
    disclosures=payload.DISCLOSURES,
    document=f"{payload.DOCUMENTS}{{}}".format,
)
_SHOWN_OCTETS_MAX = 1 << 20


def verify_bundle(file: BinaryIO, trust: Trust = NOBODY) -> Report:
    """Check a bundle, trusting nothing but what `trust` holds; the file stays open.

    Nothing is raised for what the file holds: all of it is in the report.
    """
    return report(examine_bundle(file, trust))


def examine_bundle(
    file: BinaryIO, trust: Trust = NOBODY, *, scan_for: ScanFor | None = None
) -> Outcome:
    """Check as `verify_bundle` does; the outcome also holds the replayed state.

    Raises `NotVouchedError` where a scan of `scan_for` does: then it is to be checked
    without.
    """
    size = file.seek(0, 2)
    container = open_container(file, size)
    if isinstance(container, Container):
        return _BundleCheck(container, trust, scan_for=scan_for).outcome()
    lead = [words.REPACKED] if is_repacked(container) else []
    return Outcome(findings=container, warnings=lead)


class _BundleCheck:
    """The steps after the container, and what each of them learnt for the next."""

    def __init__(
        self, container: Container, trust: Trust, *, scan_for: ScanFor | None
    ) -> None:
        self.container = container
        self.trust = trust
        heads = list(self._names_below(payload.HEADS))
        self.sizes = [int(name.removeprefix(payload.HEADS)) for name in heads]
        first = next(self._chunks(payload.EVENTS), b"").partition(b"\n")[0]
        self.known = KnownHeads(trust.known, origin_of(first))
        sizes = {*self.sizes, *self.known.sizes}
        lacks = left_out(self._read(payload.EXPORT))
        sealed = container.entries.get(payload.DISCLOSURES)
        scan = scan_for(sealed.size if sealed else 0) if scan_for else None
        self.reading = Reading(
            PLACES, sizes=sizes, trust=trust, left_out=lacks, scan=scan
        )
        self.anchors = AnchorCheck(
            self.reading, outside=self._outside(), trust=trust, sizes=sizes
        )

    def outcome(self) -> Outcome:
        """Take the steps one after the other."""
        bag, reading = check_bag(self.container), self.reading
        self._read_log()
        reading.check_documents(dict(self._documents(bag)))
        keys = Found(Code.SIGNATURE)
        log = Log.of(reading.keys, self.trust.logs, vouches=self.anchors.quorum.vouches)
        log.check_key(reading.log.size, keys, place=PLACES.event)
        heads = HeadCheck(log)
        grade = self._check_heads(heads)
        reading.replay.check_copies(self._digests_below(payload.RULES, bag))
        figures = reading.figures()
        claims = self._check_claims(figures, bag)
        self.known.check(reading.log, log, school=reading.school)
        found = (bag, reading, self.anchors, heads, keys, self.known, claims)
        exporter, forged = self._check_exporter()
        told = Told.of(reading, self.known, head=self._read_head())
        return Outcome(
            findings=[*forged, *(each for step in found for each in step.findings)],
            grade=self.anchors.grade(grade),
            events=reading.log.size,
            root=reading.log.root() if reading.log.size else None,
            figures=figures,
            warnings=[*reading.warnings, *self.known.warnings, *self._warnings(bag)],
            dated=self.anchors.dated,
            told=structs.replace(told, exporter=exporter),
        )

    def _read_log(self) -> None:
        events = Lines(self._chunks(payload.EVENTS))
        disclosures = Lines(self._chunks(payload.DISCLOSURES))
        said = message("the last line does not end in a line feed")
        reading = self.reading
        reading.read(events, disclosures, watch=self.anchors.take)
        self._finish_anchors()
        if not events.ended:
            reading.log.found.add(payload.EVENTS, said)
        if not disclosures.ended:
            reading.documents.found.add(payload.DISCLOSURES, said)

    def _outside(self) -> Outside:
        names = self._names_below(payload.ANCHORS)
        sizes, surplus = proofs_in(names, folder=payload.ANCHORS)
        places = {n: f"{payload.ANCHORS}{size}-{n}" for n, size in sizes.items()}
        heads = {size: f"{payload.HEADS}{size}" for size in self.sizes}
        return Outside(
            places=places,
            sizes=sizes,
            surplus=tuple(surplus),
            read=lambda n: self._read(places[n]),
            head=lambda size: self._read(heads[size]) if size in heads else None,
        )

    def _finish_anchors(self) -> None:
        self.anchors.finish()
        if payload.COSIGNED in self.container.entries:
            self.anchors.check_whole(self._read(payload.COSIGNED), payload.COSIGNED)

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

    def _check_exporter(self) -> tuple[str | None, list[Finding]]:
        if TAG_MANIFEST_SIGNATURE not in self.container.entries:
            return None, []
        signed = self._read(TAG_MANIFEST)
        return check_exporter(self._read(TAG_MANIFEST_SIGNATURE), signed)

    def _read_head(self) -> bytes | None:
        named = payload.CHECKPOINT in self.container.entries
        return self._read(payload.CHECKPOINT) if named else None

    def _documents(self, bag: CheckedBag) -> Iterator[tuple[str, Content]]:
        for path in self._names_below(payload.DOCUMENTS):
            size = self.container.entries[path].size
            yield path.removeprefix(payload.DOCUMENTS), Content(bag.digests[path], size)

    def _check_claims(self, figures: AllFigures, bag: CheckedBag) -> Claims:
        claims, entries = Claims(self.reading, bag.info), self.container.entries
        claims.check_label()
        if payload.EXPORT in entries:
            data = self._read(payload.EXPORT)
            claims.check_export(data, self.trust.redactable)
        if name := payload.FIGURES if payload.FIGURES in entries else "":
            digest = bag.digests[name]
            claims.check_figures(figures, digest, read=lambda: self._read(name))
        return claims

    def _warnings(self, bag: CheckedBag) -> Iterator[Message]:
        how_to = sha256(how_to_verify()).hexdigest()
        if bag.digests.get(HOW_TO_VERIFY, how_to) != how_to:
            yield words.OTHER_HOW_TO
        page = verify_page_sha256()
        if bag.digests.get(VERIFY_PAGE, page) != page:
            yield words.OTHER_PAGE
        reports = payload.reports_in(self.container.entries)
        if reports:
            yield words.unchecked(reports, folder=payload.DERIVED)

    def _digests_below(self, folder: str, bag: CheckedBag) -> dict[str, str]:
        return {name: bag.digests[name] for name in self._names_below(folder)}

    def _names_below(self, folder: str) -> Iterator[str]:
        return (name for name in self.container.entries if name.startswith(folder))

    def _read(self, name: str) -> bytes:
        if name not in self.container.entries:
            return b""
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
