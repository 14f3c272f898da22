"""Many lines read at once are what they are one by one, and no laxer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from ledger import codec, sealed
from ledger import commands as c
from ledger.errors import MalformedError
from ledger.events import Leaf, PlanRecorded
from ledger.sealed import (
    Disclosure,
    decode_disclosure,
    decode_disclosures,
    encode_disclosure,
)
from tests.ledger import test_codec, test_sealed
from tests.ledger.leaves import leaves
from tests.ledger.memory_book import opened_book


def read_or_none(read: Callable[[], Sequence[object]]) -> Sequence[object] | None:
    try:
        return read()
    except MalformedError:
        return None


def assert_same_leaves(lines: list[bytes]) -> None:
    """Compare reading all at once with reading one by one, refusals too."""
    one_by_one = read_or_none(lambda: [codec.decode(line) for line in lines])
    assert read_or_none(lambda: codec.decode_all(lines)) == one_by_one


def assert_same_disclosures(lines: list[bytes]) -> None:
    one_by_one = read_or_none(lambda: [decode_disclosure(line) for line in lines])
    assert read_or_none(lambda: decode_disclosures(lines)) == one_by_one


@settings(max_examples=30)
@given(st.lists(leaves(), min_size=1, max_size=4))
def test_lines_are_read_at_once_as_one_by_one(log: list[Leaf]) -> None:
    lines = [codec.encode(leaf) for leaf in log]
    assert codec.decode_all(lines) == log


def test_no_line_at_all_is_no_leaf_at_all() -> None:
    assert codec.decode_all([]) == []
    assert decode_disclosures([]) == []


def plan_of(count: int) -> bytes:
    """A line of as many initiatives: as long as one likes."""
    initiatives = tuple(c.PlannedInitiative(ref=f"P{at}") for at in range(count))
    book = opened_book()
    (leaf,) = book.record(
        c.RecordPlan(school_year="2024-2025", on=book.today, initiatives=initiatives)
    )
    return msgspec.json.encode(leaf, order="sorted")


def test_an_item_of_two_lines_is_not_canonical() -> None:
    two = test_codec.LINE + b"\n" + test_codec.LINE
    assert_same_leaves([two])
    assert read_or_none(lambda: codec.decode_all([two])) is None
    sealed = encode_disclosure(
        Disclosure(n=1, salt="A" * 43 + "=", slot="a", value="b")
    )
    assert len(decode_disclosures([sealed, sealed])) == 2
    assert read_or_none(lambda: decode_disclosures([sealed + b"\n" + sealed])) is None


@pytest.mark.parametrize("salt", ["A" * 43 + "=x", "A" * 43, "A" * 42 + "B=", "xA" * 9])
def test_a_salt_in_another_form_spoils_them_all(salt: str) -> None:
    sealed = encode_disclosure(Disclosure(n=1, salt=salt, slot="a", value="b"))
    assert_same_disclosures([sealed])
    assert read_or_none(lambda: decode_disclosures([sealed])) is None


def padded(line: bytes, size: int) -> bytes:
    """Give a line of so many bytes: the refs of its initiatives are longer."""
    leaf, room = codec.decode(line), size - len(line)
    assert isinstance(leaf.event, PlanRecorded)
    initiatives = []
    for each in leaf.event.initiatives:
        more = min(room, 32 - len(each.ref))
        initiatives.append(structs.replace(each, ref=each.ref + "x" * more))
        room -= more
    event = structs.replace(leaf.event, initiatives=tuple(initiatives))
    padded = structs.replace(leaf, event=event)
    return msgspec.json.encode(padded, order="sorted")


def test_a_line_of_64_kib_is_the_longest_that_is_read() -> None:
    line = padded(plan_of(500), codec.LEAF_SIZE_MAX)
    assert len(line) == codec.LEAF_SIZE_MAX
    assert codec.encode(codec.decode(line)) == line
    assert codec.decode_all([line]) == [codec.decode(line)]
    longer = padded(plan_of(500), codec.LEAF_SIZE_MAX + 1)
    assert len(longer) == codec.LEAF_SIZE_MAX + 1
    assert_same_leaves([longer])
    assert read_or_none(lambda: codec.decode_all([longer])) is None


@pytest.mark.parametrize("place", [0, 1])
def test_one_line_that_is_too_long_spoils_them_all(place: int) -> None:
    lines = [test_codec.LINE] * 2
    lines[place] = plan_of(100)
    assert len(codec.decode_all(lines)) == 2
    lines[place] = plan_of(600)
    assert len(lines[place]) > codec.LEAF_SIZE_MAX
    assert_same_leaves(lines)
    assert read_or_none(lambda: codec.decode_all(lines)) is None


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize(
    ("before", "after"),
    test_codec.NOT_CANONICAL.values(),
    ids=list(test_codec.NOT_CANONICAL),
)
def test_one_line_that_is_not_canonical_spoils_them_all(
    before: bytes, after: bytes, place: int
) -> None:
    lines = [test_codec.LINE] * 3
    lines[place] = test_codec.LINE.replace(before, after, 1)
    assert_same_leaves(lines)
    assert read_or_none(lambda: codec.decode_all(lines)) is None


@pytest.mark.parametrize(
    "lines",
    [
        [b""],
        [test_codec.LINE, b""],
        [b"", test_codec.LINE],
        [test_codec.LINE, b"", test_codec.SCHOOL],
        [test_codec.LINE[:80], test_codec.LINE[80:]],
        [test_codec.LINE + b"\n" + test_codec.LINE],
        [test_codec.LINE + b"\n"],
        [b"\n" + test_codec.LINE],
    ],
)
def test_lines_do_not_run_into_each_other(lines: list[bytes]) -> None:
    assert_same_leaves(lines)


@given(st.lists(st.sampled_from([test_codec.LINE, b"\xff", b"{}"]) | st.binary()))
def test_any_lines_are_read_at_once_or_malformed(lines: list[bytes]) -> None:
    assert_same_leaves(lines)
    assert_same_disclosures(lines)


def test_no_lines_are_no_leaves() -> None:
    assert codec.decode_all([]) == []
    assert decode_disclosures([]) == []


@pytest.mark.parametrize(
    ("before", "after"),
    test_sealed.MALFORMED.values(),
    ids=list(test_sealed.MALFORMED),
)
def test_one_disclosure_of_another_form_spoils_them_all(
    before: bytes, after: bytes
) -> None:
    good = test_sealed.LINE
    lines = [good, good.replace(before, after, 1), good]
    assert_same_disclosures(lines)
    assert read_or_none(lambda: decode_disclosures(lines)) is None
    assert [encode_disclosure(read) for read in decode_disclosures([good] * 2)] == [
        *(good, good)
    ]


@given(st.integers(0, 42), st.sampled_from(b"ABEIMQUYcgkosw048+/=-_a1"))
def test_a_salt_has_one_form_however_many_are_read(place: int, byte: int) -> None:
    salt = bytearray(test_sealed.SALT.encode())
    salt[place] = byte
    line = test_sealed.LINE.replace(test_sealed.SALT.encode(), bytes(salt))
    assert_same_disclosures([line, test_sealed.LINE])


def test_what_somebody_vouched_for_is_read_and_not_compared() -> None:
    line, value = test_codec.LINE, test_sealed.LINE
    spaced = line.replace(b'"n":17', b'"n": 17')
    assert codec.decode_vouched(line + b"\n" + spaced) == [codec.decode(line)] * 2
    spaced = value.replace(b'"n":17', b'"n": 17')
    read = sealed.decode_vouched(value + b"\n" + spaced)
    assert read == [sealed.decode_disclosure(value)] * 2


@pytest.mark.parametrize("block", [b"{}", b"\xff", b"[" * 100_000, b'{"n":"\xff"}'])
def test_also_what_somebody_vouched_for_is_malformed_where_it_is_nothing(
    block: bytes,
) -> None:
    with pytest.raises(MalformedError, match="one of the lines is no event"):
        codec.decode_vouched(test_codec.LINE + b"\n" + block)
    with pytest.raises(MalformedError, match="one of the lines is no disclosure"):
        sealed.decode_vouched(test_sealed.LINE + b"\n" + block)
