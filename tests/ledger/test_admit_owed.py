"""What a close owes is held to every field: nothing that only looks like it passes."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from ledger import codec
from ledger import commands as c
from ledger import events as e
from ledger.admit.year import CLOSES_MAX
from ledger.errors import RefusedError
from tests.ledger.memory_book import MemoryBook, admitted, folded, refused
from tests.ledger.worked_example import day, example_book

CLOSE = c.CloseYear(year=2025)
REOPEN = c.ReopenYear(year=2025, reason="vergeten")


def closed_again() -> tuple[MemoryBook, list[e.Leaf]]:
    """A book whose year was closed and reopened, and the leaves of its next close."""
    books = example_book(), example_book()
    for book in books:
        book.record(replace(CLOSE, carry_over=257_838))
        book.record(REOPEN)
    return books[0], books[1].record(replace(CLOSE, carry_over=257_837))


def test_a_close_again_undoes_the_opening_that_it_replaces() -> None:
    book, leaves = closed_again()
    kinds = [e.type_name(leaf.event) for leaf in leaves]
    assert kinds == ["year-closed/1", "reversal-recorded/1", "opening-recorded/1"]
    for leaf in leaves:
        book.take(leaf)
    assert book.figures(2026).opening_reserve == 257_837
    admitted(book.leaves)


def test_the_old_opening_does_not_stay_beside_the_new_one() -> None:
    book, (closing, undoing, opening) = closed_again()
    book.take(closing)
    early = replace(opening, n=undoing.n, version=undoing.version)
    with pytest.raises(RefusedError, match="the reversal of 2026 over 257838 cents"):
        book.take(early)


def test_the_year_that_takes_the_reserve_is_opened_by_the_close_alone() -> None:
    closing, opened, opening = example_book().record(CLOSE)
    assert [e.type_name(x.event) for x in (opened, opening)] == [
        "year-opened/1",
        "opening-recorded/1",
    ]
    book = example_book()
    book.take(closing)
    with pytest.raises(RefusedError, match="the opening of 2026 over"):
        book.take(replace(opened, id="f" * 32))
    later = e.YearOpened(year=2027, rules="pd-grant-1", rules_sha256="0" * 64)
    with pytest.raises(RefusedError, match="the opening of 2026 over"):
        book.take(replace(opened, event=later, stream="2027"))
    book.take(opened)
    book.take(opening)


@pytest.mark.parametrize(
    "changed",
    [
        {"on": day("2026-01-02")},
        {"from_school": "123456"},
        {"previous_allocation": 1},
        {"amount": 257_839},
        {"source": "book"},
    ],
    ids=str,
)
def test_an_opening_after_a_close_is_the_one_that_it_owes(
    changed: dict[str, object],
) -> None:
    book, leaves = closed_again()
    for leaf in leaves[:-1]:
        book.take(leaf)
    opening = leaves[-1]
    with pytest.raises(RefusedError, match="the opening of 2026 over 257837 cents"):
        book.take(replace(opening, event=replace(opening.event, **changed)))
    with pytest.raises(RefusedError, match="the opening of 2026 over 257837 cents"):
        book.take(replace(opening, id="f" * 32))
    book.take(opening)


def test_a_school_that_ended_after_the_close_takes_the_opening_back() -> None:
    book = example_book()
    book.record(CLOSE)
    book.record(c.EndSchool(on=day("2025-12-31")))
    book.record(REOPEN)
    book.record(CLOSE)
    assert book.figures(2025).carried_over == 0
    assert book.figures(2026).opening_reserve == 0
    admitted(book.leaves)


def test_a_reserve_that_goes_to_a_successor_opens_no_year_besides() -> None:
    book = example_book()
    book.record(CLOSE)
    book.record(c.EndSchool(on=day("2025-12-31"), into="012345"))
    book.record(REOPEN)
    leaves = book.record(CLOSE)
    kinds = [e.type_name(leaf.event) for leaf in leaves]
    assert kinds == ["year-closed/1", "reversal-recorded/1"]
    (owed,) = folded(book.leaves[:-1]).owed
    assert (owed.kind, owed.year, owed.amount) == ("reversal", 2026, 257_838)
    assert book.figures(2025).carried_over == 257_838
    assert book.figures(2026).opening_reserve == 0
    admitted(book.leaves)


def test_what_was_withheld_is_refunded_before_anything_else() -> None:
    book, on = example_book(), day("2026-01-31")
    wish = c.ReceiveTranche(
        year=2026, tranche=1, on=on, amount=300_000, withheld=5, withheld_for=2025
    )
    opened, receipt, refund = example_book().record(wish)
    book.take(opened)
    book.take(receipt)
    with pytest.raises(RefusedError, match="the refund of 2025 over 5 cents must"):
        book.take(replace(refund, id="f" * 32))
    book.take(refund)


def test_a_year_is_not_closed_for_ever() -> None:
    book = example_book()
    for _ in range(CLOSES_MAX - 1):
        book.record(CLOSE)
        book.record(REOPEN)
    book.record(CLOSE)
    book.record(REOPEN)
    assert (
        refused(book, CLOSE).message
        == "2025 was closed 50 times: it is not closed again"
    )


def test_a_link_names_only_whom_the_rules_know() -> None:
    book = example_book()
    wish = c.RecordLink(
        expense="C", activity="x", relevance="y", beneficiary="jan-janssens-ziek"
    )
    assert refused(book, wish).message == "'jan-janssens-ziek' is no beneficiary"


def test_a_ref_of_a_plan_is_kept_for_plans() -> None:
    book = example_book()
    wish = c.RecordExpense(
        ref="plan-2024-2025",
        on=day("2025-03-12"),
        amount=5,
        category="travel",
        beneficiary="team",
    )
    assert refused(book, wish).message.endswith("is kept for plans and their approvals")


def test_a_stream_has_room_for_more_than_a_million_events() -> None:
    leaf = replace(example_book().leaves[-1], version=10**6 + 1)
    assert codec.decode(codec.encode(leaf)) == leaf
