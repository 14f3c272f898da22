"""Whatever happens to a byte of a bundle is found."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.zip_forge import bundle
from ledger.bundle.zip_layout import Limits
from ledger.bundle.zip_reader import open_container
from ledger.findings import Code, exit_code
from tests.ledger.bundle.checking import (
    check,
    every_one_byte_change,
    opened,
    written,
    zipped,
)

HONEST = bundle()
FOUND = {Code.CONTAINER, Code.MANIFEST}
LOW = Limits(size=200, count=3)


def _all_zip64() -> bytes:
    container = opened(HONEST)
    return zipped({name: container.read(name, 9999) for name in container.entries}, LOW)


def test_an_honest_bundle_is_clean() -> None:
    assert check(HONEST) == []


def test_every_changed_byte_is_found() -> None:
    assert [
        place
        for place, damaged in enumerate(every_one_byte_change(HONEST))
        if exit_code(check(damaged)) not in FOUND
    ] == []


def test_every_changed_byte_is_found_where_all_is_zip64() -> None:
    honest = _all_zip64()
    assert check(honest, LOW) == []
    assert [
        place
        for place, damaged in enumerate(every_one_byte_change(honest))
        if exit_code(check(damaged, LOW)) not in FOUND
    ] == []


@pytest.mark.parametrize("limits", [Limits(), LOW])
def test_a_bundle_cut_off_anywhere_is_refused_as_a_container(limits: Limits) -> None:
    honest = HONEST if limits == Limits() else _all_zip64()
    assert check(honest, limits) == []
    for size in range(len(honest)):
        assert exit_code(check(honest[:size], limits)) == Code.CONTAINER


def test_every_byte_left_out_or_put_in_is_found() -> None:
    for place in range(len(HONEST)):
        front, back = HONEST[:place], HONEST[place:]
        assert exit_code(check(front + back[1:])) == Code.CONTAINER
        assert exit_code(check(front + b"\0" + back)) == Code.CONTAINER
    assert exit_code(check(HONEST + b"\0")) == Code.CONTAINER


def test_a_file_that_is_shorter_than_it_was_said_to_be_is_refused() -> None:
    said = len(HONEST)
    for size in range(said):
        file = BytesIO(HONEST[:size])
        assert isinstance(open_container(file, said), list)


@given(st.binary(max_size=300))
def test_any_bytes_are_answered_by_findings(data: bytes) -> None:
    assert exit_code(check(data)) == Code.CONTAINER


places = st.integers(0, len(HONEST))
marks = st.sampled_from([b"PK\x05\x06", b"PK\x06\x06", b"\xff" * 8])


@given(st.tuples(places, places).map(sorted), st.binary(max_size=40) | marks)
def test_any_stretch_replaced_is_found(stretch: list[int], other: bytes) -> None:
    damaged = HONEST[: stretch[0]] + other + HONEST[stretch[1] :]
    assert (check(damaged) == []) == (damaged == HONEST)


def test_the_two_hands_make_the_same_bytes() -> None:
    assert written() == HONEST
