"""A program that records until the disk, or the largest allowed file, is full.

    python -m tests.ledger.book.filling FOLDER [LARGEST-FILE-IN-BYTES]

It prints one JSON document: what was acknowledged, what the book holds afterwards, and
what was said by recording, by a backup, and by beginning another book.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from fixtures.books import OPENED, Clock, steady_world
from ledger.book import Book
from ledger.book.copying import backup
from ledger.book.creating import create_book
from ledger.errors import LedgerError
from ledger.store.connection import connect
from ledger.store.reading import Reader
from tests.ledger.book.small import MORE


def said(act: Callable[[], object]) -> dict[str, object]:
    try:
        act()
    except LedgerError as error:
        return {"code": error.code, "message": error.message}
    return {"code": 0}


def fill(folder: Path, limit: int | None) -> dict[str, object]:
    path, world = folder / "a.book", steady_world(Clock())
    create_book(path, OPENED, world=world)
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    acknowledged: list[int] = []

    def record() -> None:
        while True:
            leaves = book.record(MORE, by="u1").leaves
            acknowledged.extend(leaf.n for leaf in leaves)

    with Book(path, world) as book:
        recording = said(record)
    with closing(connect(path)) as connection:
        reader = Reader(connection)
        recorded = [leaf.n for leaf in reader.leaves(3, reader.size())]
    (folder / "rest").write_bytes(b"")
    return {
        "acknowledged": acknowledged,
        "recorded": recorded,
        "recording": recording,
        "backup": said(lambda: backup(path, folder / "copy.book")),
        "files": sorted(found.name for found in folder.iterdir()),
    }


if __name__ == "__main__":
    LARGEST = int(sys.argv[2]) if len(sys.argv) > 2 else None
    sys.stdout.write(json.dumps(fill(Path(sys.argv[1]), LARGEST)))
