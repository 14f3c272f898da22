"""A clock that jumps back: the log goes on from its last moment, and stays whole."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from ledger.store.connection import connect
from ledger.store.reading import Reader
from tests.lives.checking import check_book
from tests.lives.cramped import BEGUN, run
from tests.lives.office import BOOK, SPENT, WORLD, prepare


def test_what_is_recorded_after_it_bears_the_last_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {**WORLD, "VERANTWOORD_DATA": ""}.items():
        monkeypatch.setenv(name, value)
    prepare(tmp_path / "office")
    monkeypatch.chdir(tmp_path / "office")
    for command in BEGUN[:3]:
        assert run(command) == (0, ""), command
    before = moments(Path(BOOK))
    monkeypatch.setenv("VERANTWOORD_CLOCK", "2024-06-01T10:00:00Z")
    assert run(f"{SPENT} --on 2024-05-01 --amount 20,50") == (0, "")
    # The day that counts is that of the log, not the one to which the clock went back.
    assert run(f"{SPENT} --on 2024-12-24 --amount 20,50") == (0, "")
    assert run("close 2024") == (0, "")
    now = moments(Path(BOOK))
    assert now[: len(before)] == before
    assert {*now[len(before) :]} == {before[-1]}
    check_book(Path(BOOK))
    assert run(f"verify {BOOK}")[0] == 0
    monkeypatch.setenv("VERANTWOORD_CLOCK", "2025-02-04T10:00:00Z")
    assert run("reopen 2024 --reason nagekomen") == (0, "")
    assert moments(Path(BOOK))[-1] == "2025-02-04T10:00:00.000000Z"


def moments(path: Path) -> list[str]:
    with closing(connect(path)) as connection:
        reader = Reader(connection)
        return [leaf.at for leaf in reader.leaves(0, reader.size())]
