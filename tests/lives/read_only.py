"""What the commands say of a book that lies where nothing may be written.

    python -m tests.lives.read_only FOLDER [begin]

`begin` makes the book in FOLDER/office; without it, once that was mounted read-only,
every command is run there, and its code and error are printed as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from tests.lives.cramped import BEGUN, run
from tests.lives.office import BOOK, SPENT, WORLD, journal, prepare

LOOKED = (
    "show balance --year 2024",
    "show history",
    "status",
    "check",
    f"verify {BOOK}",
    "verify old.zip",
    "explain spent --year 2024",
    "show document A",
    "export ../given/zon.zip --no-reports",
    "report ../given/jaar.html --year 2024",
    "backup ../given/copy.book",
)
REFUSED = (
    f"{SPENT} --on 2024-05-01 --amount 20,50",
    "import ../given/more.jsonl",
    "close 2024",
    "checkpoint",
    "erase A --all --ground request --yes",
    "key rotate",
    "export zon.zip --no-reports",
    "backup copy.book",
    "report jaar.html --year 2024",
    "init other --school 030569 --level primary",
)
"""What would write into the book, or beside it."""


def begin(folder: Path) -> None:
    prepare(folder)
    folder.with_name("given").joinpath("more.jsonl").write_text(journal("Later"))
    os.chdir(folder)
    for command in BEGUN:
        assert run(command) == (0, ""), command


def look(folder: Path) -> dict[str, tuple[int, str]]:
    os.chdir(folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    answers = {command: run(command) for command in (*LOOKED, *REFUSED)}
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    return answers


if __name__ == "__main__":
    os.environ |= {**WORLD, "VERANTWOORD_DATA": "", "VERANTWOORD_CACHE": ""}
    OFFICE = Path(sys.argv[1], "office")
    if sys.argv[2:] == ["begin"]:
        begin(OFFICE)
    else:
        sys.stdout.write(json.dumps(look(OFFICE)))
