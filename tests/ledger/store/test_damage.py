"""A damaged book never gives a traceback: it is read, or a sentence says what is wrong.

Whether what is still read is what was recorded, `verify` says; see its own tests.
"""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from fixtures.books import Clock, build, steady_world, worked_example
from ledger.book import Book
from ledger.commands import AttachDocument, RecordExpense
from ledger.errors import LedgerError
from ledger.store.connection import DamagedError, connect, sqlite_errors
from ledger.store.loading import load_school, load_year
from ledger.store.reading import Reader

SPENT = RecordExpense(
    ref="Z",
    on=dt.date(2025, 12, 1),
    amount=100,
    category="travel",
    beneficiary="team",
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a book of some pages, with a document that fills several."""
    document = AttachDocument(
        of="A",
        kind="invoice",
        name="factuur.pdf",
        media_type="application/pdf",
        content=random.Random(3).randbytes(20_000),
    )
    folder = tmp_path_factory.mktemp("damage")
    with build(folder / "a.book", [*worked_example(), document]) as book:
        pass
    return book.path.read_bytes()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.book"


def put(path: Path, content: bytes) -> None:
    """Write a new file: what an error still holds of the old one is left alone."""
    path.unlink(missing_ok=True)
    path.write_bytes(content)


def use(path: Path) -> None:
    """Read all of a book, and record in it."""
    with closing(connect(path)) as connection, sqlite_errors(path):
        reader = Reader(connection)
        size = reader.size()
        state = load_school(reader, size)
        for year in reader.years(size):
            load_year(reader, state, year=year)
        list(reader.all_disclosures())
        for digest, _ in reader.documents():
            reader.document(digest)
        reader.root(size)
    with Book(path, steady_world(Clock(), "damage")) as book:
        book.record(SPENT, by="u1")


def sentence(path: Path) -> LedgerError | None:
    """Use a book; give what is said to be wrong with it, None where nothing is."""
    try:
        use(path)
    except LedgerError as error:
        return error
    return None


def test_a_sound_book_is_used(path: Path, sound: bytes) -> None:
    path.write_bytes(sound)
    assert sentence(path) is None


def test_a_truncated_book_is_found_at_every_length(path: Path, sound: bytes) -> None:
    lengths = [*range(0, 200, 7), *range(200, len(sound) - 1, 997), len(sound) - 1]
    for length in lengths:
        put(path, sound[:length])
        error = sentence(path)
        assert error is not None, f"cut to {length} of {len(sound)} bytes"
        assert error.code == 3


def test_a_book_that_grew_by_noise_is_used_as_it_was(path: Path, sound: bytes) -> None:
    path.write_bytes(sound + random.Random(4).randbytes(5_000))
    assert sentence(path) is None


def zeroed(sound: bytes, size: int) -> Iterator[bytes]:
    for page in range(len(sound) // size):
        yield sound[: page * size] + bytes(size) + sound[(page + 1) * size :]


def scrambled(sound: bytes, size: int) -> Iterator[bytes]:
    chance = random.Random(5)
    for page in range(1, len(sound) // size):
        noise = chance.randbytes(size)
        yield sound[: page * size] + noise + sound[(page + 1) * size :]


def swapped(sound: bytes, size: int) -> Iterator[bytes]:
    for page in range(1, len(sound) // size - 1):
        first, second = sound[page * size :][:size], sound[(page + 1) * size :][:size]
        rest = sound[(page + 2) * size :]
        yield sound[: page * size] + second + first + rest


@pytest.mark.parametrize("damage", [zeroed, scrambled, swapped])
def test_a_damaged_page_gives_a_sentence_or_nothing(
    path: Path, sound: bytes, damage: type[Iterator[bytes]]
) -> None:
    said = []
    for damaged in damage(sound, 4096):  # type: ignore[call-arg]  # one of the three
        put(path, damaged)
        said.append(sentence(path))
    found = [error for error in said if error]
    assert len(found) > len(said) // 2
    assert {error.code for error in found} == {3}


def spoil(sound: bytes, chance: random.Random) -> bytes:
    """Change some bytes, a run of them, one bit, or copy a piece to another place."""
    spoilt = bytearray(sound)
    kind, start = chance.randrange(4), chance.randrange(len(sound))
    if kind == 0:
        for _ in range(chance.choice([1, 3, 30, 300])):
            spoilt[chance.randrange(len(sound))] = chance.randrange(256)
    elif kind == 1:
        noise = chance.randbytes(chance.randrange(1, 600))
        spoilt[start : start + len(noise)] = noise
    elif kind == 2:
        spoilt[start] ^= 1 << chance.randrange(8)
    else:
        piece = sound[chance.randrange(len(sound)) :][: chance.randrange(1, 3_000)]
        spoilt[start : start + len(piece)] = piece
    return bytes(spoilt)


def test_any_change_of_the_file_gives_a_sentence_or_nothing(
    path: Path, sound: bytes
) -> None:
    chance = random.Random(6)
    for _ in range(300):
        put(path, spoil(sound, chance))
        sentence(path)


TORN = {
    "an event too many": "INSERT INTO events VALUES ({n}, '2030', 1, 'x', x'00')",
    "a hash too many": "INSERT INTO hashes VALUES ({position}, zeroblob(32))",
    "an event too few": "DELETE FROM events WHERE n = {n} - 1",
    "a hash too few": "DELETE FROM hashes WHERE position = {position} - 1",
    "another last event": "UPDATE events SET leaf = x'00' WHERE n = {n} - 1",
    "another last hash": (
        "UPDATE hashes SET hash = zeroblob(32) WHERE position = {position} - 1"
    ),
}


@pytest.mark.parametrize("statement", TORN.values(), ids=list(TORN))
def test_an_end_that_does_not_fit_its_tree_is_found_when_opening(
    path: Path, sound: bytes, statement: str
) -> None:
    path.write_bytes(sound)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        query = "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        for (name,) in raw.execute(query).fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        (n,) = raw.execute("SELECT count(*) FROM events").fetchone()
        (position,) = raw.execute("SELECT count(*) FROM hashes").fetchone()
        raw.execute(statement.format(n=n, position=position))
    for attempt in (lambda: connect(path), lambda: Book(path, steady_world(Clock()))):
        with pytest.raises(DamagedError):
            attempt()
    connect(path, check_tip=False).close()


def test_damage_names_the_file_as_it_was_named(
    path: Path, sound: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(path, sound)
    monkeypatch.chdir(path.parent)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("DROP TRIGGER hashes_no_delete")
        raw.execute("DELETE FROM hashes WHERE position > 3")
    with pytest.raises(DamagedError) as raised:
        connect(Path(path.name))
    assert raised.value.message == str(raised.value) == "a.book is damaged"
    assert raised.value.place == "a.book"


def test_a_side_table_that_does_not_fit_the_log_is_damage(
    path: Path, sound: bytes
) -> None:
    path.write_bytes(sound)
    with closing(connect(path)) as connection:
        n = Reader(connection).size()
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("INSERT INTO disclosures VALUES (?, 'supplier', 's', 'v')", (n,))
    with (
        Book(path, steady_world(Clock(), "damage")) as book,
        pytest.raises(DamagedError),
    ):
        book.record(SPENT, by="u1")
    with closing(connect(path)) as connection:
        assert Reader(connection).size() == n


def test_a_book_without_its_secret_is_damaged(path: Path, sound: bytes) -> None:
    path.write_bytes(sound)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("DROP TRIGGER settings_no_delete")
        raw.execute("DELETE FROM settings")
    error = sentence(path)
    assert isinstance(error, DamagedError)
    assert error.found == "no secret among its settings"
