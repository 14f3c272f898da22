"""Several processes erase in one book, and others record in it meanwhile."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from fixtures.books import OPENED
from ledger.book.creating import create_book
from ledger.book.verifying import verify_book
from tests.conftest import ROOT
from tests.ledger.book.small import scratch
from tests.lives.working import real_world

RECORDED, ERASED = 20, 6


def test_nobody_waits_for_ever_and_nothing_is_lost() -> None:
    with scratch() as folder:
        path = Path(folder, "a.book")
        create_book(path, OPENED, world=real_world())
        started = [
            working("erase", folder, count=ERASED, name="one"),
            working("erase", folder, count=ERASED, name="two"),
            working("record", folder, count=RECORDED, name="three"),
        ]
        assert [each.communicate()[1] for each in started] == [b""] * 3
        report = verify_book(path)
        facts, erasures = RECORDED + 2 * ERASED, 2 * ERASED
        assert (report.code, report.events) == (0, 3 + 1 + 2 * facts + erasures)
        assert "erased, as the log says: 72 sealed values" in report.warnings
        assert [file.name for file in path.parent.iterdir()] == ["a.book"]


def working(
    kind: str, folder: str, *, count: int, name: str
) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.lives.working", kind, folder, name]
    return subprocess.Popen(
        [*command, str(count)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
