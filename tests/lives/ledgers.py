"""Lives of books, led by chance beside a ledger on paper.

    python -m tests.lives.ledgers [--lives 500]

Several writers have one book open; they record, undo, attach, close, reopen, erase, and
change keys, under a clock that also goes back. At any moment it is asked what was known
at an earlier one, on any day; bundles, copies and read models are made. All of it has
to be what a list of what was taken says (`tests.lives.model`).
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from fixtures.books import ORIGIN, Clock, steady_world
from ledger import commands as c
from ledger.book import Book
from ledger.book.creating import create_book
from ledger.book.keys import rotate_key
from ledger.errors import RefusedError
from ledger.keys import generate
from tests.ledger.book.small import scratch
from tests.lives import looking
from tests.lives.model import Line, Paper
from tests.lives.working import OPENED_WITH_KEY

YEAR = looking.YEAR
KEYS = [generate(ORIGIN, bytes([number, *range(1, 32)])) for number in range(60)]
DAYS = st.dates(dt.date(YEAR, 1, 1), dt.date(YEAR, 12, 31))
AMOUNTS = st.integers(1, 500_000)
CHOICES = st.integers(0, 10**6)
WRITERS = st.integers(0, 2)
SECONDS = st.sampled_from((0, 3_600, -90_000, 200_000, -1))


class Lives(RuleBasedStateMachine):
    """One book, three who have it open, and a ledger on paper."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = scratch()
        self.path = Path(self.folder.name, "a.book")
        self.clock = Clock("2026-02-01")
        self.world = steady_world(self.clock)
        create_book(self.path, OPENED_WITH_KEY, world=self.world)
        self.books = [Book(self.path, self.world) for _ in range(3)]
        self.key = 0
        self.paper = Paper(lines=[], size=3)

    def teardown(self) -> None:
        with self.folder:
            for book in self.books:
                book.close()
            looking.whole(self.path, self.paper)

    def take(self, wish: c.Wish, writer: int, *notes: Line) -> None:
        """Record what has to be taken, and write it down; the rest is refused whole."""
        size = self.paper.size
        if self.paper.is_closed and not isinstance(wish, c.AttachDocument):
            with pytest.raises(RefusedError):
                self.books[writer].record(wish, by="u1")
            return
        leaves = self.books[writer].record(wish, by="u1").leaves
        assert [leaf.n for leaf in leaves] == [*range(size, size + len(leaves))]
        self.paper.size += len(leaves)
        for leaf, line in zip(leaves[-len(notes) :], notes, strict=bool(notes)):
            line.n = leaf.n
            self.paper.lines.append(line)

    def one(self, choice: int) -> str:
        """Choose an expense; there is one."""
        refs = sorted(self.paper.suppliers)
        return refs[choice % len(refs)]

    @property
    def has_expense(self) -> bool:
        return bool(self.paper.suppliers)

    @rule(on=DAYS, amount=AMOUNTS, linked=st.booleans(), writer=WRITERS)
    def spend(self, *, on: dt.date, amount: int, linked: bool, writer: int) -> None:
        ref = f"e{len(self.paper.suppliers)}"
        supplier = f"Leverancier van {ref} in de Kerkstraat"
        wish = c.RecordExpense(
            ref=ref,
            on=on,
            amount=amount,
            category="external-training",
            beneficiary="team",
            supplier=supplier,
            activity="vorming" if linked else None,
            relevance="voor het team" if linked else None,
        )
        links = [Line(0, "link", on, amount, ref)] if linked else []
        self.take(wish, writer, Line(0, "expense", on, amount, ref), *links)
        if not self.paper.is_closed:
            self.paper.suppliers[ref] = supplier

    @precondition(lambda self: self.has_expense)
    @rule(choice=CHOICES, on=DAYS, part=AMOUNTS, writer=WRITERS)
    def link(self, *, choice: int, on: dt.date, part: int, writer: int) -> None:
        ref = self.one(choice)
        free = self.paper.unlinked(ref)
        amount = min(part, free)
        if amount > 0:
            wish = c.RecordLink(
                expense=ref, activity="a", relevance="r", on=on, amount=amount
            )
            self.take(wish, writer, Line(0, "link", on, amount, ref))

    @precondition(lambda self: self.has_expense)
    @rule(choice=CHOICES, on=DAYS, part=AMOUNTS, writer=WRITERS)
    def undo(self, *, choice: int, on: dt.date, part: int, writer: int) -> None:
        ref = self.one(choice)
        amount = min(part, self.paper.left(ref) - 1)
        if amount > 0:
            wish = c.ReverseFact(of=ref, ground="error", on=on, amount=amount)
            self.take(wish, writer, Line(0, "reversal", on, amount, ref))

    @rule(on=DAYS, amount=AMOUNTS, writer=WRITERS, seconds=SECONDS)
    def receive(
        self, *, on: dt.date, amount: int, writer: int, seconds: int = 0
    ) -> None:
        self.turn_the_clock(seconds)
        wish = c.ReceiveTranche(year=YEAR, tranche=1, on=on, amount=amount)
        self.take(wish, writer, Line(0, "tranche", on, amount))

    @rule(on=DAYS, amount=AMOUNTS, writer=WRITERS)
    def adjust(self, *, on: dt.date, amount: int, writer: int) -> None:
        wish = c.RecordAdjustment(year=YEAR, on=on, amount=amount)
        self.take(wish, writer, Line(0, "allocation", on, amount))

    @precondition(lambda self: self.has_expense)
    @rule(choice=CHOICES, content=st.binary(min_size=1, max_size=6_000))
    def attach(self, *, choice: int, content: bytes) -> None:
        wish = c.AttachDocument(
            of=self.one(choice),
            kind="invoice",
            name="bon.pdf",
            media_type="application/pdf",
            content=content,
        )
        self.take(wish, choice % 3)

    @precondition(lambda self: self.has_expense)
    @rule(writer=WRITERS)
    def close(self, writer: int) -> None:
        self.take(c.CloseYear(year=YEAR), writer)
        self.paper.is_closed = True

    @precondition(lambda self: self.paper.is_closed)
    @rule(writer=WRITERS)
    def reopen(self, writer: int) -> None:
        self.paper.is_closed = False
        self.take(c.ReopenYear(year=YEAR, reason="nagekomen factuur"), writer)

    @precondition(lambda self: self.paper.suppliers.keys() - self.paper.erased)
    @rule(choice=CHOICES, writer=WRITERS)
    def erase(self, *, choice: int, writer: int) -> None:
        left = sorted(self.paper.suppliers.keys() - self.paper.erased)
        ref = left[choice % len(left)]
        wish = c.EraseData(of=ref, ground="request", slots=("supplier",))
        self.paper.size += len(self.books[writer].erase(wish, by="u1").leaves)
        self.paper.erased.add(ref)
        looking.erased(self.path, self.paper)

    @rule(writer=WRITERS)
    def change_key(self, writer: int) -> None:
        if self.key + 1 < len(KEYS):
            old, new = KEYS[self.key : self.key + 2]
            rotate_key(self.books[writer], old, new=new, by="u1")
            self.key, self.paper.size = self.key + 1, self.paper.size + 1

    @rule(seconds=SECONDS)
    def turn_the_clock(self, seconds: int) -> None:
        """Move it, also back; it stays far behind the closes of the year."""
        moved = self.clock.moment + dt.timedelta(seconds=seconds)
        earliest = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
        self.clock.moment = max(moved, earliest)

    @rule(writer=WRITERS)
    def open_again(self, writer: int) -> None:
        self.books[writer].close()
        self.books[writer] = Book(self.path, self.world)

    @rule(writer=WRITERS)
    def sign(self, writer: int) -> None:
        looking.sign(self.books[writer], KEYS[self.key], paper=self.paper)

    @rule(size=CHOICES, on=st.none() | DAYS)
    def look(self, *, size: int, on: dt.date | None) -> None:
        looking.sums(self.path, self.paper, size=size, on=on)

    @rule()
    def export(self) -> None:
        looking.bundle(self.path, self.paper, key=KEYS[self.key])

    @rule()
    def copy(self) -> None:
        looking.copy(self.path, self.paper)

    @rule()
    def follow(self) -> None:
        looking.read_model(self.path)

    @invariant()
    def counts(self) -> None:
        looking.size(self.path, self.paper)


def lead(lives: int, *, steps: int = 50, steady: bool = False) -> None:
    """Lead so many lives; raises where one of them is not as on paper.

    Where `steady` they are the same ones every time, and none is made shorter first.
    """
    chosen = settings(
        max_examples=lives,
        stateful_step_count=steps,
        deadline=None,
        derandomize=steady,
        phases=[Phase.generate] if steady else list(Phase),
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Lives, settings=chosen)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lives", type=int, default=500)
    lives = parser.parse_args().lives
    lead(lives)
    sys.stdout.write(f"{lives} lives of books, each as on paper\n")


if __name__ == "__main__":
    main()
