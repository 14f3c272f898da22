"""Whether closed years rest makes no difference to what a verifier is told."""

from __future__ import annotations

import datetime as dt
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest

from fixtures.every_kind import every_kind
from fixtures.faults import faults
from ledger.book import contents
from ledger.book.exporting import export
from ledger.closing import rest_closed
from ledger.state.book import BookState
from ledger.verify import replay
from ledger.verify.bundle import examine_bundle, verify_bundle
from ledger.verify.report import Report
from tests.ledger.verify import bundles as b

LINES = {name: fault for name, fault in faults().items() if name.startswith("line:")}


def rested(data: bytes, patch: pytest.MonkeyPatch) -> Report:
    with patch.context() as patched:
        patched.setattr(replay, "rest_closed", partial(rest_closed, size_min=0))
        return verify_bundle(BytesIO(data))


@pytest.mark.parametrize("size_min", [None, 0])
def test_closed_years_of_a_small_log_stay_awake(
    size_min: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    resting: list[int] = []

    def counting(state: BookState, *, today: dt.date) -> None:
        given = {} if size_min is None else {"size_min": size_min}
        rest_closed(state, today=today, **given)
        resting.append(len(state.years) - len(state.years.awake))

    monkeypatch.setattr(replay, "rest_closed", counting)
    assert examine_bundle(BytesIO(b.honest())).figures
    assert max(resting) == (0 if size_min is None else 1)


def test_an_honest_bundle_is_told_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    told = verify_bundle(BytesIO(b.honest()))
    assert told.figures
    assert rested(b.honest(), monkeypatch) == told


def test_a_bundle_is_exported_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = tmp_path / "school.book"
    every_kind(book).close()
    export(book, tmp_path / "a.zip")
    monkeypatch.setattr(contents, "rest_closed", partial(rest_closed, size_min=0))
    export(book, tmp_path / "b.zip")
    assert (tmp_path / "b.zip").read_bytes() == (tmp_path / "a.zip").read_bytes()


@pytest.mark.parametrize("name", LINES)
def test_a_damaged_log_is_told_the_same(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = LINES[name].make()
    assert rested(data, monkeypatch) == verify_bundle(BytesIO(data))
