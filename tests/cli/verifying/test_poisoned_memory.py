"""A stranger's bundle, seen first, keeps nobody's own book out who knows its key."""

from __future__ import annotations

from fixtures.every_kind import KEY, OTHER_KEY, every_kind
from ledger.book.exporting import export
from ledger.book.keys import replace_key
from ledger.commands import AddUser
from tests.cli.terminal import Terminal


def bundle(terminal: Terminal, name: str, *, stolen: bool) -> str:
    """A bundle after one more fact, signed by the school or by who stole the file."""
    path, target = terminal.folder / f"{name}.book", terminal.folder / f"{name}.zip"
    with every_kind(path) as book:
        if stolen:
            replace_key(book, OTHER_KEY, by="u1")
        book.record(AddUser(name=name), by="u1")
    export(path, target, key=OTHER_KEY if stolen else KEY)
    return target.name


def test_who_gives_the_schools_key_gets_the_schools_book(terminal: Terminal) -> None:
    false = terminal.does(f"verify {bundle(terminal, 'false', stolen=True)} --json")
    assert any("was replaced at #38" in text for text in false.json["warnings"])
    own = bundle(terminal, "own", stolen=False)
    assert terminal(f"verify {own} --json").code == 14
    answer = terminal.does(f"verify {own} --key {KEY.vkey} --json").json
    assert answer["grade"] == "SIGNED"
    assert [text for text in answer["warnings"] if OTHER_KEY.vkey in text]
