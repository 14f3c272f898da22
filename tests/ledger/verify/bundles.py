"""Honest bundles, and bundles whose maker lies and then makes the rest fit again.

An attacker here unpacks a bundle, changes what he likes and writes it anew: headers,
manifests and the count of bytes are right again, as anybody can make them. With the
log key, or for a book without one, the head is right again too.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

from msgspec import structs

from fixtures.books import OPENED, build
from fixtures.every_kind import KEY, OTHER_KEY
from fixtures.repacking import (
    AGENT,
    CHECKPOINT,
    DISCLOSURES,
    EVENTS,
    EXPORT,
    FIGURES,
    Files,
    head_again,
    honest,
    lines_of,
    packed,
    put_lines,
    signed_note,
    unpacked,
)
from ledger.book.exporting import Making, export
from ledger.commands import RecordExpense
from ledger.note import VerifierKey, parse_vkey
from ledger.verify import Report, Trust, verify_bundle

__all__ = [
    "AGENT",
    "CHECKPOINT",
    "DISCLOSURES",
    "EVENTS",
    "EXPORT",
    "FIGURES",
    "OTHER_VKEY",
    "VKEY",
    "Files",
    "after",
    "codes",
    "head_again",
    "honest",
    "lines_of",
    "packed",
    "places",
    "put_lines",
    "signed_note",
    "smallest",
    "unpacked",
    "verified",
    "verify_with",
]

VKEY = parse_vkey(KEY.vkey)
OTHER_VKEY = parse_vkey(OTHER_KEY.vkey)


@cache
def smallest() -> bytes:
    """The bundle of a signed book with one expense, linked."""
    spent = RecordExpense(
        on=date(2025, 3, 12),
        amount=95_000,
        category="study-day-expert",
        beneficiary="team",
        activity="Studiedag",
        relevance="Leerlijn",
    )
    with tempfile.TemporaryDirectory() as folder:
        book, target = Path(folder, "school.book"), Path(folder, "school.zip")
        opened = structs.replace(OPENED, key=KEY.vkey)
        build(book, [spent], opened=opened).close()
        export(book, target, key=KEY, making=Making(agent=AGENT))
        return target.read_bytes()


def verified(data: bytes, keys: Sequence[VerifierKey] = (VKEY,)) -> Report:
    """What a verifier says who knows the school's key."""
    return verify_bundle(BytesIO(data), Trust(keys=keys))


def after(change: Callable[[Files], None], *, signed: bool = True) -> bytes:
    """The honest bundle after a change, with manifests that are right again."""
    files = unpacked(honest(signed=signed))
    change(files)
    return packed(files)


def codes(report: Report) -> set[int]:
    """The codes of what was found."""
    return {finding.code for finding in report.findings}


def places(report: Report, code: int) -> list[str]:
    """Where something of this code was found."""
    return [finding.place for finding in report.findings if finding.code == code]


def verify_with(data: bytes, trust: Trust) -> Report:
    """What a verifier says who brings this along."""
    return verify_bundle(BytesIO(data), trust)
