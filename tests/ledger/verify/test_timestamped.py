"""Timestamps in a bundle and a book: what counts, and what does not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from fixtures.anchored import spent
from ledger.timestamps import moment_of, request, token_check
from ledger.verify import Trust
from ledger.verify.trust import Token
from ledger.verify.windows import Window
from tests.ledger.authority import Authority
from tests.ledger.verify.bundles import codes
from tests.ledger.verify.lying import Told, trust


@pytest.fixture
def told(tmp_path: Path) -> Told:
    return Told(tmp_path / "a.book")


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tsa") / "a")


def stamped(told: Told, authority: Authority, *, over: bytes | None = None) -> None:
    head = told.head()
    proof = authority.answer(request(over or head))
    # The authority has the clock of this machine: the book is kept at the same time.
    told.clock.moment = dt.datetime.fromisoformat(moment_of(proof))
    size = int(head.splitlines()[1])
    told.anchor(proof, size, kind="timestamp")


def asking(authority: Authority) -> Trust:
    return trust("none", check_token=token_check(authority.pem))


@pytest.mark.needs("openssl")
def test_a_timestamp_that_covers_the_log_is_a_grade(
    told: Told, authority: Authority
) -> None:
    stamped(told, authority)
    report = told.report(asking(authority))
    assert (report.code, report.grade) == (0, "TIMESTAMPED")
    (anchor,) = report.anchors
    assert (anchor.held, anchor.by) == (True, ["CN=Timestamps,O=Test"])
    assert report.windows[0] == Window(1, 5, None, str(anchor.at))


@pytest.mark.needs("openssl")
def test_a_timestamp_that_nobody_asks_for_is_the_schools_word(
    told: Told, authority: Authority
) -> None:
    stamped(told, authority)
    report = told.report(trust("none"))
    assert (report.code, report.grade, report.windows) == (0, "SIGNED", [])
    assert report.anchors[0].why == "a timestamp that nobody checked"


@pytest.mark.needs("openssl")
def test_a_timestamp_over_another_note_is_found(
    told: Told, authority: Authority
) -> None:
    stamped(told, authority, over=b"another note")
    report = told.report(asking(authority))
    assert codes(report) == {15, 16}


@pytest.mark.needs("openssl")
def test_a_timestamp_by_somebody_else_is_below_what_was_asked(
    told: Told, authority: Authority, tmp_path: Path
) -> None:
    stamped(told, authority)
    report = told.report(asking(Authority(tmp_path / "other")))
    assert (report.code, report.grade) == (15, "SIGNED")
    assert "do not vouch" in str(report.anchors[0].why)


@pytest.mark.needs("openssl")
def test_a_timestamp_of_an_older_head_does_not_cover(
    told: Told, authority: Authority
) -> None:
    stamped(told, authority)
    told.book.record(spent("X", "2025-02-02"), by="u1")
    report = told.report(asking(authority))
    assert report.code == 15
    assert report.findings[0].found == "an older head, up to event #5"


def test_a_log_without_any_timestamp_is_below_what_was_asked(told: Told) -> None:
    def never(_token: bytes, _note: bytes) -> Token:
        raise AssertionError

    report = told.report(trust("none", check_token=never))
    assert (report.code, report.findings[0].found) == (15, "none")
