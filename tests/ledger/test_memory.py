"""The memory of a verifier: kept for good, shared, and refused where it is damaged."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from msgspec import structs

from ledger.errors import SurroundingsError
from ledger.memory import Memory, Seen

SEEN = Seen(
    origin="verantwoord/030569/0123456789abcdef",
    key="verantwoord/030569/0123456789abcdef+00000000+AAAA",
    size=137,
    root=bytes(32),
    note=b"a note\n",
    school="030569",
    seen_at="2026-01-20T10:00:00.000000Z",
    file="zon.zip",
)


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "folder" / "seen.db")


def test_nothing_is_written_before_something_is_remembered(memory: Memory) -> None:
    assert memory.heads() == []
    assert not memory.path.parent.exists()


def test_what_is_remembered_comes_back(memory: Memory) -> None:
    others = [
        structs.replace(SEEN, size=140),
        structs.replace(SEEN, size=140, root=bytes([1] * 32)),
        structs.replace(SEEN, key=""),
        structs.replace(SEEN, origin="verantwoord/111111/0123456789abcdef"),
    ]
    for seen in (SEEN, *others):
        memory.remember(seen)
    again = Memory(memory.path).heads()
    assert sorted(again, key=repr) == sorted([SEEN, *others], key=repr)


def test_a_head_stays_as_it_was_first_seen(memory: Memory) -> None:
    memory.remember(SEEN)
    memory.remember(
        structs.replace(SEEN, file="later.zip", seen_at="2026-02-01T10:00:00.000000Z")
    )
    assert memory.heads() == [SEEN]


def test_what_another_check_kept_meanwhile_is_compared_first(memory: Memory) -> None:
    other, later = (structs.replace(SEEN, size=size) for size in (140, 150))
    foreign = structs.replace(SEEN, origin="verantwoord/111111/0123456789abcdef")
    memory.remember(other)
    memory.remember(foreign)
    assert memory.remember(SEEN, []) == [other]
    assert memory.remember(later, [SEEN]) == [other]
    assert SEEN not in memory.heads()
    assert memory.remember(SEEN, [other]) == []
    assert memory.remember(other, [SEEN]) == []
    assert sorted(x.size for x in memory.heads()) == [137, 137, 140]


def test_several_may_remember_at_once(memory: Memory) -> None:
    heads = [structs.replace(SEEN, size=size) for size in range(40)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(Memory(memory.path).remember, heads))
    assert [seen.size for seen in memory.heads()] == list(range(40))


def test_only_its_owner_may_look_into_the_folder(memory: Memory) -> None:
    memory.remember(SEEN)
    assert memory.path.parent.stat().st_mode & 0o077 == 0


def changed(memory: Memory, statement: str) -> None:
    with closing(sqlite3.connect(memory.path)) as connection, connection:
        connection.execute(statement)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("PRAGMA application_id = 1", "it is something else"),
        ("PRAGMA user_version = 2", "it has format 2, not 1"),
        ("DROP TABLE seen", "no such table: seen"),
        ("UPDATE seen SET seen_at = 'yesterday'", "'yesterday' is no moment"),
    ],
)
def test_another_or_a_damaged_file_is_refused(
    memory: Memory, statement: str, words: str
) -> None:
    memory.remember(SEEN)
    if statement.startswith("DROP"):
        changed(memory, "CREATE TABLE other (x)")
    changed(memory, statement)
    with pytest.raises(SurroundingsError, match=words):
        memory.heads()


def test_what_is_no_database_is_refused(memory: Memory) -> None:
    memory.path.parent.mkdir()
    memory.path.write_bytes(b"no database at all, but long enough to be looked at")
    for act in (memory.heads, lambda: memory.remember(SEEN)):
        with pytest.raises(SurroundingsError, match="file is not a database"):
            act()
    assert memory.path.read_bytes().startswith(b"no database")


def test_a_file_that_was_only_just_begun_is_filled(memory: Memory) -> None:
    memory.path.parent.mkdir()
    memory.path.touch()
    assert memory.heads() == []
    memory.remember(SEEN)
    assert memory.heads() == [SEEN]


def test_a_folder_that_is_a_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"")
    memory = Memory(tmp_path / "data" / "seen.db")
    with pytest.raises(SurroundingsError) as caught:
        memory.remember(SEEN)
    assert caught.value.place == str(memory.path)
