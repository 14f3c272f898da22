"""An outline is what the whole event says, whatever its kind."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger import codec
from ledger.errors import SurroundingsError
from ledger.events import Leaf, type_name
from projections.history import day_of
from projections.outline import Outline, outline, outlines
from projections.undoing import undoes
from tests.ledger.leaves import event_types, leaves
from tests.projections.outlines.damaging import rewrite
from tests.projections.seeing import Desk


def whole(leaf: Leaf) -> Outline:
    """The outline of an event that was decoded as a whole."""
    event = leaf.event
    amount = getattr(event, "amount", None)
    return Outline(leaf.n, type_name(event), day_of(event), amount, undoes(event))


@pytest.mark.parametrize("kind", event_types(), ids=lambda kind: kind.__name__)
@given(data=st.data())
@settings(max_examples=20)
def test_it_is_what_the_whole_event_says(kind: type[Any], data: st.DataObject) -> None:
    leaf = data.draw(leaves(kind))
    assert outline(codec.encode(leaf)) == whole(leaf)


def test_those_of_a_part_are_a_part_of_those_of_all(desk: Desk) -> None:
    with desk.view() as view:
        every = list(map(whole, view.leaves(0, view.size)))
        for start in range(view.size + 1):
            for end in range(start, view.size + 1):
                assert list(outlines(view.reader, start, end=end)) == every[start:end]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (b"expense-recorded/1", b"expense-recorded/9", "type expense-recorded/9"),
        (b'"n":7', b'"n":x', "is damaged"),
        (b'"amount":95000', b'"amount":"x"', "is damaged"),
    ],
)
def test_an_event_that_cannot_be_read_is_named(
    desk: Desk, before: bytes, *, after: bytes, said: str
) -> None:
    desk.book.close()
    rewrite(desk.path, 7, before=before, after=after)
    with desk.view() as view:
        assert len(list(outlines(view.reader, 0, end=7))) == 7
        with pytest.raises(SurroundingsError, match=said):
            list(outlines(view.reader, 0, end=view.size))
