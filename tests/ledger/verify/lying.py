"""A book whose anchors and clock are what somebody says that they are."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from msgspec import structs

from fixtures.anchored import policy
from fixtures.books import OPENED, Clock, build
from fixtures.every_kind import KEY
from ledger.book.checkpoints import sign_head
from ledger.book.exporting import export
from ledger.book.verifying import verify_book
from ledger.commands import RecordAllocation, RecordAnchor
from ledger.keys import SigningKey
from ledger.note.policy import parse_policy
from ledger.verify import Report, Trust
from tests.ledger.verify.bundles import verify_with

GRANT = RecordAllocation(year=2025, on=dt.date(2025, 1, 15), amount=515_677)


def trust(quorum: str = "agodi", **more: object) -> Trust:
    """What a verifier brings along who asks for this quorum."""
    return Trust(policy=parse_policy(policy(quorum)), **more)  # type: ignore[arg-type]  # fields of Trust


class Told:
    """Five events, signed by its key; its clock stands at 10:00 UTC."""

    def __init__(self, path: Path, day: str = "2026-01-20") -> None:
        self.clock = Clock(day)
        opened = structs.replace(OPENED, key=KEY.vkey)
        self.book = build(path, [GRANT], clock=self.clock, opened=opened)
        self.key: SigningKey = KEY

    def anchor(self, proof: bytes, size: int, *, kind: str = "cosigned") -> None:
        self.book.record(RecordAnchor(kind=kind, size=size, proof=proof), by="u1")  # type: ignore[arg-type]  # a word of the list

    def head(self) -> bytes:
        return sign_head(self.book, self.key)

    def report(self, given: Trust) -> Report:
        self.head()
        path = self.book.path
        self.book.close()
        target = path.with_suffix(".zip")
        export(path, target)
        report = verify_with(target.read_bytes(), given)
        of_book = verify_book(path, given)
        assert (of_book.code, of_book.grade) == (report.code, report.grade)
        assert (of_book.windows, of_book.late) == (report.windows, report.late)
        return report
