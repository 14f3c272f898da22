"""A working life in one folder, by the commands of the real program, one after another.

    python -m tests.lives.office FOLDER

After each command that ended well it says, in one line of JSON, how many events the
book has, and which other files there are with which content: what is acknowledged.
"""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import closing, redirect_stdout
from hashlib import sha256
from io import StringIO
from pathlib import Path
from random import Random

import pytest
from msgspec import Struct

from cli.main import main
from ledger.store.connection import connect
from ledger.store.reading import Reader
from projections.filtering import parse_filter
from projections.outline import outlines
from projections.outlines.question import Question
from projections.outlines.shelf import Shelf
from projections.view import BookView
from tests.lives.working import say

BOOK = "zon.book"
SUPPLIER = "Marieke van den Uilenboom"
CONTENT = Random("bonnetje").randbytes(9_000)
SPENT = "record expense --category external-training --beneficiary team"
WORK = (
    "init zon --school 030569 --level primary",
    f"{SPENT} --ref A --on 2024-03-01 --amount 100 --supplier '{SUPPLIER}'",
    "record document --of A --kind invoice --path ../given/bon.pdf",
    "import ../given/many.jsonl",
    "checkpoint --output first.note",
    f"{SPENT} --ref B --on 2024-05-01 --amount 20,50 --activity a --relevance r",
    "outlines",
    "record allocation --year 2024 --on 2024-01-15 --amount 5000",
    "close 2024",
    "export zon.zip --no-reports",
    "verify zon.zip",
    "reopen 2024 --reason nagekomen",
    "backup copy.book",
    "erase A --all --ground request --yes",
    "erase '#6' --all --ground request --yes",
    "record reversal --of B --ground error",
    "export zon.zip --no-reports --force",
    "outlines",
    "key rotate",
    "checkpoint --output second.note",
    "report jaar.json --year 2024",
    "report jaar.json --year 2024 --force",
    "close 2024",
    "export --event B b.tlog-proof",
)
"""What is typed; `outlines` looks for expenses with a read model, however few."""

WORLD = {
    "VERANTWOORD_BOOK": BOOK,
    "VERANTWOORD_USER": "els",
    "VERANTWOORD_CLOCK": "2025-02-03T10:00:00Z",
    "VERANTWOORD_PASSPHRASE": "een lange zin die niemand raadt",
    "VERANTWOORD_NEW_PASSPHRASE": "een lange zin die niemand raadt",
    "VERANTWOORD_DATA": "data",
    "VERANTWOORD_CACHE": "cache",
    "VERANTWOORD_SEED": "kantoor",
}


class Done(Struct, frozen=True):
    """What is there once a command ended well."""

    events: int
    files: dict[str, str]


def work(folder: Path) -> Iterator[Done]:
    """Carry out every command in a folder, which is made for it."""
    prepare(folder)
    os.environ |= WORLD
    os.chdir(folder)
    for command in WORK:
        if command == "outlines":
            expenses(folder)
        else:
            carry_out(command)
        with closing(connect(Path(BOOK))) as connection:
            events = Reader(connection).size()
        yield Done(events, files(folder))


def carry_out(command: str) -> None:
    with redirect_stdout(StringIO()), pytest.raises(SystemExit) as left:
        main(shlex.split(command))
    assert left.value.code == 0, command


def expenses(folder: Path) -> list[int]:
    """Find the expenses of the book, with the read model that is kept beside it."""
    shelf = Shelf(folder / "cache", least=1, batch=10)
    with BookView(folder / BOOK) as view:
        question = Question(parse_filter(["expense"]), None, view.size)
        found = shelf.find(view, question)
        assert found.end > view.size - shelf.batch
        found.look_through(outlines(view.reader, found.end, end=view.size), question)
        return found.numbers


def files(folder: Path) -> dict[str, str]:
    """Digest every file that is done with once its command has ended."""
    there = [path for path in folder.iterdir() if path.is_file()]
    return {
        path.name: sha256(path.read_bytes()).hexdigest()
        for path in there
        if path.name != BOOK
    }


def prepare(folder: Path) -> None:
    """Make the folder, and beside it one with the files that are read."""
    folder.mkdir()
    given = folder.with_name("given")
    given.mkdir()
    (given / "bon.pdf").write_bytes(CONTENT)
    (given / "many.jsonl").write_text(journal("L"))


def journal(supplier: str) -> str:
    """Write forty expenses as lines of a journal."""
    expense = {"record": "expense", "category": "travel", "beneficiary": "team"}
    rows = [
        {
            **expense,
            "on": "2024-04-01",
            "amount": f"{row}.00",
            "supplier": f"{supplier} {row}",
        }
        for row in range(1, 41)
    ]
    return "".join(f"{json.dumps(row)}\n" for row in rows)


if __name__ == "__main__":
    for done in work(Path(sys.argv[1])):
        say(json.dumps({"events": done.events, "files": done.files}))
