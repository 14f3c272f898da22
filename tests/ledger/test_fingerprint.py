from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import MalformedError
from ledger.note.fingerprint import fingerprint, parse_fingerprint


@given(st.binary(min_size=32, max_size=32))
def test_a_fingerprint_is_read_as_it_was_written(root: bytes) -> None:
    text = fingerprint(root)
    assert parse_fingerprint(text) == root
    assert parse_fingerprint(f" {text.replace(' ', '')}\n") == root


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PY",
        "A" * 51,
        "A" * 53,
        "A" * 51 + "B",
        "1" * 52,
        "a" * 52,
        "é" * 52,
        "=" * 52,
    ],
)
def test_what_stands_for_no_root_is_no_fingerprint(text: str) -> None:
    with pytest.raises(MalformedError, match="52 letters"):
        parse_fingerprint(text)
