"""Chance under a seed: what the golden sessions draw their salts and keys from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cli.surroundings import counted


@given(st.binary(), st.integers(1, 5), st.integers(0, 31))
def test_what_is_drawn_at_once_is_what_is_drawn_one_after_the_other(
    seed: bytes, salts: int, more: int
) -> None:
    draw = counted(seed)
    one_by_one = b"".join([draw(32) for _ in range(salts)]) + draw(more)
    assert counted(seed)(32 * salts + more) == one_by_one
    assert len(one_by_one) == 32 * salts + more
    assert len({one_by_one[at : at + 32] for at in range(0, 32 * salts, 32)}) == salts
