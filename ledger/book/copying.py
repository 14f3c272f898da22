"""Copy a book whole, and make one of an older format anew."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from itertools import zip_longest
from pathlib import Path

from eventsourcing.persistence import PersistenceError

from ledger import tree
from ledger.book.creating import make_tables
from ledger.book.rebuilding import OldBook, rebuild
from ledger.errors import MalformedError, SurroundingsError, UsageError
from ledger.note import parse_checkpoint, parse_head
from ledger.placing import new_file
from ledger.store.connection import (
    DamagedError,
    check_format,
    connect,
    explain,
    format_of,
    open_file,
    sqlite_errors,
)
from ledger.store.explaining import SQLITE_RAISES, damaged
from ledger.store.reading import Reader
from ledger.store.schema import FORMAT_VERSION
from ledger.store.scrubbing import is_marked


def backup(book_path: Path, target: Path) -> int:
    """Copy a book into the new file `target`, also while others write in it.

    Gives the number of events in the copy. Raises `UsageError` where `target` is there,
    `SurroundingsError` where the book does not hold together or the copy cannot be
    made; then nothing is left behind.
    """
    with new_file(target) as part:
        with closing(connect(book_path)) as book, _told(book_path, target=part):
            _refuse_unfinished(book_path)
            # Holding the book for reading keeps the copy from waiting for a writer.
            book.execute("BEGIN")
            book.execute("SELECT n FROM events LIMIT 1").fetchone()
            with closing(sqlite3.connect(part, isolation_level=None)) as copy:
                book.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
        _let_read(part, of=book_path)
        return check_whole(part, named=book_path)


def _refuse_unfinished(path: Path) -> None:
    if is_marked(path):
        raise SurroundingsError(
            f"an erasure in {path} is not finished: what was erased could be copied",
            place=str(path),
            expected="a book that nothing else has open, and room on the disk",
            next_step="close what uses the book, and try again",
        )


def _let_read(path: Path, *, of: Path) -> None:
    """Let those read a new file who may read the book that it is made of."""
    mode = stat.S_IMODE(of.stat().st_mode)
    path.chmod(mode | stat.S_IRUSR | stat.S_IWUSR)


def check_whole(path: Path, *, named: Path) -> int:
    """Check pages, tree and documents of a book, and give its number of events.

    Raises a `DamagedError` about the file `named`. Whether its rules were kept, and who
    signed it, only `verify` says.
    """
    with closing(connect(path)) as connection, sqlite_errors(named):
        answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if answer != "ok":
            raise damaged(named, found=answer)
        reader = Reader(connection)
        stored = connection.execute("SELECT hash FROM hashes ORDER BY position")
        for row, node in zip_longest(stored, _nodes(reader.lines())):
            if row != (node,):
                raise damaged(named, found="events that are not those of the tree")
        for digest, _ in reader.documents():
            if sha256(reader.document(digest) or b"").hexdigest() != digest:
                raise damaged(named, found=f"a document that is not {digest}")
        return reader.size()


def _nodes(lines: Iterator[bytes]) -> Iterator[tree.Hash]:
    """Give the hashes that are stored for leaves, in the order of `ledger.tree`."""
    peaks: list[tree.Hash] = []
    for n, line in enumerate(lines):
        node = tree.leaf_hash(line)
        yield node
        for _ in range((~n & (n + 1)).bit_length() - 1):
            node = tree.node_hash(peaks.pop(), node)
            yield node
        peaks.append(node)


def upgrade(old_path: Path, target: Path) -> int:
    """Make a book of an older format anew in the new file `target`.

    Its leaves stay as they are, byte by byte, and so does the root. Sealed values,
    documents, kept notes and the secret go along; the tree, refs and invoices are made
    from the leaves. Gives the number of events.

    Raises `UsageError` where the book has the format of this program already, or
    `target` is there, and `SurroundingsError` where it cannot be done.
    """
    with closing(open_file(old_path)) as connection:
        with sqlite_errors(old_path):
            connection.execute("PRAGMA query_only=ON")
            connection.execute("BEGIN")
            refuse_format(connection, old_path)
            old = OldBook(connection, old_path)
            secret = old.secret()
        with new_file(target) as part:
            make_tables(part, secret=secret)
            with _told(old_path, target=part):
                rebuild(old, part)
            _let_read(part, of=old_path)
            size = check_whole(part, named=target)
            check_same(old, part)
            return size


def refuse_format(connection: sqlite3.Connection, path: Path) -> None:
    """Raise where a book is not of an older format than this program's."""
    if format_of(connection, path) == FORMAT_VERSION:
        raise UsageError(
            f"{path} has the format of this program already: nothing to upgrade",
            place=str(path),
            expected=f"a format before {FORMAT_VERSION}",
            found=f"format {FORMAT_VERSION}",
            next_step="make a copy with: verantwoord backup FILE",
        )
    if format_of(connection, path) > FORMAT_VERSION:
        check_format(connection, path)


def check_same(old: OldBook, path: Path) -> None:
    """Raise `DamagedError` where a book has other leaves, or does not fit old notes."""
    with closing(connect(path)) as connection, sqlite_errors(old.path):
        reader = Reader(connection)
        for n, (before, after) in enumerate(zip_longest(old.lines(), reader.lines())):
            if before != after:
                raise damaged(old.path, found=f"event #{n + 1} does not stay the same")
        for size in reader.checkpoint_sizes():
            if not _fits(reader, size):
                found = f"a kept note that is not of its first {size} events"
                raise damaged(old.path, found=found)


def _fits(reader: Reader, size: int) -> bool:
    """Whether the note that is kept for a size says what the leaves say."""
    try:
        note = parse_head(reader.checkpoint(size) or b"")
        said = parse_checkpoint(note.text)
    except MalformedError:
        return False
    return said.size == size <= reader.size() and said.root == reader.root(size)


@contextmanager
def _told(book: Path, *, target: Path) -> Iterator[None]:
    """Let what SQLite raises be about the file that it concerns."""
    try:
        yield
    except (*SQLITE_RAISES, PersistenceError) as error:
        said = explain(error, target)
        if isinstance(said, DamagedError):
            said = explain(error, book)
        raise said from error
