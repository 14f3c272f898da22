"""Random books: sequences of commands over one to four years, most of them admitted.

A book is drawn command by command, so that a command can name what is there already.
What the rules refuse is left out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from hypothesis import strategies as st

from ledger import commands as c
from ledger.errors import RefusedError
from ledger.rules import rules_for
from ledger.state.entries import AnyEntry, Expense
from ledger.values import DecisionTarget
from tests.ledger.memory_book import MemoryBook, opened_book

FIRST_DAY = "2024-02-10"
LAST_YEAR = 2027
COMMANDS_MAX = 60
RULES = rules_for(2024).set
Draw = Callable[[st.SearchStrategy[Any]], Any]
T = TypeVar("T")

AMOUNTS = st.integers(1, 300_000)
DAYS = st.integers(0, 50)
TELLING = ((1, 1), (2, 28), (3, 1), (6, 30), (7, 1), (12, 31))
"""Months and days around which something changes."""


class Teller:
    """Draws the next command, of a kind that it is asked for."""

    def __init__(self, draw: Draw, book: MemoryBook) -> None:
        """Draw for `book`."""
        self.draw, self.book = draw, book

    def amount(self) -> int:
        return int(self.draw(AMOUNTS))

    def day(self, year: int | None = None) -> dt.date:
        """Draw a day: of a year, a telling one of it, or at most some weeks ago."""
        if year and self.draw(st.booleans()):
            return dt.date(year, 1, 1) + dt.timedelta(self.draw(st.integers(0, 364)))
        if year and self.draw(st.booleans()):
            return dt.date(year, *self.draw(st.sampled_from(TELLING)))
        return self.book.today - dt.timedelta(self.draw(DAYS))

    def year(self) -> int:
        opened = self.book.state.years_opened
        today = self.book.today.year
        return int(self.draw(st.sampled_from(sorted({*opened, today}))))

    def one_of(self, entries: Iterator[T]) -> T:
        """Draw one; raises `RefusedError` where there is none."""
        found = list(entries)
        if not found:
            raise RefusedError("there is nothing to name yet")
        return found[self.draw(st.integers(0, len(found) - 1))]

    def entry(self, *kinds: str) -> str:
        entry = self.one_of(entries(self.book, kinds))
        return f"#{entry.n + 1}"

    def expense_of(self) -> Expense:
        return self.one_of(
            x for y in self.book.state.years.values() for x in y.expenses
        )

    # One for each kind of command.

    def opening(self) -> c.Wish:
        year = min(self.book.state.years_opened, default=self.book.today.year)
        return c.RecordOpening(year=year, on=self.day(year), amount=self.amount())

    def allocation(self) -> c.Wish:
        year, amount = self.year(), self.amount() * 3
        return c.RecordAllocation(year=year, on=self.day(year), amount=amount)

    def adjustment(self) -> c.Wish:
        year = self.year()
        amount = self.draw(st.sampled_from([-1, 1])) * (self.amount() // 4 + 1)
        return c.RecordAdjustment(year=year, on=self.day(year), amount=amount)

    def tranche(self) -> c.Wish:
        year, gross = self.year(), self.amount() * 2
        years = [y for y in self.book.state.years_opened if y != year]
        other = self.draw(st.sampled_from([None, None, *sorted(years)]))
        return c.ReceiveTranche(
            year=year,
            tranche=self.draw(st.sampled_from([1, 2])),
            on=self.day(year),
            amount=gross,
            withheld=self.draw(st.integers(1, gross)) if other else None,
            withheld_for=other,
        )

    def expense(self) -> c.Wish:
        is_linked = self.draw(st.booleans())
        return c.RecordExpense(
            on=self.day(self.year()),
            amount=self.amount(),
            category=self.draw(st.sampled_from(RULES.categories.every)),
            beneficiary=self.draw(st.sampled_from(RULES.beneficiaries.every)),
            activity="een vorming" if is_linked else None,
            relevance="voor het team" if is_linked else None,
        )

    def eligible(self) -> c.Wish:
        on, amount = self.day(self.year()), self.amount()
        return c.RecordExpense(
            on=on, amount=amount, category="external-training", beneficiary="team"
        )

    def link(self) -> c.Wish:
        expense = self.expense_of()
        some = self.draw(st.none() | st.integers(1, max(1, expense.unlinked)))
        on = self.draw(st.none() | st.just(self.day(expense.event.on.year)))
        return c.RecordLink(
            expense=f"#{expense.n + 1}", activity="a", relevance="r", amount=some, on=on
        )

    def unlink(self) -> c.Wish:
        years = self.book.state.years.values()
        link = self.one_of(link for year in years for link in year.links.values())
        return c.WithdrawLink(link=f"#{link.n + 1}", on=self.day())

    def payment(self) -> c.Wish:
        return c.RecordPayment(expense=self.entry("expenses"), on=self.day())

    def reversal(self) -> c.Wish:
        entry = self.one_of(entries(self.book, KINDS))
        part = self.draw(st.none() | st.integers(1, max(1, abs(entry.left))))
        ground = self.draw(st.sampled_from(["error", "own-means"]))
        of = f"#{entry.n + 1}"
        return c.ReverseFact(of=of, ground=ground, on=self.day(), amount=part)

    def recovery(self) -> c.Wish:
        of, on = self.entry("expenses"), self.day()
        amount = self.amount() // 3 + 1
        return c.RecordRecovery(of=of, on=on, amount=amount, ground="credit-note")

    def refund(self) -> c.Wish:
        return c.PayRefund(year=self.year(), on=self.day(), amount=self.amount())

    def decision(self) -> c.Wish:
        return self._decided(self.entry("expenses"), "expense")

    def claim(self) -> c.Wish:
        years = self.book.state.years.values()
        claims: list[tuple[str, DecisionTarget]] = [
            (f"#{n + 1}", "carry-over") for year in years for n in year.closings
        ]
        claims += [
            (f"#{entry.n + 1}", target)
            for kind, target in TARGETS.items()
            for entry in entries(self.book, (kind,))
        ]
        of, target = self.one_of(iter(claims))
        return self._decided(of, target)

    def withdrawal(self) -> c.Wish:
        earlier = self.one_of(entries(self.book, ("decisions",)))
        of, target = f"#{earlier.event.of + 1}", earlier.event.target
        return self._decided(of, target, earlier=f"#{earlier.n + 1}")

    def _decided(
        self, of: str, target: DecisionTarget, *, earlier: str | None = None
    ) -> c.Wish:
        amount = None if earlier and self.draw(st.booleans()) else self.amount()
        return c.RecordDecision(
            target=target,
            of=of,
            on=self.day(),
            ground="not-eligible",
            amount=amount,
            withdraws=earlier,
        )

    def close(self) -> c.Wish:
        still_open = self.book.state.years_opened - self.book.state.years_closed
        year = min(still_open, default=self.book.today.year)
        most = self.draw(st.none() | st.integers(0, 50_000))
        return c.CloseYear(year=year, carry_over=most)

    def reopen(self) -> c.Wish:
        year = max(self.book.state.years_closed, default=self.book.today.year)
        return c.ReopenYear(year=year, reason="nagekomen factuur")


KINDS = (
    *("openings", "allocations", "adjustments", "receipts", "expenses", "recoveries"),
    *("refunds", "decisions"),
)
TARGETS: dict[str, DecisionTarget] = {"openings": "opening", "receipts": "tranche"}
# What a year mostly holds comes more often.
PLOT = (
    *("opening", "allocation", "adjustment", "tranche", "expense", "eligible", "link"),
    *("unlink", "payment", "reversal", "recovery", "refund", "decision", "claim"),
    *("withdrawal", "close", "reopen"),
    *("expense", "eligible", "link", "tranche", "reversal", "close") * 2,
)
CLOSING = (*PLOT, *("close", "reopen", "payment", "decision", "recovery") * 3)
"""A plot in which years are closed, and more is said of them."""


def entries(book: MemoryBook, kinds: tuple[str, ...]) -> Iterator[AnyEntry]:
    """Yield the facts of some kinds, of all years."""
    for year in book.state.years.values():
        for kind in kinds:
            yield from getattr(year, kind)


@st.composite
def books(
    draw: Draw,
    plot: Sequence[str] = PLOT,
    days: st.SearchStrategy[int] = DAYS,
) -> MemoryBook:
    """Draw a book of up to `COMMANDS_MAX` commands, some `days` between two of them."""
    book = opened_book(FIRST_DAY)
    teller = Teller(draw, book)
    for _ in range(draw(st.integers(0, COMMANDS_MAX))):
        kind = draw(st.sampled_from(plot))
        book.today += dt.timedelta(draw(days))
        if book.today.year > LAST_YEAR:
            break
        with suppress(RefusedError):
            book.record(getattr(teller, kind)())
    return book
