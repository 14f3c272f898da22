"""The memory: written after what held, recalled by the next, and never in the way."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fixtures.books import ORIGIN
from fixtures.every_kind import KEY
from fixtures.stories import told
from ledger.keys import generate
from ledger.memory import Memory
from tests.cli.terminal import Terminal
from tests.cli.verifying.grouped import bundle

SECOND = f"{ORIGIN[:-1]}0"


@pytest.fixture
def desk(terminal: Terminal, tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """Three bundles of one log: an older and a newer one, and another story."""
    terminal.sets(data=str(tmp_path_factory.mktemp("memory")))
    for name, amounts in {"old": (1,), "new": (1, 2), "fork": (1, 3)}.items():
        (terminal.folder / f"{name}.zip").write_bytes(told(*amounts))
    return terminal


def memory() -> Memory:
    from cli.folders import data_folder

    folder = data_folder()
    assert folder
    return Memory(folder / "seen.db")


def files() -> list[tuple[str, int]]:
    return [(seen.file, seen.size) for seen in memory().heads()]


def test_what_held_is_remembered_with_its_key_and_day(desk: Terminal) -> None:
    desk.does("verify new.zip")
    (seen,) = memory().heads()
    assert (seen.origin, seen.key, seen.school) == (ORIGIN, KEY.vkey, "030569")
    assert (seen.size, seen.seen_at) == (6, "2026-01-20T10:00:00.000000Z")


def test_every_head_is_remembered_once(desk: Terminal) -> None:
    for name in ("old", "new", "old", "new"):
        desk.does(f"verify {name}.zip")
    assert files() == [("old.zip", 5), ("new.zip", 6)]


def test_what_did_not_hold_leaves_nothing(desk: Terminal) -> None:
    (desk.folder / "cut.zip").write_bytes(told(1)[:-9])
    assert desk("verify cut.zip").code == 10
    desk.writes("other.pub", generate("x", bytes(32)).vkey)
    assert desk("verify old.zip --key other.pub").code == 13
    assert files() == []


def test_another_story_is_a_fork_and_is_not_remembered(desk: Terminal) -> None:
    desk.does("verify new.zip")
    answer = desk("verify fork.zip --json")
    assert answer.code == 14
    assert answer.json["fraud_proof"] == "030569-6-6.fraud.json"
    assert desk("verify 030569-6-6.fraud.json").code == 14
    assert files() == [("new.zip", 6)]


def test_an_older_file_is_a_rollback_unless_it_was_seen(desk: Terminal) -> None:
    desk.does("verify new.zip")
    assert desk("verify old.zip").code == 14
    desk.does("verify old.zip --no-memory")
    assert desk("verify old.zip").code == 14


def test_two_files_of_one_call_are_compared_as_well(desk: Terminal) -> None:
    answer = desk("verify new.zip fork.zip old.zip --no-memory --json")
    assert [each["code"] for each in answer.json["bundles"]] == [0, 14, 14]
    assert files() == []


def test_what_is_remembered_and_seen_again_is_told_once(desk: Terminal) -> None:
    desk.does("verify new.zip")
    _, old = desk("verify new.zip old.zip --json").json["bundles"]
    assert [each["code"] for each in old["findings"]] == [14]
    assert [each["size"] for each in old["known"]] == [6]


def test_without_memory_nothing_is_recalled_or_kept(desk: Terminal) -> None:
    desk.does("verify new.zip --no-memory")
    desk.does("verify fork.zip --no-memory")
    desk.sets(data="")
    desk.does("verify new.zip")
    desk.does("verify fork.zip")
    assert not list(desk.folder.glob("*.db"))


def test_a_name_that_is_no_text_is_written_out(desk: Terminal) -> None:
    shutil.copy(desk.folder / "old.zip", desk.folder / "b\udce9.zip")
    desk.does("verify", "b\udce9.zip")
    assert files() == [("b\\udce9.zip", 5)]
    desk.does("verify --jobs 2", "b\udce9.zip", "old.zip")


def test_a_book_is_remembered_by_its_last_kept_head(school: Terminal) -> None:
    school.does("verify zon.book")
    school.does("verify zon.zip")
    assert [seen.file for seen in memory().heads()] == ["zon.book"]


def test_a_book_without_a_kept_head_leaves_nothing(book: Terminal) -> None:
    book.does("verify zon.book")
    assert files() == []


def test_a_second_book_of_a_school_is_told(desk: Terminal) -> None:
    second = told(1, key=generate(SECOND, bytes(range(32))), origin=SECOND)
    (desk.folder / "second.zip").write_bytes(second)
    desk.does("verify old.zip")
    warnings = desk.does("verify second.zip --json").json["warnings"]
    assert any(text.startswith("this is a second book") for text in warnings)


@pytest.mark.parametrize("content", [b"", b"x" * 100, None])
def test_a_memory_that_cannot_be_used_is_a_warning(
    desk: Terminal, content: bytes | None
) -> None:
    folder = Path(desk.folder, "memory")
    if content is None:
        folder.write_bytes(b"not a folder")
    else:
        folder.mkdir()
        (folder / "seen.db").write_bytes(content)
    desk.sets(data=str(folder))
    warnings = desk.does("verify old.zip --json").json["warnings"]
    told_so = [text for text in warnings if "cannot be used" in text]
    assert len(told_so) == (0 if content == b"" else 1)


@pytest.mark.parametrize("others", ["", "111111.zip"])
def test_what_somebody_else_keeps_during_a_check_is_compared(
    desk: Terminal, monkeypatch: pytest.MonkeyPatch, others: str
) -> None:
    """Two checks of two stories, both new to the memory: the later one finds out."""
    bundle(desk.folder, "111111")
    desk.does("verify new.zip")
    (there,) = memory().heads()
    heads = Memory.heads
    monkeypatch.setattr(Memory, "heads", lambda _memory: [])
    answer = desk(f"verify fork.zip {others} --json")
    monkeypatch.setattr(Memory, "heads", heads)
    assert answer.code == 14
    assert memory().heads()[0] == there
    assert {seen.file for seen in memory().heads()} <= {"new.zip", "111111.zip"}
