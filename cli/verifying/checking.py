"""One file, recognised by what is in it, through the check that it calls for."""

from __future__ import annotations

import gc
import re
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct, structs

from cli.unreadable import unreadable
from ledger.bundle import payload
from ledger.messages import message
from ledger.tree import Hash
from ledger.verify import Report, Trust
from ledger.verify.bundle import examine_bundle
from ledger.verify.fraud import FRAUD_SIZE_MAX, is_fraud_proof
from ledger.verify.fraud_check import FraudReport, check_fraud
from ledger.verify.handout import HandOut, is_hand_out, verify_hand_out
from ledger.verify.leaf_lines import bundle_lines, leaf_hashes
from ledger.verify.origins import origin_of, school_of
from ledger.verify.report import Outcome, Told, report
from ledger.verify.scan import NotVouchedError

_START = 64
_BOOK = b"SQLite format 3\x00"
_HAND_OUT_MAX = 4_000_000
_ORIGIN_LINE = re.compile(rb"^verantwoord/.*$", re.MULTILINE)


class Checked(Struct, frozen=True, kw_only=True):
    """A bundle or a book after its check."""

    file: Path
    report: Report
    told: Told


def check(
    file: Path, trust: Trust, *, helped: bool = False
) -> Checked | HandOut | FraudReport:
    """Check a file; raises `SurroundingsError` where it cannot be read at all.

    Where it is `helped`, a second process may do its part of a bundle.
    """
    with _opened(file) as opened:
        start = opened.read(_START)
        opened.seek(0)
        if is_hand_out(start):
            return verify_hand_out(opened.read(_HAND_OUT_MAX + 1), trust)
        if is_fraud_proof(start):
            return check_fraud(opened.read(FRAUD_SIZE_MAX + 1), trust)
        if start.startswith(_BOOK):
            from ledger.book.verifying import examine_book

            outcome = examine_book(file, trust)
        else:
            outcome = _examine(opened, trust, helped=helped)
            outcome = _with_reports(opened, file, outcome=outcome)
    return Checked(file=file, report=report(outcome), told=outcome.told)


def _examine(opened: BinaryIO, trust: Trust, *, helped: bool) -> Outcome:
    if helped:
        # Whoever checks a small file needs nothing that starts processes.
        from cli.beside import beside

        # For want of memory one process may still have enough.
        with suppress(NotVouchedError, MemoryError), beside() as scan_for:
            return examine_bundle(opened, trust, scan_for=scan_for)
        # Years and their book name each other: else there would be two states at once.
        gc.collect()
    return examine_bundle(opened, trust)


def _with_reports(opened: BinaryIO, file: Path, *, outcome: Outcome) -> Outcome:
    """Look into the reports of a bundle, too, where nothing else was found."""
    if outcome.findings or not any(
        payload.DERIVED in each for each in outcome.warnings
    ):
        return outcome
    # Most bundles of others have none, and need nothing that makes reports.
    from projections.bundles.enclosed import compare_reports

    compared = compare_reports(opened, file, outcome=outcome)
    return structs.replace(
        outcome,
        findings=[*outcome.findings, *compared.findings],
        warnings=compared.warnings,
    )


def lines_of(file: Path) -> Generator[bytes]:
    """Yield the leaves of a bundle or a book once more."""
    with _opened(file) as opened:
        if opened.read(_START).startswith(_BOOK):
            from ledger.book.snapshot import snapshot
            from ledger.store.reading import Reader

            with snapshot(file, check_tip=False) as connection:
                yield from Reader(connection).lines()
        else:
            yield from bundle_lines(opened)


def hashes_of(file: Path) -> Iterator[Hash]:
    """Yield the hashes of these leaves."""
    return leaf_hashes(lines_of(file))


def school_in(file: Path) -> str | None:
    """Read the school, else the log, that a file says it is of; nothing is checked."""
    with _opened(file) as opened:
        if is_hand_out(opened.read(_START)):
            opened.seek(0)
            found = _ORIGIN_LINE.search(opened.read(_HAND_OUT_MAX))
            return school_of(found[0].decode()) if found else None
    with closing(lines_of(file)) as lines:
        origin = origin_of(next(lines, b""))
    return origin and (school_of(origin) or origin)


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    try:
        with file.open("rb") as opened:
            yield opened
    except (OSError, ValueError) as error:
        expected = message("a bundle (.zip) or a book")
        raise unreadable(file, error, expected=expected) from None
