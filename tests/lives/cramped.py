"""Every command where there is too little room, and again where there is enough.

    python -m tests.lives.cramped FOLDER disk|file

`disk` fills the disk on which FOLDER lies up to so many bytes, so it should be a small
one; `file` forbids any file to grow beyond so many. A command is done, or says in one
sentence that it is not and leaves all as it was. It prints the exit codes as JSON.
"""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import (
    AbstractContextManager,
    contextmanager,
    redirect_stderr,
    redirect_stdout,
    suppress,
)
from functools import partial
from io import StringIO
from pathlib import Path

from cli.main import main
from ledger.book.erasing import found_in
from tests.limits import no_larger_files_than
from tests.lives.checking import check_book
from tests.lives.office import BOOK, SPENT, SUPPLIER, WORLD, prepare

BEGUN = (
    "init zon --school 030569 --level primary",
    "record allocation --year 2024 --on 2024-01-15 --amount 5000",
    f"{SPENT} --ref A --on 2024-03-01 --amount 100 --supplier '{SUPPLIER}'",
    "record document --of A --kind invoice --path ../given/bon.pdf",
    "import ../given/many.jsonl",
    "export old.zip --no-reports",
)
COMMANDS = (
    f"{SPENT} --on 2024-05-01 --amount 20,50 --activity a --relevance r",
    "record document --of A --kind payment --path ../given/many.jsonl",
    "import ../given/more.jsonl",
    "close 2024",
    "checkpoint --output head.note",
    "export zon.zip --no-reports",
    "export old.zip --no-reports --force",
    "export --event A a.tlog-proof",
    "backup copy.book",
    "report jaar.html --year 2024",
    "report jaar.csv --year 2024",
    "show document A --save bon.pdf",
    "key rotate",
    "erase A --all --ground request --yes",
    "init other --school 030569 --level primary",
)
ERASED = "the values were erased, but copies of them may still lie in zon.book"
ROOMS = {
    "disk": (0, 65_536),
    "file": (0, 150_000),
}


@contextmanager
def small_disk(folder: Path, room: int) -> Iterator[None]:
    """Fill the disk, but for some room."""
    filler = folder.with_name("filler")
    with filler.open("wb", buffering=0) as file:
        with suppress(OSError):
            while file.write(bytes(65_536)):
                pass
        with suppress(OSError):
            while file.write(bytes(4_096)):
                pass
        file.truncate(max(0, file.tell() - room))
    try:
        yield
    finally:
        filler.unlink()


def small_files(_: Path, room: int) -> AbstractContextManager[None]:
    """Let no file be larger."""
    return no_larger_files_than(room)


CRAMPED = {"disk": small_disk, "file": small_files}


def run(command: str, answer: StringIO | None = None) -> tuple[int, str]:
    """Give the exit code of a command, and its error; its answer goes into `answer`."""
    said = StringIO()
    with (
        redirect_stdout(StringIO() if answer is None else answer),
        redirect_stderr(said),
    ):
        try:
            main(shlex.split(command))
        except SystemExit as left:
            return int(left.code or 0), said.getvalue()
    raise AssertionError(command)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def put_back(folder: Path, files: dict[str, bytes]) -> None:
    for path in folder.iterdir():
        path.unlink()
    for name, data in files.items():
        (folder / name).write_bytes(data)


def attempt(
    folder: Path, command: str, *, cramp: Callable[[], AbstractContextManager[None]]
) -> int:
    """Carry out a command where there is little room, and give its exit code."""
    before = contents(folder)
    with cramp():
        code, said = run(command)
    check_book(folder / BOOK)
    if code == 0:
        return code
    assert code == 3, (command, code, said)
    assert said.startswith("error: "), said
    assert "Traceback" not in said
    if ERASED in said:  # the one thing that is half done, until there is room
        assert not found_in(folder / BOOK, [SUPPLIER.encode()])
        return code
    now = contents(folder)
    changed = {name for name in now | before if now.get(name) != before.get(name)}
    assert not changed, (command, changed)
    assert run(command)[0] == 0, f"{command}: not done either where there is room"
    return code


def live(folder: Path, kind: str) -> dict[str, list[int]]:
    """Try every command in every room; give its exit codes."""
    os.environ |= {**WORLD, "VERANTWOORD_DATA": "", "VERANTWOORD_CACHE": ""}
    prepare(folder)
    os.chdir(folder)
    given = folder.with_name("given")
    text = (given / "many.jsonl").read_text()
    for command in BEGUN:
        assert run(command) == (0, ""), command
    (given / "more.jsonl").write_text(text.replace('"L ', '"Later '))
    begun, codes = contents(folder), dict[str, list[int]]()
    for command in COMMANDS:
        for room in ROOMS[kind]:
            put_back(folder, begun)
            cramp = partial(CRAMPED[kind], folder, room)
            code = attempt(folder, command, cramp=cramp)
            codes.setdefault(command, []).append(code)
    return codes


if __name__ == "__main__":
    sys.stdout.write(json.dumps(live(Path(sys.argv[1]) / "office", sys.argv[2])))
