"""The closed list of paths, and how foreign bytes are printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.zip_forge import bag
from ledger.bundle.paths import (
    PATH_OCTETS_MAX,
    is_payload,
    is_small,
    path_fault,
    printable,
)

LONGEST = "data/rules/" + "a" * 64 + ".toml"
STREAMED = {"derived", "disclosures.jsonl", "documents", "events.jsonl"}


def test_every_path_of_a_bag_is_allowed() -> None:
    assert {path_fault(raw.name) for raw in bag()} == {None}


def test_what_may_be_large_is_what_is_streamed() -> None:
    names = [raw.name.decode() for raw in bag()]
    large = [name for name in names if not is_small(name)]
    assert {name.split("/")[1] for name in large} == STREAMED
    assert all(is_payload(name) for name in large)


@pytest.mark.parametrize("name", ["data/checkpoint.cosigned", "data/checkpoints/0"])
def test_optional_paths_are_allowed(name: str) -> None:
    assert path_fault(name.encode()) is None


def test_the_longest_path_is_as_long_as_is_said() -> None:
    assert path_fault(LONGEST.encode()) is None
    assert len(LONGEST) == PATH_OCTETS_MAX
    assert path_fault(LONGEST.replace("a.", "aa.").encode()) is not None


@given(st.from_regex(r"[ -~]{81,200}", fullmatch=True))
def test_no_path_is_longer(path: str) -> None:
    assert path_fault(path.encode()) is not None


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"data/checkpoint", "data/checkpoint"),
        (b"", ""),
        (b"\x1b[2J", "\\x1b[2J"),
        ("é".encode(), "\\xc3\\xa9"),
        (b"a" * 100, "a" * 100),
        (b"a" * 101, "a" * 100 + "…"),
        (b"\0" * 25, "\\x00" * 25),
        (b"\0" * 26, "\\x00" * 25 + "…"),
    ],
)
def test_foreign_bytes_are_printed_short_and_in_ascii(data: bytes, words: str) -> None:
    assert printable(data) == words
