"""Whatever several writers do with a book, it is what a list on paper says of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

import ledger.book.writer
from ledger.store import beside
from projections.view import BookView
from tests.lives.ledgers import Lives, lead

LIVES, STEPS = 12, 25
DAY = dt.date(2025, 1, 1)


def test_lives_are_as_on_paper() -> None:
    lead(LIVES, steps=STEPS, steady=True)


@contextmanager
def life() -> Iterator[Lives]:
    """A life that is led step by step, as a report of a failure tells it."""
    state = Lives()
    try:
        yield state
    finally:
        state.teardown()


def test_an_expense_may_be_known_before_its_link_is() -> None:
    with life() as state:
        state.spend(amount=1, linked=True, on=DAY, writer=0)
        state.look(size=state.paper.size - 2, on=None)
        state.look(size=state.paper.size - 1, on=None)


def test_a_writer_hears_of_what_others_closed_and_opened_again() -> None:
    with life() as state:
        state.spend(amount=5, linked=False, on=DAY, writer=0)
        state.receive(amount=900, on=DAY, writer=1)
        state.close(writer=2)
        state.spend(amount=5, linked=False, on=DAY, writer=0)
        state.reopen(writer=1)
        state.receive(amount=9, on=DAY, writer=1, seconds=-90_000)
        state.spend(amount=5, linked=True, on=DAY, writer=2)
        state.erase(choice=0, writer=0)
        state.look(size=4, on=DAY)


def looks_at_the_end(view: BookView, _known_at: object) -> None:
    LOOK(view, None)


LOOK = BookView.look
PLANTED: dict[str, tuple[object, str, Callable[..., object]]] = {
    "what was known is what is known": (BookView, "look", looks_at_the_end),
    "what others wrote is not read": (ledger.book, "catch_up", lambda *_: None),
    "the clock is believed": (ledger.book.writer, "max", lambda now, _: now),
    "what was erased stays": (beside, "_erase", lambda *_: None),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_fault_is_found(
    planted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(*PLANTED[planted], raising=False)
    with pytest.raises(BaseException, match=r"."):  # a group, where several are found
        lead(LIVES, steps=STEPS, steady=True)
