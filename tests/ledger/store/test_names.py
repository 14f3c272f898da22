"""Refs and invoices: what is taken in the tables is what the log, read anew, says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fixtures.books import Clock, build, steady_world
from ledger import commands as c
from ledger import events as e
from ledger.book import Book
from ledger.errors import RefusedError
from ledger.invoices import key_of
from ledger.store.beside import Beside
from ledger.store.connection import connect
from ledger.store.names import StoredNames
from ledger.store.reading import Reader
from tests.ledger.book.lively import Teller, live
from tests.ledger.book.small import scratch

Taken = tuple[dict[str, int], set[tuple[bytes, int]]]


def stored(path: Path) -> Taken:
    """What the tables say is taken."""
    with closing(connect(path)) as connection:
        refs = dict(connection.execute("SELECT ref, n FROM refs"))
        return refs, set(connection.execute("SELECT digest, n FROM invoices"))


class Register:
    """What is taken, worked out in the plainest way from the leaves alone."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.refs: dict[str, int] = {}
        self.claims: set[int] = set()
        self.left: dict[int, int] = {}
        for leaf in reader.leaves(0, reader.size()):
            self.take(leaf.n, leaf.event)

    def take(self, n: int, event: e.Event) -> None:
        if isinstance(event, e.PlanRecorded):
            self.refs[f"plan-{event.school_year}"] = n
        elif isinstance(event, e.PlanApproved):
            self.refs[f"approval-{event.school_year}"] = n
        elif isinstance(event, e.LinkWithdrawn):
            self.free(event.link)
        elif isinstance(event, e.ReversalRecorded) and event.of in self.left:
            self.left[event.of] -= event.amount or 0
            if not self.left[event.of]:
                self.free(event.of)
        elif hasattr(event, "ref"):
            self.refs[event.ref] = n
            self.left[n] = getattr(event, "amount", None) or 0
            self.claims |= {n} if isinstance(event, e.ExpenseRecorded) else set()

    def free(self, n: int) -> None:
        self.refs = {ref: taken for ref, taken in self.refs.items() if taken != n}
        self.claims.discard(n)

    def invoices(self) -> Iterator[tuple[bytes, int]]:
        beside, names = Beside(), StoredNames(self.reader, self.reader.secret())
        for n in self.claims:
            event, sealed = self.reader.leaf(n).event, self.reader.disclosures(n)
            assert isinstance(event, e.ExpenseRecorded)
            number, name = sealed["supplier_number"], sealed["supplier"]
            key = key_of(number, name, invoice=sealed["invoice"], part=event.part)
            if key:
                names.claim_invoice(key, n)
        names.take_changes(beside)
        yield from beside.invoices


def from_scratch(path: Path) -> Taken:
    """What the log says is taken."""
    with closing(connect(path)) as connection:
        register = Register(Reader(connection))
        return register.refs, set(register.invoices())


@settings(max_examples=25)
@given(st.integers(0, 2**32))
def test_the_tables_say_what_the_log_says(seed: int) -> None:
    with scratch() as folder:
        with build(Path(folder) / "a.book") as book:
            assert live([book], Random(seed), count=60) > 5
        assert stored(book.path) == from_scratch(book.path)


@settings(max_examples=15)
@given(st.integers(0, 2**32))
def test_one_long_transaction_takes_the_same_names_as_many_short_ones(
    seed: int,
) -> None:
    with scratch() as folder:
        long, short = Path(folder) / "long.book", Path(folder) / "short.book"
        with build(short) as book:
            wishes = Teller(Random(seed)).wishes(60)
            taken = [wish for wish in wishes if _is_taken(book, wish)]
        with build(long) as book:
            book.carry_out(lambda writer: [writer.record(w) for w in taken], by="u1")
        refs, invoices = stored(short)
        assert stored(long)[0] == refs
        assert {n for _, n in stored(long)[1]} == {n for _, n in invoices}


def _is_taken(book: Book, wish: c.Wish) -> bool:
    try:
        book.record(wish, by="u1")
    except RefusedError:
        return False
    return True


def spent(ref: str, **given: str) -> c.RecordExpense:
    return c.RecordExpense(
        ref=ref,
        on=Clock().now().date().replace(year=2025),
        amount=100,
        category="travel",
        beneficiary="team",
        supplier="Uil vzw",
        invoice="F1",
        duplicate_reason=given.get("why"),
    )


def test_an_invoice_stays_claimed_until_its_last_expense_is_reversed(
    tmp_path: Path,
) -> None:
    wishes = [spent("A"), spent("B", why="per vergissing twee keer betaald")]
    with build(tmp_path / "a.book", wishes) as book:
        book.record(c.ReverseFact(of="B", ground="error"), by="u1")
        with pytest.raises(RefusedError, match="registered already, by A"):
            book.record(spent("C"), by="u1")
        book.record(c.ReverseFact(of="A", ground="error"), by="u1")
        book.record(spent("C"), by="u1")


def test_a_ref_is_free_again_in_the_command_after_its_reversal(tmp_path: Path) -> None:
    wishes = [spent("A"), c.ReverseFact(of="A", ground="error"), spent("A")]
    with build(tmp_path / "a.book", wishes) as book:
        pass
    assert stored(book.path) == from_scratch(book.path)


def test_names_of_a_refused_command_are_not_taken(tmp_path: Path) -> None:
    with build(tmp_path / "a.book") as book:
        half = msgspec.structs.replace(spent("A"), activity="vorming")
        with pytest.raises(RefusedError):
            book.record(half, by="u1")
        book.record(spent("A"), by="u1")


def test_what_another_process_took_is_seen(tmp_path: Path) -> None:
    with (
        build(tmp_path / "a.book") as first,
        Book(first.path, steady_world(Clock(), "other")) as second,
    ):
        first.record(spent("A"), by="u1")
        with pytest.raises(RefusedError, match="registered already"):
            second.record(spent("B"), by="u1")
        second.record(c.ReverseFact(of="A", ground="error"), by="u1")
        first.record(spent("A"), by="u1")


def test_who_asks_for_many_names_gets_the_same_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wishes = [named(ref, invoice) for ref, invoice in (("A", "1"), ("B", "2"))]
    build(tmp_path / "a.book", wishes).close()
    keys = [key_of(None, "X", invoice=each, part=None) for each in ("1", "2", "3")]

    def answers() -> list[int | None]:
        with closing(connect(tmp_path / "a.book")) as connection:
            names = StoredNames(reader := Reader(connection), reader.secret())
            refs = [names.find_ref(ref) for ref in ("A", "B", "C")]
            return [*refs, *(names.find_invoice(key) for key in keys if key)]

    before = answers()
    monkeypatch.setattr("ledger.store.names.ASKED_MIN", 1)
    monkeypatch.setattr(Reader, "ref", None)  # what is not taken is asked of nobody
    assert answers() == before
    assert before[:2] == before[3:5]
    assert before[2] is before[5] is None


def named(ref: str, invoice: str) -> c.RecordExpense:
    return c.RecordExpense(
        ref=ref,
        on=dt.date(2025, 3, 12),
        amount=100,
        category="travel",
        beneficiary="team",
        supplier="X",
        invoice=invoice,
    )
