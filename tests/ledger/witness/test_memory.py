"""What a witness remembers is there whole, or it cosigns nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ledger.errors import SurroundingsError, UsageError
from ledger.witness import make_memory, open_memory
from tests.ledger.witness.asking import Tree, ask


@pytest.fixture(params=["missing", "empty", "text", "another database", "cut off"])
def spoilt(path: Path, request: pytest.FixtureRequest) -> Path:
    ask(path, Tree(5).request(0))
    data = path.read_bytes()
    path.unlink()
    match request.param:
        case "empty":
            path.touch()
        case "text":
            path.write_text("no database at all, but long enough to look at\n" * 9)
        case "another database":
            with closing(sqlite3.connect(path)) as connection:
                connection.execute("CREATE TABLE logs (origin)")
        case "cut off":
            path.write_bytes(data[: len(data) // 2])
        case _:
            assert request.param == "missing"
    return path


def test_a_memory_that_is_none_cosigns_nothing(spoilt: Path) -> None:
    with pytest.raises(SurroundingsError):
        ask(spoilt, Tree(9).request(5))


def test_a_memory_is_never_made_over_another_one(path: Path) -> None:
    with pytest.raises(UsageError, match="is there already"):
        make_memory(path)


def test_two_who_cosign_at_once_wait_for_each_other(path: Path) -> None:
    ask(path, Tree(5).request(0))
    other = sqlite3.connect(path, timeout=0)
    locked = pytest.raises(sqlite3.OperationalError, match="locked")
    with open_memory(path) as memory, memory.held(), closing(other), locked:
        other.execute("BEGIN IMMEDIATE")
