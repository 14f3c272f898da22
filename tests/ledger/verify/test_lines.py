"""Lines come out the same, however the bytes were cut into chunks."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ledger.codec import LEAF_SIZE_MAX
from ledger.verify.lines import Lines

CONTENT = st.binary(max_size=60).map(lambda data: data.replace(b"\xff", b"\n"))


def lines_of(chunks: list[bytes]) -> tuple[list[bytes], bool]:
    lines = Lines(chunks)
    read = [line for batch in lines for line in batch]
    return read, lines.ended


@given(CONTENT, st.lists(st.integers(0, 60)))
def test_chunks_make_no_difference(data: bytes, cuts: list[int]) -> None:
    places = sorted({0, len(data), *(cut for cut in cuts if cut < len(data))})
    chunks = [data[a:b] for a, b in pairwise(places)]
    assert b"".join(chunks) == data
    expected = data.split(b"\n")
    last = expected.pop()
    assert lines_of(chunks) == (expected + [last] * bool(last), not last)


def test_nothing_is_no_lines() -> None:
    assert lines_of([]) == ([], True)
    assert lines_of([b""]) == ([], True)


def test_a_line_without_end_costs_no_memory() -> None:
    chunks = [b"first\n", *[b"x" * 50_000] * 100, b"y\nlast\n"]
    cut = LEAF_SIZE_MAX + 1
    assert lines_of(chunks) == ([b"first", b"x" * cut, b"last"], True)


def test_a_long_line_at_the_end_does_not_end() -> None:
    read, ended = lines_of([b"x" * 100_000, b"x" * 100_000])
    assert (len(read), ended) == (1, False)


def test_a_line_of_the_largest_size_is_whole() -> None:
    line = b"x" * LEAF_SIZE_MAX
    assert lines_of([line, b"\n"]) == ([line], True)
