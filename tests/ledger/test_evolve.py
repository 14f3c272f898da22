"""Folding never refuses, whatever it is given, and a state read anew is the same.

Admitting says no to what cannot be, and never anything worse.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger import commands as c
from ledger.admit import admit
from ledger.errors import RefusedError
from ledger.events import (
    SCHOOL,
    DecisionRecorded,
    Leaf,
    LinkWithdrawn,
    TrancheReceived,
    YearOpened,
)
from ledger.figures import figures
from ledger.state.book import BookState, MemoryNames, User
from ledger.state.evolve import evolve, evolve_stream, settle
from tests.ledger.histories import books
from tests.ledger.leaves import event_types, events, leaves
from tests.ledger.memory_book import ORIGIN, MemoryBook, folded, plain
from tests.ledger.worked_example import example_book

SEALED = "A" * 43 + "="
INDEXES = {"of", "expense", "link", "withdraws"}
YEARS = st.sampled_from([2024, 2025, 2026])
STREAMS = st.sampled_from([SCHOOL, "2024", "2025", "2026"])


@st.composite
def near_leaves(draw: Any, size: int) -> Leaf:  # noqa: ANN401  hypothesis says what
    """Draw a leaf that names facts, years and users which a book may well have."""
    kind = draw(st.sampled_from(event_types()))
    event, changed = draw(events(kind)), {}
    for name in kind.__struct_fields__:
        if name in INDEXES and getattr(event, name) is not None:
            changed[name] = draw(st.integers(0, size + 2))
        if name in {"year", "withheld_for"} and getattr(event, name) is not None:
            changed[name] = draw(YEARS)
        if name == "on":
            changed[name] = draw(st.dates(dt.date(2025, 1, 1), dt.date(2026, 3, 1)))
    return Leaf(
        at="2026-02-01T12:00:00.000000Z",
        by=draw(st.sampled_from(["u1", "u1", "u2"])),
        event=msgspec.structs.replace(event, **changed),
        id="0" * 32,
        n=size,
        stream=draw(STREAMS),
        version=1,
    )


def test_any_moment_is_later_than_those_of_a_book_without_events() -> None:
    assert BookState(MemoryNames()).last_at < "0001-01-01T00:00:00.000000Z"


def test_a_year_that_is_read_at_once_is_what_its_events_come_to() -> None:
    book = example_book()
    of_year = [leaf for leaf in book.leaves if leaf.stream == "2025"]
    state = folded([leaf for leaf in book.leaves if leaf.stream == SCHOOL])
    evolve_stream(state, of_year)
    assert plain(state.years[2025]) == plain(book.state.years[2025])
    assert state.versions == book.state.versions
    assert evolve(state, of_year[-1]) is state
    settle(state, of_year[-1])
    assert state.owed == []


def test_the_key_that_a_book_is_opened_with_is_its_first() -> None:
    book, key = MemoryBook(), f"{ORIGIN}+{'0' * 8}+AQ"
    wish = c.OpenBook(origin=ORIGIN, school="030569", level="primary", user_name="Els")
    book.record(msgspec.structs.replace(wish, key=key))
    assert (book.state.key, book.state.keys) == (key, {key: 0})
    assert book.state.users == {"u1": User("u1", "bookkeeper", 1)}


def test_a_plan_is_kept_with_its_event() -> None:
    book, on = example_book(), dt.date(2024, 10, 1)
    wish = c.RecordPlan(school_year="2024-2025", on=on, initiatives=())
    (leaf,) = book.record(wish)
    (plan,) = book.state.plans["2024-2025"]
    assert (plan.n, plan.event) == (leaf.n, leaf.event)


def test_a_document_of_the_end_of_a_school_is_of_the_school() -> None:
    book = example_book()
    (ended,) = book.record(c.EndSchool(on=dt.date(2026, 1, 31)))
    assert book.state.school_facts == {2, ended.n}


def test_an_expense_linked_for_more_than_is_left_has_nothing_to_link() -> None:
    book = example_book()
    book.record(c.ReverseFact(of="A", ground="error", amount=5))
    (linked,) = [each for each in book.state.years[2025].expenses if each.n == 7]
    assert (linked.left, linked.linked, linked.unlinked) == (94_995, 95_000, 0)


def test_a_link_is_withdrawn_once_and_one_that_is_not_there_never() -> None:
    book = example_book()
    year = book.state.years[2025]
    (link, *_) = year.links.values()
    (expense,) = [each for each in year.expenses if link in each.links]
    left = expense.linked - link.event.amount
    event = LinkWithdrawn(link=link.n, on=book.today, reason=SEALED)
    first = book.leaf(event, "2025")
    evolve(book.state, first)
    evolve(book.state, book.leaf(event, "2025"))
    evolve(book.state, book.leaf(msgspec.structs.replace(event, link=0), "2025"))
    assert (link.withdrawn_n, expense.linked) == (first.n, left)


def test_a_decision_is_of_an_expense_only_where_it_says_so() -> None:
    book = example_book()
    year = book.state.years[2025]
    expense, receipt = year.expenses[0], year.receipts[0]
    decision = DecisionRecorded(
        ref="D",
        target="tranche",
        of=expense.n,
        on=book.today,
        amount=5,
        ground="not-eligible",
        withdraws=None,
        authority=SEALED,
        reference=SEALED,
        text=SEALED,
    )
    evolve(book.state, book.leaf(decision, "2025"))
    of_receipt = msgspec.structs.replace(decision, target="expense", of=receipt.n)
    evolve(book.state, book.leaf(of_receipt, "2025"))
    assert [each.event for each in year.decisions] == [decision, of_receipt]
    assert (expense.decided, list(expense.decisions)) == (0, [])


def test_a_tranche_that_names_a_year_and_withholds_nothing_owes_no_refund() -> None:
    book = example_book()
    received = TrancheReceived(
        ref="T",
        year=2025,
        tranche=1,
        on=book.today,
        amount=5,
        withheld=None,
        withheld_for=2025,
        paid_to=None,
        credit_total=None,
        bank_reference=SEALED,
    )
    evolve(book.state, book.leaf(received, "2025"))
    assert book.state.owed == []


@settings(max_examples=60)
@given(st.data())
def test_any_event_is_folded_and_figures_come_of_it(data: st.DataObject) -> None:
    book = example_book()
    for _ in range(6):
        evolve(book.state, data.draw(near_leaves(book.state.size)))
    for year in book.state.years.values():
        assert figures(year, None, today=book.today)


@settings(max_examples=60)
@given(st.data())
def test_any_event_is_admitted_or_refused_and_asking_changes_nothing(
    data: st.DataObject,
) -> None:
    book = example_book()
    before = plain(book.state)
    for _ in range(6):
        with suppress(RefusedError):
            admit(book.state, data.draw(near_leaves(book.state.size)), today=book.today)
        assert plain(book.state) == before


@settings(max_examples=30)
@given(st.lists(leaves(), max_size=5))
def test_a_log_of_anything_is_folded(log: list[Leaf]) -> None:
    state = BookState(MemoryNames())
    for n, leaf in enumerate(log):
        evolve(state, msgspec.structs.replace(leaf, n=n))
    assert state.size == len(log)


def test_a_year_that_no_rule_set_is_for_is_folded_too() -> None:
    book = example_book()
    opened = YearOpened(year=1990, rules="unknown", rules_sha256="0" * 64)
    evolve(book.state, book.leaf(opened, "1990"))
    assert book.figures(1990).funds == 0


@settings(max_examples=40)
@given(books())
def test_a_state_that_grew_is_the_state_read_anew(book: MemoryBook) -> None:
    anew = folded(book.leaves)
    assert plain(anew.years) == plain(book.state.years)
    assert anew.versions == book.state.versions
    assert (anew.size, anew.last_at) == (book.state.size, book.state.last_at)
    assert (anew.years_opened, anew.years_closed) == (
        *(book.state.years_opened, book.state.years_closed),
    )
    assert plain(anew.names)["refs"] == plain(book.state.names)["refs"]
    assert not anew.owed


@settings(max_examples=40)
@given(books())
def test_the_sums_that_a_state_keeps_are_those_of_its_facts(book: MemoryBook) -> None:
    for year in book.state.years.values():
        for entry in year.entries.values():
            assert entry.undone == sum(r.amount for r in entry.reversals)
        for expense in year.expenses:
            standing = (link for link in expense.links if not link.withdrawn)
            assert expense.linked == sum(link.event.amount for link in standing)
            decided = sum(decision.standing for decision in expense.decisions)
            assert expense.decided == decided


@settings(max_examples=40)
@given(books())
def test_versions_count_the_events_of_each_stream(book: MemoryBook) -> None:
    for stream in {leaf.stream for leaf in book.leaves}:
        own = [leaf.version for leaf in book.leaves if leaf.stream == stream]
        assert own == list(range(1, len(own) + 1))
    assert [leaf.n for leaf in book.leaves] == list(range(len(book.leaves)))
