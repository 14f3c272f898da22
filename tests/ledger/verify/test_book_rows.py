"""Every row and every column of a small book, changed, removed or doubled, is found.

The attacker owns the file: he takes the guards away, does what he likes and puts them
back. One thing cannot be compared: see `UNKNOWABLE`.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from fixtures.anchored import cosigned
from fixtures.every_kind import KEY, every_kind
from ledger.book.checkpoints import sign_head
from ledger.book.verifying import verify_book
from ledger.commands import AddUser, RecordAnchor
from ledger.errors import SurroundingsError
from ledger.findings import Code
from ledger.store.schema import GUARDS, TABLE_NAMES
from ledger.verify import Report, Trust
from tests.ledger.verify.bundles import OTHER_VKEY, VKEY

TABLES = {
    "events": (Code.LOG, "n"),
    "hashes": (Code.LOG, "position"),
    "disclosures": (Code.DISCLOSURE, "n, slot"),
    "documents": (Code.DISCLOSURE, "sha256"),
    "refs": (Code.REPLAY, "ref"),
    "invoices": (Code.REPLAY, "digest, n"),
    "commands": (Code.LOG, "id"),
    "checkpoints": (Code.LOG, "size"),
    "anchors": (Code.DISCLOSURE, "n"),
    "settings": (Code.LOG, "name"),
}
Rows = list[tuple[object, ...]]
UNKNOWABLE = {
    ("commands", "digest"): "made from the command, which is not kept",
}


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "school.book"
    with every_kind(path) as book:
        note = sign_head(book, KEY)
        proof = cosigned(note, "2025-03-04T10:10:00+00:00")
        size = int(note.split(b"\n")[1])
        anchor = RecordAnchor(kind="cosigned", size=size, proof=proof)
        book.record(anchor, by="u1")
        book.record(AddUser(name="Mia Maes"), by="u1")
        sign_head(book, KEY)
    return path


@pytest.fixture
def book(healthy: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(healthy, tmp_path / "copy.book"))


def rows(path: Path, table: str) -> tuple[list[str], Rows]:
    with closing(sqlite3.connect(path)) as connection:
        order = TABLES[table][1]
        found = connection.execute(f"SELECT * FROM {table} ORDER BY {order}")  # noqa: S608  # a name of ours
        return [column[0] for column in found.description], found.fetchall()


def write(path: Path, table: str, *, content: Rows) -> None:
    """Write other rows into a table whose guards are away meanwhile."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        names = "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        for (name,) in connection.execute(names).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(f"DELETE FROM {table}")  # noqa: S608  # a name of ours
        for row in content:
            marks = ", ".join("?" * len(row))
            connection.execute(f"INSERT INTO {table} VALUES ({marks})", row)  # noqa: S608  # a name of ours
        for guard in GUARDS:
            connection.execute(guard)
        connection.commit()


def other(value: object) -> object:
    """Another value of the same kind."""
    if isinstance(value, bytes):
        return bytes([value[0] ^ 1]) + value[1:]
    if isinstance(value, int):
        return value + 1_000
    if isinstance(value, str):
        return f"{'b' if value[0] == 'a' else 'a'}{value[1:]}"
    return "a"


def changed(content: Rows, column: int) -> Iterator[Rows]:
    for index, row in enumerate(content):
        row = (*row[:column], other(row[column]), *row[column + 1 :])  # noqa: PLW2901  # the row as it is now
        yield [*content[:index], row, *content[index + 1 :]]


def columns() -> Iterator[tuple[str, str]]:
    made = {
        "events": "n stream version topic leaf",
        "hashes": "position hash",
        "disclosures": "n slot salt value",
        "documents": "sha256 content",
        "refs": "ref n",
        "invoices": "digest n",
        "commands": "id n count digest",
        "checkpoints": "size note",
        "anchors": "n proof",
        "settings": "name value",
    }
    for table, names in made.items():
        yield from ((table, name) for name in names.split())


def check(path: Path) -> Report:
    return verify_book(path, Trust(keys=[VKEY]))


def test_the_healthy_book_holds(healthy: Path) -> None:
    report = check(healthy)
    assert (report.ok, report.grade, report.warnings) == (True, "SIGNED", [])


def test_every_table_is_looked_into() -> None:
    assert set(TABLES) == TABLE_NAMES


@pytest.mark.parametrize(("table", "column"), list(columns()))
def test_every_changed_value_is_found(table: str, column: str, book: Path) -> None:
    names, content = rows(book, table)
    assert content
    known = (table, column) not in UNKNOWABLE
    for now in changed(content, names.index(column)):
        write(book, table, content=now)
        report = check(book)
        assert (TABLES[table][0] in codes(report)) == known, now
    write(book, table, content=content)
    assert check(book).ok


def codes(report: Report) -> set[int]:
    found = {finding.code for finding in report.findings}
    # A head that is not the log's own is found by its signature, and a secret that is
    # not the book's by the invoices that were digested under it.
    return found | {Code.LOG} if found & {Code.SIGNATURE, Code.REPLAY} else found


@pytest.mark.parametrize("table", TABLES)
def test_every_removed_row_is_found(table: str, book: Path) -> None:
    _, content = rows(book, table)
    for index in range(len(content)):
        # Nothing else names an earlier head; without the last, events are unsigned.
        known = table != "checkpoints" or index == len(content) - 1
        write(book, table, content=content[:index] + content[index + 1 :])
        report = check(book)
        assert (TABLES[table][0] in codes(report)) == known


@pytest.mark.parametrize("table", TABLES)
def test_every_doubled_row_is_found(table: str, book: Path) -> None:
    _, content = rows(book, table)
    first = 1 if table == "disclosures" else 0
    for row in content:
        double = (*row[:first], other(row[first]), *row[first + 1 :])
        if table == "events":
            double = (*double[:2], other(row[2]), *double[3:])
        write(book, table, content=[*content, double])
        assert not check(book).ok


def test_a_head_that_was_taken_away_is_only_missed_by_the_grade(book: Path) -> None:
    _, content = rows(book, "checkpoints")
    write(book, "checkpoints", content=content[:-1])
    assert check(book).code == Code.SIGNATURE
    report = verify_book(book)
    assert (report.ok, report.grade) == (True, "UNSIGNED")
    assert "no kept head covers the last 2 events" in str(report.warnings)


def test_a_head_that_was_anchored_is_missed(book: Path) -> None:
    _, content = rows(book, "checkpoints")
    write(book, "checkpoints", content=[*content[:-2], content[-1]])
    report = check(book)
    assert [finding.place for finding in report.findings] == ["event #38"]
    assert report.code == Code.DISCLOSURE


def test_the_key_of_another_school_is_not_this_books(healthy: Path) -> None:
    assert verify_book(healthy, Trust(keys=[OTHER_VKEY])).code == Code.SIGNATURE


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER events_no_update",
        "DROP INDEX invoices_n",
        "CREATE TABLE more (a)",
        "CREATE TRIGGER more AFTER INSERT ON refs BEGIN SELECT 1; END",
        "CREATE VIEW more AS SELECT 1",
        "ALTER TABLE refs ADD COLUMN more TEXT",
    ],
)
def test_another_schema_is_found(statement: str, book: Path) -> None:
    with closing(sqlite3.connect(book)) as connection:
        connection.execute(statement)
        connection.commit()
    report = check(book)
    assert report.code == Code.LOG
    assert report.findings[0].place.startswith("schema, ")


def test_a_table_that_is_missing_makes_it_no_book(book: Path) -> None:
    with closing(sqlite3.connect(book)) as connection:
        connection.execute("DROP TABLE refs")
        connection.commit()
    with pytest.raises(SurroundingsError, match="damaged"):
        check(book)


def test_values_of_another_kind_are_found_before_they_are_read(book: Path) -> None:
    with closing(sqlite3.connect(book)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        loose = "UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '')"
        connection.execute(f"{loose} WHERE name = 'checkpoints'")
        connection.commit()
    with closing(sqlite3.connect(book)) as connection:
        connection.execute("DROP TRIGGER checkpoints_no_update")
        connection.execute("UPDATE checkpoints SET note = 'text'")
        connection.commit()
    assert check(book).code == Code.LOG
