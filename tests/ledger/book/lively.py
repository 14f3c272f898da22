"""Lively histories: commands by chance, over few names, so that they meet each other.

Refs, suppliers and invoice numbers come from small sets: names are taken, freed and
taken again. What the rules refuse is left out by whoever records them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from random import Random

from ledger import commands as c
from ledger.book import Book
from ledger.errors import RefusedError

YEARS = (2023, 2024, 2025)


class Teller:
    """Gives one command after the other, as chance has it."""

    def __init__(self, chance: Random) -> None:
        """Take all choices from `chance`."""
        self.chance = chance

    def wishes(self, count: int) -> Iterator[c.Wish]:
        """Give so many commands, with expenses most often."""
        kinds: list[Callable[[], c.Wish]] = [
            *(self.expense,) * 8,
            *(self.link, self.unlink, self.reversal) * 3,
            *(self.payment, self.tranche, self.plan, self.approval, self.document),
            *(self.recovery, self.decision, self.allocation, self.close, self.reopen),
        ]
        for _ in range(count):
            yield self.chance.choice(kinds)()

    def day(self) -> dt.date:
        year, month = self.chance.choice(YEARS), self.chance.randint(1, 12)
        return dt.date(year, month, self.chance.randint(1, 28))

    def maybe(self, value: str) -> str | None:
        return value if self.chance.random() < 0.5 else None

    def target(self) -> str:
        kind = self.chance.choice("eeel")
        return f"{kind}{self.chance.randrange(12)}"

    def expense(self) -> c.Wish:
        is_linked = self.chance.random() < 0.3
        is_told = self.chance.random() < 0.7
        return c.RecordExpense(
            ref=self.maybe(f"e{self.chance.randrange(12)}"),
            on=self.day(),
            amount=self.chance.randint(1, 500_00),
            category="external-training",
            beneficiary="team",
            supplier=self.chance.choice(["Uil vzw", "UIL  VZW", "\uff21 bv"]),
            supplier_number=self.maybe("0123456749"),
            invoice=f"F{self.chance.randrange(4)}" if is_told else None,
            part=self.chance.choice([None, None, 1, 2]),
            duplicate_reason=self.maybe("deel van een reeks"),
            activity="vorming" if is_linked else None,
            relevance="voor het team" if is_linked else None,
        )

    def link(self) -> c.Wish:
        return c.RecordLink(
            expense=self.target(),
            activity="vorming",
            relevance="voor het team",
            amount=self.chance.choice([None, 1, 50]),
            ref=self.maybe(f"l{self.chance.randrange(12)}"),
        )

    def unlink(self) -> c.Wish:
        return c.WithdrawLink(link=f"l{self.chance.randrange(12)}")

    def reversal(self) -> c.Wish:
        amount = self.chance.choice([None, None, 1])
        return c.ReverseFact(of=self.target(), ground="error", amount=amount)

    def payment(self) -> c.Wish:
        return c.RecordPayment(expense=self.target(), on=self.day())

    def tranche(self) -> c.Wish:
        year, other = self.chance.sample(YEARS, 2)
        is_withheld = self.chance.random() < 0.5
        return c.ReceiveTranche(
            year=year,
            tranche=self.chance.choice([1, 2]),
            on=self.day(),
            amount=1_000_00,
            withheld=50_00 if is_withheld else None,
            withheld_for=other if is_withheld else None,
        )

    def plan(self) -> c.Wish:
        planned = c.PlannedInitiative(ref="P1", name="leesgroep")
        return c.RecordPlan(
            school_year="2024-2025", on=self.day(), initiatives=(planned,)
        )

    def approval(self) -> c.Wish:
        return c.ApprovePlan(
            school_year="2024-2025", on=self.day(), by="local-committee"
        )

    def document(self) -> c.Wish:
        content = b"%PDF-1.7 " + bytes([self.chance.randrange(4)])
        return c.AttachDocument(
            of=self.target(),
            kind="invoice",
            name="factuur.pdf",
            media_type="application/pdf",
            content=content,
        )

    def recovery(self) -> c.Wish:
        return c.RecordRecovery(
            of=self.target(), on=self.day(), amount=10, ground="credit-note"
        )

    def decision(self) -> c.Wish:
        return c.RecordDecision(
            target="expense",
            of=self.target(),
            on=self.day(),
            amount=100,
            ground="other",
            ref=self.maybe(f"e{self.chance.randrange(12)}"),
        )

    def allocation(self) -> c.Wish:
        year = self.chance.choice(YEARS)
        return c.RecordAllocation(year=year, on=self.day(), amount=5_000_00)

    def close(self) -> c.Wish:
        return c.CloseYear(year=self.chance.choice(YEARS[:2]))

    def reopen(self) -> c.Wish:
        return c.ReopenYear(year=self.chance.choice(YEARS[:2]), reason="nagekomen")


def live(books: list[Book], chance: Random, *, count: int) -> int:
    """Record commands, each by one of `books` that share a file; count those taken."""
    taken = 0
    for wish in Teller(chance).wishes(count):
        try:
            chance.choice(books).record(wish, by="u1")
        except RefusedError:
            continue
        taken += 1
    return taken
