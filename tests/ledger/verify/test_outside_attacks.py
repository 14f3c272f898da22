"""Who holds the log key and lies about time or witnesses is found, or gains nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixtures.anchored import NEW_KEY, OTHER_WITNESS, cosigned, spent
from ledger.book.exporting import Making, export
from ledger.book.importing import import_files
from ledger.book.keys import replace_key
from ledger.book.rows import File, Part, Row
from ledger.findings import Code
from tests.ledger.verify.bundles import codes, places, verify_with
from tests.ledger.verify.lying import Told, trust


@pytest.fixture
def told(tmp_path: Path) -> Told:
    return Told(tmp_path / "a.book")


def test_who_has_the_key_and_backdates_is_found_by_the_window(told: Told) -> None:
    told.anchor(cosigned(told.head(), "2026-02-10T09:00:00+00:00"), 5)
    told.book.record(spent("X", "2026-01-19"), by="u1")
    report = told.report(trust("none"))
    # Not even the event that records the proof can be older than it.
    found = [f"data/events.jsonl:{number}" for number in (6, 7, 8)]
    assert places(report, Code.LOG) == found
    assert "is proven to be from after 2026-02-10" in report.findings[0].message


def test_a_clock_that_runs_ahead_is_found_by_the_window(told: Told) -> None:
    told.anchor(cosigned(told.head(), "2026-01-10T09:00:00+00:00"), 5)
    report = told.report(trust("none"))
    assert places(report, Code.LOG) == ["data/events.jsonl:5"]
    assert "is proven to be from before 2026-01-10" in report.findings[0].message


def test_an_hour_is_no_fault_of_anybody(told: Told) -> None:
    told.anchor(cosigned(told.head(), "2026-01-20T09:10:00+00:00"), 5)
    told.anchor(cosigned(told.head(), "2026-01-20T10:50:00+00:00"), 6)
    told.book.record(spent("X", "2026-01-19"), by="u1")
    assert told.report(trust("none")).code == 0


def test_a_forged_cosignature_is_found(told: Told) -> None:
    proof = cosigned(told.head(), "2026-01-20T10:20:00+00:00")
    raw = proof.splitlines()[-1].rpartition(b" ")[2]
    forged = bytearray(raw)
    forged[40] = ord("A") if forged[40] != ord("A") else ord("B")
    told.anchor(proof.replace(raw, bytes(forged)), 5)
    report = told.report(trust("none"))
    assert report.code == Code.SIGNATURE
    assert "no cosignature by the witness agodi" in report.findings[0].message


def test_a_cosigned_head_of_another_log_is_found(told: Told, tmp_path: Path) -> None:
    other = Told(tmp_path / "b.book")
    other.book.record(spent("Y", "2025-02-02"), by="u1")
    told.book.record(spent("X", "2025-02-02"), by="u1")
    told.head()
    told.anchor(cosigned(other.head(), "2026-01-20T10:20:00+00:00"), 6)
    report = told.report(trust("none"))
    assert Code.LOG in codes(report)
    assert report.windows == []


def test_a_cosigned_note_without_the_logs_line_is_found(told: Told) -> None:
    proof = cosigned(told.head(), "2026-01-20T10:20:00+00:00")
    lines = proof.splitlines(keepends=True)
    told.anchor(b"".join([*lines[:4], lines[5]]), 5)
    assert told.report(trust("none")).code == Code.SIGNATURE


def test_what_is_no_note_is_found(told: Told) -> None:
    told.head()
    told.anchor(b"\xff\x00", 5)
    assert Code.LOG in codes(told.report(trust("none")))


def test_the_quorum_counts_witnesses_of_several_heads_that_cover(told: Told) -> None:
    told.anchor(cosigned(told.head(), "2026-01-20T10:20:00+00:00"), 5)
    second = cosigned(told.head(), "2026-01-20T10:30:00+00:00", by=OTHER_WITNESS)
    told.anchor(second, 6)
    report = told.report(trust("both"))
    assert (report.code, report.grade) == (0, "WITNESSED")


def test_a_fact_after_the_cosigned_head_is_not_covered(told: Told) -> None:
    told.anchor(cosigned(told.head(), "2026-01-20T10:20:00+00:00"), 5)
    told.book.record(spent("X", "2025-02-02"), by="u1")
    report = told.report(trust())
    assert (report.code, report.grade) == (15, "SIGNED")
    assert report.findings[0].found == "an older head, up to event #5"


def replaced(told: Told) -> None:
    replace_key(told.book, NEW_KEY, by="u1")
    told.key = NEW_KEY


def test_a_replaced_key_counts_for_who_trusts_the_witness(told: Told) -> None:
    told.anchor(cosigned(told.head(), "2026-01-20T10:20:00+00:00"), 5)
    replaced(told)
    told.anchor(cosigned(told.head(), "2026-01-20T10:20:00+00:00"), 7)
    report = told.report(trust())
    assert (report.code, report.grade) == (0, "WITNESSED")
    assert any("was replaced at #7" in text for text in report.warnings)


def test_a_witness_that_never_met_the_log_before_does_not_speak_for_its_new_key(
    told: Told,
) -> None:
    """A stranger who begins with the school's own first event, and a new witness."""
    replaced(told)
    told.anchor(cosigned(told.head(), "2026-01-20T10:20:00+00:00"), 6)
    report = told.report(trust())
    assert (report.code, report.grade) == (13, "CONSISTENT")


@pytest.mark.parametrize("quorum", ["none", "audit"])
def test_a_replaced_key_without_a_trusted_witness_counts_for_nobody(
    told: Told, quorum: str
) -> None:
    replaced(told)
    told.anchor(cosigned(told.head(), "2026-01-20T10:20:00+00:00"), 6)
    assert told.report(trust(quorum)).code == Code.SIGNATURE


def test_a_witness_from_before_the_replacement_does_not_speak_for_it(
    told: Told,
) -> None:
    told.anchor(cosigned(told.head(), "2026-01-20T10:20:00+00:00"), 5)
    replaced(told)
    assert told.report(trust()).code == Code.SIGNATURE


def test_a_cosigned_note_of_the_whole_log_bounds_its_last_event(
    told: Told, tmp_path: Path
) -> None:
    """The witness saw the whole log half a year before it says that it was written."""
    early = cosigned(told.head(), "2025-06-01T09:00:00+00:00")
    target = tmp_path / "whole.zip"
    export(told.book.path, target, making=Making(cosigned=early))
    report = verify_with(target.read_bytes(), trust())
    assert places(report, Code.LOG) == ["data/events.jsonl:5"]


def test_what_came_from_a_file_is_not_named_late(told: Told) -> None:
    told.anchor(cosigned(told.head(), "2026-01-20T10:20:00+00:00"), 5)
    row = Row("zon.csv:2", Part(spent("X", "2025-11-19"), frozenset({"ref", "on"})))
    file = File("zon.csv", "csv", "0" * 64, [row])
    told.book.carry_out(lambda w: import_files(w, [file], correcting=False), by="u1")
    late = told.report(trust("none")).late
    assert (late.count, late.events, late.imported) == (0, [], 1)


def test_a_cosigned_note_that_nobody_cosigned_is_none(told: Told) -> None:
    told.anchor(told.head(), 5)
    report = told.report(trust("none"))
    assert places(report, Code.SIGNATURE) == ["data/anchors/5-5"]
