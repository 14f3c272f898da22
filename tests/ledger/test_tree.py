from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import MalformedError
from ledger.tree import (
    EMPTY_ROOT,
    Frontier,
    leaf_hash,
    node_hash,
    prove_consistency,
    prove_inclusion,
    root,
    roots_at,
    split_index,
    stored_count,
    stored_hashes,
    stored_index,
)
from tests.ledger.rfc6962 import HASHES, SIZE_MAX, STORED, Stored, mth

# The leaves that Certificate Transparency's own tests use, and the roots of the first
# one, the first two, and so on.
CT_LEAVES = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    bytes(range(0x50, 0x58)),
    bytes(range(0x60, 0x70)),
]
CT_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def test_the_roots_are_those_of_certificate_transparency() -> None:
    leaves = [leaf_hash(leaf) for leaf in CT_LEAVES]
    stored = Stored(leaves)
    roots = [root(size, stored.read).hex() for size in range(1, 9)]
    assert roots == CT_ROOTS


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert root(0, STORED.read) == EMPTY_ROOT == Frontier().root()
    assert EMPTY_ROOT.hex().startswith("e3b0c44298fc1c14")


def test_a_leaf_never_hashes_like_a_node() -> None:
    left, right = HASHES[:2]
    assert leaf_hash(left + right) != node_hash(left, right)


@pytest.mark.parametrize("size", range(SIZE_MAX + 1))
def test_every_root_is_that_of_the_rfc(size: int) -> None:
    assert root(size, STORED.read) == mth(HASHES[:size])


def test_a_stream_passes_through_the_same_roots() -> None:
    frontier = Frontier()
    for size, leaf in enumerate(HASHES, start=1):
        frontier.extend([leaf])
        assert (frontier.size, frontier.root()) == (size, root(size, STORED.read))


@given(st.lists(st.integers(0, 9), max_size=12))
def test_many_leaves_at_once_come_to_what_they_come_to_one_by_one(
    widths: list[int],
) -> None:
    frontier, start = Frontier(), 0
    for width in widths:
        frontier.extend(HASHES[start : start + width])
        start = min(start + width, SIZE_MAX)
        assert (frontier.size, frontier.root()) == (start, root(start, STORED.read))


def test_the_roots_at_some_sizes_come_in_one_pass() -> None:
    sizes = [0, 1, 63, 64, 64, SIZE_MAX, SIZE_MAX + 1]
    expected = {size: root(size, STORED.read) for size in sizes if size <= SIZE_MAX}
    assert roots_at(sizes, iter(HASHES)) == expected
    assert roots_at([0], HASHES) == {0: root(0, STORED.read)}
    assert roots_at([1], HASHES) == {1: root(1, STORED.read)}


def test_a_stream_remembers_few_hashes() -> None:
    frontier = Frontier()
    for _ in range(2**12 - 1):
        frontier.extend(HASHES[:1])
    assert len(frontier._peaks) == 12  # noqa: SLF001  # the promise is about memory


def test_stored_hashes_stand_in_one_gapless_list() -> None:
    places = [split_index(position) for position in range(len(STORED.hashes))]
    for position, (level, n) in enumerate(places):
        assert stored_index(level, n) == position
        start = n << level
        assert STORED.hashes[position] == mth(HASHES[start : start + (1 << level)])
    assert len(set(places)) == len(places) == stored_count(SIZE_MAX)


@pytest.mark.parametrize("level", [0, 1, 7, 31])
@pytest.mark.parametrize("n", [0, 1, 2, 1_000_003, 2**40])
def test_splitting_a_position_undoes_it(level: int, n: int) -> None:
    assert split_index(stored_index(level, n)) == (level, n)


def test_new_hashes_go_to_the_end_of_the_list() -> None:
    for n in range(SIZE_MAX):
        count = stored_count(n + 1) - stored_count(n)
        assert stored_index(0, n) == stored_count(n)
        assert count == len(stored_hashes(n, HASHES[n], read=STORED.read))
        assert count <= 1 + math.log2(n + 1)


def test_any_answer_takes_one_question_and_few_hashes() -> None:
    asks: list[Callable[[], object]] = [
        lambda: root(99, STORED.read),
        lambda: prove_inclusion(41, 99, read=STORED.read),
        lambda: prove_consistency(41, 99, read=STORED.read),
        lambda: stored_hashes(63, HASHES[63], read=STORED.read),
    ]
    for ask in asks:
        STORED.questions.clear()
        ask()
        assert len(STORED.questions) == 1
        assert len(STORED.questions[0]) <= 2 * math.log2(99)


def test_an_answer_that_needs_nothing_asks_nothing() -> None:
    STORED.questions.clear()
    assert root(0, STORED.read) == EMPTY_ROOT
    assert prove_inclusion(0, 1, read=STORED.read) == []
    assert prove_consistency(7, 7, read=STORED.read) == []
    assert stored_hashes(4, HASHES[4], read=STORED.read) == [HASHES[4]]
    assert STORED.questions == []


@pytest.mark.parametrize("answer", [[], HASHES[:1], HASHES[:3], [b"", HASHES[0]]])
def test_a_store_with_holes_is_found(answer: list[bytes]) -> None:
    with pytest.raises(MalformedError, match="stored tree"):
        root(3, lambda _: answer)
