"""What must hold of the folder of an office after its power was cut at any moment."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from re import fullmatch

from msgspec import structs

from cli.key_files import key_file
from ledger import codec
from ledger.book import Book
from ledger.book.erasing import found_in
from ledger.errors import LedgerError
from ledger.events import ExpenseRecorded
from ledger.keys import named_vkey, read_key
from ledger.memory import Memory
from ledger.store.connection import connect
from ledger.store.loading import load_school
from ledger.store.reading import Reader
from tests.lives.checking import check_book
from tests.lives.office import BOOK, CONTENT, SUPPLIER, WORK, Done, expenses
from tests.lives.working import SPENT, real_world

SPENT_LATER = structs.replace(SPENT, ref=None)
KEYS = (".key", ".pub")
LEFT_OVER = r".+\.(part|new)|.+\.part-journal|zon\.\w+\.(key|pub)"
"""Files that a command may leave which was cut short."""

NEEDLES = [SUPPLIER.encode(), *(CONTENT[at : at + 64] for at in range(0, 9_000, 500))]
ERASED = WORK.index("erase '#6' --all --ground request --yes") + 1
REMEMBERED = WORK.index("verify zon.zip") + 1


class Aftermath:
    """What was acknowledged, command by command, and the log as it became."""

    def __init__(self, acknowledged: Sequence[Done], lines: list[bytes]) -> None:
        """Begin with what an undisturbed life said, and with all of its events."""
        self.acknowledged = [Done(0, {}), *acknowledged]
        self.lines = lines
        self.checked: set[tuple[int, frozenset[tuple[str, bytes]]]] = set()

    def check(self, folder: Path, found: dict[str, bytes], *, done: int) -> None:
        """Check the files `found` after `done` commands were acknowledged."""
        digest = {(name, sha256(data).digest()) for name, data in found.items()}
        if (done, frozenset(digest)) in self.checked:
            return
        self.checked.add((done, frozenset(digest)))
        for name, data in found.items():
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        self._check_files(found, done)
        if done or BOOK in found:
            self._check_book(folder / BOOK, done)
            assert expenses(folder) == self._expenses(folder / BOOK)
        if done >= REMEMBERED:
            assert Memory(folder / "data" / "seen.db").heads()

    def _check_files(self, found: dict[str, bytes], done: int) -> None:
        """Each is as it was after the last command, or as the next one makes it."""
        before = self.acknowledged[done].files
        after = self.acknowledged[min(done + 1, len(WORK))].files
        now = {name: sha256(data).hexdigest() for name, data in found.items()}
        for name in now.keys() | before.keys():
            if "/" in name or name.startswith(BOOK) or name.endswith(KEYS):
                continue
            is_known = now.get(name) in (before.get(name), after.get(name))
            assert is_known or fullmatch(LEFT_OVER, name), f"{name} is something else"

    def _check_book(self, path: Path, done: int) -> None:
        """The next command opens the book; all of a command is in it, or nothing."""
        with Book(path, real_world()) as book:
            lines = self._lines(path)
            book.record(SPENT_LATER, by="u1")
        last = self.acknowledged[done].events
        next_one = self.acknowledged[min(done + 1, len(WORK))].events
        assert len(lines) in (last, next_one), f"{len(lines)} events, not {last}"
        assert lines == self.lines[: len(lines)]
        check_book(path)
        assert not Path(f"{path}-journal").exists()
        if done >= ERASED:
            assert not found_in(path, NEEDLES), "what was erased is there again"
        self._check_key(path)

    def _check_key(self, path: Path) -> None:
        """The key that the log names is beside it, and so is the one before it."""
        with closing(connect(path)) as connection:
            reader = Reader(connection)
            keys = load_school(reader, reader.size()).key, load_school(reader, 3).key
        for vkey in keys:
            assert vkey is not None
            try:
                there = named_vkey(read_key(key_file(path, vkey)))
            except LedgerError as error:
                raise AssertionError(error.message) from error
            assert there == vkey, "a key is gone"

    @staticmethod
    def _lines(path: Path) -> list[bytes]:
        with closing(connect(path)) as connection:
            return list(Reader(connection).lines())

    def _expenses(self, path: Path) -> list[int]:
        leaves = map(codec.decode, self._lines(path))
        return [leaf.n for leaf in leaves if isinstance(leaf.event, ExpenseRecorded)]
