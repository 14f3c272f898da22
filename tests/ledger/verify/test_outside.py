"""What lies outside of the school holds, or what does not is found."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from fixtures.anchored import (
    WITNESS,
    anchored,
    cosigned,
)
from fixtures.every_kind import KEY
from ledger.book.exporting import Making, export
from ledger.findings import Code
from ledger.verify import Report, Trust
from ledger.verify.trust import KnownHead
from ledger.verify.windows import LateEntry, Window
from tests.ledger.verify.bundles import (
    AGENT,
    Files,
    codes,
    packed,
    places,
    unpacked,
    verify_with,
)
from tests.ledger.verify.lying import Told, trust

FIRST, SECOND = "2026-01-21T09:00:00.000000Z", "2026-01-24T09:00:00.000000Z"
PROOF = "data/anchors/6-6"


@cache
def bundle() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path, target = Path(folder, "a.book"), Path(folder, "a.zip")
        anchored(path).close()
        export(path, target, making=Making(agent=AGENT))
        return target.read_bytes()


def after(change: Callable[[Files], object]) -> Report:
    files = unpacked(bundle())
    change(files)
    return verify_with(packed(files), trust())


def test_an_anchored_log_is_witnessed_through_a_change_of_key() -> None:
    report = verify_with(bundle(), trust())
    assert (report.code, report.grade, report.findings) == (0, "WITNESSED", [])
    assert [(a.number, a.kind, a.held, a.by) for a in report.anchors] == [
        (7, "cosigned", True, ["agodi"]),
        (8, "minutes", False, []),
        (11, "cosigned", True, ["agodi"]),
    ]


def test_every_event_has_its_window() -> None:
    assert verify_with(bundle(), trust()).windows == [
        Window(1, 6, None, FIRST),
        Window(7, 7, None, SECOND),
        Window(8, 10, FIRST, SECOND),
        Window(11, 11, FIRST, None),
    ]


def test_an_event_of_a_day_before_its_window_is_late_and_no_fault() -> None:
    late = verify_with(bundle(), trust()).late
    assert (late.count, late.events) == (
        1,
        [LateEntry(10, dt.date(2025, 11, 19), FIRST)],
    )


def test_without_a_policy_nothing_is_said_about_time() -> None:
    report = verify_with(bundle(), Trust())
    assert (report.code, report.grade, report.windows) == (0, "CONSISTENT", [])
    assert [anchor.held for anchor in report.anchors] == [False] * 3
    assert "no witness of your policy" in str(report.anchors[0].why)


def test_a_quorum_of_two_needs_both() -> None:
    report = verify_with(bundle(), trust("both"))
    (finding,) = report.findings
    assert (finding.code, finding.place) == (15, "policy")
    assert finding.expected == "the quorum both, without which is missing: audit"
    assert report.grade == "SIGNED"


def test_a_verifier_who_saw_a_head_himself_has_a_bound() -> None:
    head = unpacked(bundle())["data/checkpoints/10"]
    moment = "2026-01-23T12:00:00.000000Z"
    known = KnownHead(note=head, source="memory", seen_at=moment, key=KEY.vkey)
    report = verify_with(bundle(), trust(known=[known]))
    assert report.code == 0
    assert report.windows[1:3] == [
        Window(7, 7, None, moment),
        Window(8, 10, FIRST, moment),
    ]


PROOFS: dict[str, tuple[Callable[[Files], object], int, str]] = {
    "taken away": (lambda f: f.pop(PROOF), 16, "data/events.jsonl:7"),
    "another": (lambda f: f.update({PROOF: b"?"}), 16, PROOF),
    "of no event": (lambda f: f.update({"data/anchors/6-5": b""}), 16, "6-5"),
    "of no index": (lambda f: f.update({"data/anchors/6-99": b""}), 16, "6-99"),
    "of another size": (
        lambda f: f.update({"data/anchors/10-6": f.pop(PROOF)}),
        16,
        "10-6",
    ),
    "twice": (lambda f: f.update({"data/anchors/7-6": f[PROOF]}), 16, "7-6"),
    "a file for none": (lambda f: f.update({"data/anchors/6-8": b""}), 16, "6-8"),
    "no head": (lambda f: f.pop("data/checkpoints/6"), 16, "data/events.jsonl:7"),
}


@pytest.mark.parametrize("name", PROOFS)
def test_a_proof_belongs_to_its_anchor(name: str) -> None:
    change, code, place = PROOFS[name]
    report = after(change)
    assert code in codes(report)
    assert any(place in each for each in places(report, code))


def test_a_cosigned_note_of_the_whole_log_goes_along(tmp_path: Path) -> None:
    told = Told(tmp_path / "a.book")
    head = told.head()
    path = told.book.path
    told.book.close()
    note = cosigned(head, "2026-01-20T10:20:00+00:00", by=WITNESS)
    target = path.with_suffix(".zip")
    export(path, target, making=Making(cosigned=note))
    files = unpacked(target.read_bytes())
    assert files["data/checkpoint.cosigned"] == note
    report = verify_with(target.read_bytes(), trust())
    assert (report.code, report.grade) == (0, "WITNESSED")
    assert report.windows == [Window(1, 5, None, "2026-01-20T10:20:00.000000Z")]
    files["data/checkpoint.cosigned"] = unpacked(bundle())["data/checkpoints/6"]
    assert verify_with(packed(files), trust()).code == Code.LOG
