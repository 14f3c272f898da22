"""A check with a second process beside it says what one process says."""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from threading import Thread
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.beside import asking, beside
from cli.beside.answering import serve
from cli.beside.asking import SEALED_WORTH_IT, Beside
from cli.verifying.checking import Checked, check
from fixtures.faults import faults
from ledger.tree import leaf_hash, roots_at
from ledger.verify import Trust
from ledger.verify.bundle import examine_bundle
from ledger.verify.reading import Reading
from ledger.verify.report import Outcome
from ledger.verify.scan import NotVouchedError, ScanFor, stops_in
from tests.ledger.verify import bundles as b

TRUST = Trust()
FILES = b.unpacked(b.honest())
LINES = b.lines_of(FILES, b.EVENTS)
SEALED = b.lines_of(FILES, b.DISCLOSURES)
GROUPS = ("file:", "line:", "head:", "anchor:", "claim:")
LARGE = ("thousand", "million")
FAULTS = {
    name: fault
    for name, fault in faults().items()
    if name.startswith(GROUPS) and not any(word in name for word in LARGE)
}
"""The faults behind the container, but those that take seconds."""


@contextmanager
def answered() -> Iterator[Beside]:
    """Let a thread answer what the second process would: it is at hand at once."""
    ours, theirs = Pipe()
    thread = Thread(target=_until_silent, args=(theirs,))
    thread.start()
    try:
        with ours:
            scan = Beside(ours)
            yield scan
            scan.end()
    finally:
        thread.join()


def _until_silent(pipe: Connection) -> None:
    with pipe:
        serve(pipe)


def told(outcome: Outcome) -> tuple[object, ...]:
    figures = outcome.figures.items() if outcome.figures else ()
    return outcome.findings, outcome.warnings, outcome.root, list(figures)


def alone(data: bytes) -> tuple[object, ...]:
    return told(examine_bundle(BytesIO(data), TRUST))


def helped(data: bytes) -> tuple[object, ...] | None:
    """Examine with answers from elsewhere; None where nobody vouches for it."""
    with answered() as scan:
        try:
            return told(examine_bundle(BytesIO(data), TRUST, scan_for=lambda _: scan))
        except NotVouchedError:
            return None


@pytest.mark.parametrize("make", [b.honest, b.smallest])
def test_what_is_in_order_is_vouched_for(make: object) -> None:
    data = make() if callable(make) else b""
    assert helped(data) == alone(data)


@pytest.mark.parametrize("name", FAULTS)
def test_of_what_is_at_fault_the_same_is_said_or_nothing(name: str) -> None:
    data = FAULTS[name].make()
    said = helped(data)
    assert said is None or said == alone(data)


def test_lines_at_fault_are_never_vouched_for() -> None:
    names = [name for name in FAULTS if name.startswith("line:")]
    unread = [name for name in names if "sorted" not in name]
    assert len(unread) > 10
    assert [name for name in names if helped(FAULTS[name].make()) is None]


@given(st.lists(st.integers(1, 4), min_size=1), st.sets(st.integers(0, len(LINES))))
def test_roots_are_those_of_the_tree(widths: list[int], sizes: set[int]) -> None:
    batches, start = [], 0
    for width in widths:
        batches.append(LINES[start : start + width])
        start += width
    batches = [batch for batch in batches if batch]
    taken, wanted = [line for batch in batches for line in batch], sorted(sizes)
    found: dict[int, bytes] = {}
    with answered() as scan:
        for lines, leaves in scan.leaves(batches, wanted):
            stops = stops_in(leaves or [], scan.size, sizes=wanted)
            found |= scan.grow(lines, stops)
        expected = roots_at(range(len(taken) + 1), map(leaf_hash, taken))
        assert (scan.size, scan.root()) == (len(taken), expected[len(taken)])
    assert found.items() <= expected.items()
    assert sizes & set(range(1, len(taken) + 1)) <= found.keys()


def test_more_batches_than_are_sent_ahead_all_come_back() -> None:
    batches = [[line] for line in SEALED]
    with answered() as scan:
        given = [(lines, opened) for lines, opened in scan.sealed(batches)]
    assert [lines for lines, _ in given] == batches
    assert all(opened and len(opened.values) == 1 for _, opened in given)


def test_a_part_of_a_batch_is_not_taken() -> None:
    with answered() as scan:
        for lines, _ in scan.leaves([LINES], []):
            with pytest.raises(NotVouchedError):
                scan.grow(lines[:-1], [])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "school.zip"
    path.write_bytes(b.honest())
    return path


def test_few_sealed_values_are_read_by_one(file: Path) -> None:
    with beside() as scan_for, file.open("rb") as opened:
        outcome = examine_bundle(opened, TRUST, scan_for=scan_for)
        assert multiprocessing.active_children() == []
    assert told(outcome) == alone(file.read_bytes())


def checked(file: Path, *, helped: bool) -> Checked:
    made = check(file, TRUST, helped=helped)
    assert isinstance(made, Checked)
    return made


def test_a_real_process_says_the_same(file: Path) -> None:
    with beside() as scan_for, file.open("rb") as opened:
        scan = scan_for(SEALED_WORTH_IT)
        assert len(multiprocessing.active_children()) == 1
        outcome = examine_bundle(opened, TRUST, scan_for=lambda _: scan)
    assert told(outcome) == alone(file.read_bytes())
    assert multiprocessing.active_children() == []


def test_a_process_that_is_killed_changes_nothing(file: Path) -> None:
    with beside() as scan_for, file.open("rb") as opened:
        scan = scan_for(SEALED_WORTH_IT)
        (process,) = multiprocessing.active_children()
        process.kill()
        process.join()
        with pytest.raises(NotVouchedError):
            examine_bundle(opened, TRUST, scan_for=lambda _: scan)
    assert multiprocessing.active_children() == []


def test_where_no_process_begins_one_does_all(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(_: SpawnProcess) -> None:
        raise BlockingIOError

    monkeypatch.setattr(SpawnProcess, "start", refuses)
    monkeypatch.setattr(asking, "SEALED_WORTH_IT", 0)
    made = checked(file, helped=True)
    assert made.report == checked(file, helped=False).report


def test_where_no_thread_begins_one_process_does_all(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(thread: Thread) -> None:
        raise RuntimeError(thread)

    monkeypatch.setattr(Thread, "start", refuses)
    monkeypatch.setattr(asking, "SEALED_WORTH_IT", 0)
    made = checked(file, helped=True)
    assert made.report == checked(file, helped=False).report
    assert multiprocessing.active_children() == []


def test_the_first_attempt_is_forgotten_before_the_second(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alive: list[int] = []

    def counting(
        opened: BinaryIO, trust: Trust, *, scan_for: ScanFor | None = None
    ) -> Outcome:
        alive.append(sum(isinstance(each, Reading) for each in gc.get_objects()))
        return examine_bundle(opened, trust, scan_for=scan_for)

    gc.collect()
    monkeypatch.setattr("cli.verifying.checking.examine_bundle", counting)
    monkeypatch.setattr(asking, "SEALED_WORTH_IT", 0)
    # Only the last line is at fault: by then all the others are in the state.
    file.write_bytes(b.after(lambda files: files.update({b.EVENTS: _spoilt(files)})))
    assert checked(file, helped=True).report.findings
    assert alive == [0, 0]


def _spoilt(files: b.Files) -> bytes:
    return files[b.EVENTS][:-2] + b" \n"


def test_a_file_that_is_at_fault_is_told_of_as_by_one(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "SEALED_WORTH_IT", 0)
    file.write_bytes(b.after(lambda files: files.update({b.EVENTS: b"{}\n"})))
    made = checked(file, helped=True)
    assert made.report.findings
    assert made.report == checked(file, helped=False).report
