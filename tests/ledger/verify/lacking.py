"""Bundles of the book with every kind of which something was erased, or left out."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

from msgspec import structs

from fixtures.every_kind import KEY, every_kind
from ledger.book.exporting import Making, export
from ledger.bundle.payload import decode_export, encode_export
from ledger.bundle.redaction import units_of
from ledger.commands import EraseData
from ledger.verify import Report, Trust, verify_bundle
from ledger.verify.trust import ALL
from tests.ledger.verify import bundles as b

SUPPLIER = "expense-recorded/1.supplier"
EXPENSE, LINK, DOCUMENT = 16, 17, 24
"""The numbers of the first expense of the book, of its link, and of its document."""


@cache
def made(*erasures: EraseData, left_out: frozenset[str] = frozenset()) -> bytes:
    """The bundle of the book with every kind, after erasures, without some units."""
    with tempfile.TemporaryDirectory() as folder:
        path, target = Path(folder, "a.book"), Path(folder, "a.zip")
        with every_kind(path) as book:
            for wish in erasures:
                book.erase(wish, by="u1")
        making = Making(agent=b.AGENT, left_out=left_out)
        export(path, target, key=KEY, making=making)
        return target.read_bytes()


def verified(data: bytes, *fields: str) -> Report:
    """What a verifier says who lets these fields be left out."""
    allowed = ALL if fields == ("all",) else units_of(fields)
    trust = Trust(keys=[b.VKEY], redactable=allowed)
    return verify_bundle(BytesIO(data), trust)


def changed(data: bytes, change: Callable[[b.Files], None]) -> bytes:
    """The bundle after a change, with manifests that are right again."""
    files = b.unpacked(data)
    change(files)
    return b.packed(files)


def wish(number: int, *slots: str, document: bool = False) -> EraseData:
    return EraseData(of=f"#{number}", ground="request", slots=slots, document=document)


def says(data: bytes, **fields: object) -> bytes:
    """The bundle with other words in its `export.json`."""

    def change(files: b.Files) -> None:
        said = structs.replace(decode_export(files[b.EXPORT]), **fields)
        files[b.EXPORT] = encode_export(said)

    return changed(data, change)


def without(slot: str, *, of: int | None = None) -> Callable[[b.Files], None]:
    """Take the disclosures of a slot away, of all events or of one."""
    marks = [f'"slot":"{slot}"'.encode()]
    marks += [f'"n":{of - 1},'.encode()] if of else []

    def change(files: b.Files) -> None:
        lines = b.lines_of(files, b.DISCLOSURES)
        kept = [line for line in lines if not all(mark in line for mark in marks)]
        assert len(kept) < len(lines)
        b.put_lines(files, kept, name=b.DISCLOSURES)

    return change


def found(report: Report) -> set[tuple[int, str, str]]:
    return {(each.code, each.place, each.message) for each in report.findings}
