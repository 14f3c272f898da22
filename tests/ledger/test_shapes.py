"""Texts of many events are looked at as those of one are, and the same is refused."""

from __future__ import annotations

import base64
import datetime as dt
import random
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from ledger import codec
from ledger.events import DataErased, Leaf
from ledger.events import texts as t
from ledger.events.shapes import are_digests, fit, strict
from tests.ledger.leaves import leaves
from tests.ledger.test_vectors import bundle_lines


def spoilt(text: str) -> list[str]:
    """Texts that are nearly of the same shape, or of it by chance."""
    digits = text.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    return [
        *("", " ", "\n", "é", "\ud7ff", "=", "A" * 44, "A" * 43 + "=", "B" * 43 + "="),
        *(
            f"{text}\n",
            f"\n{text}",
            f"{text}\n{text}",
            f" {text}",
            f"{text} ",
            text * 2,
        ),
        *(text[:-1], text[1:], text[::-1], text.upper(), text.lower(), digits),
        *(text[:place] + "=" + text[place + 1 :] for place in (0, 1, 41, 42, 43)),
    ]


def is_read(line: bytes) -> bool:
    try:
        msgspec.json.decode(line, type=strict(Leaf))
    except msgspec.ValidationError:
        return False
    return True


@settings(max_examples=10)
@given(st.lists(leaves(), max_size=3))
def test_what_is_drawn_is_fit(log: list[Leaf]) -> None:
    assert fit(log)


def with_text(value: Any, old: str, *, new: str) -> Any:  # noqa: ANN401  # any field
    if isinstance(value, msgspec.Struct):
        fields = structs.asdict(value).items()
        return structs.replace(
            value, **{k: with_text(v, old, new=new) for k, v in fields}
        )
    if isinstance(value, tuple):
        return tuple(with_text(item, old, new=new) for item in value)
    return new if value == old else value


def texts_of(value: object) -> set[str]:
    if isinstance(value, msgspec.Struct):
        return set().union(*map(texts_of, structs.asdict(value).values()))
    if isinstance(value, tuple):
        return set().union(*map(texts_of, value))
    return {value} if isinstance(value, str) else set()


@pytest.mark.parametrize("line", bundle_lines("data/events.jsonl"))
def test_every_text_is_looked_at(line: bytes) -> None:
    leaf = codec.decode(line)
    for text in texts_of(leaf):
        for chosen in spoilt(text):
            made = with_text(leaf, text, new=chosen)
            spoilt_line = msgspec.json.encode(made)
            try:
                msgspec.json.decode(spoilt_line, type=Leaf)
            except msgspec.ValidationError:
                continue  # a word of a closed list: it has no shape
            assert fit([made]) == is_read(spoilt_line)
            assert fit([leaf, made, leaf]) == is_read(spoilt_line)


def test_every_text_of_a_list_is_looked_at() -> None:
    erased = DataErased(
        of=0,
        slots=("supplier", "supplier_iban"),
        document=False,
        ground="request",
        on=dt.date(2026, 2, 1),
        reason=f"{'A' * 43}=",
    )
    assert fit([erased])
    for slots in (("IBAN",), ("supplier", "IBAN"), ("IBAN", "supplier")):
        assert not fit([erased, structs.replace(erased, slots=slots)])


def test_base64_of_32_bytes_is_told_from_all_else() -> None:
    chance = random.Random(1)
    right = [base64.b64encode(chance.randbytes(32)).decode() for _ in range(50)]
    pattern = msgspec.json.Decoder(strict(t.Commitment))
    for text in (*right, *(bad for each in right[:5] for bad in spoilt(each))):
        try:
            pattern.decode(msgspec.json.encode(text))
        except msgspec.ValidationError:
            assert not are_digests([text])
            assert not are_digests([right[0], text, right[1]])
        else:
            assert are_digests([right[0], text, right[1]])
    assert not are_digests([f"~{right[0][1:]}"])
    # Two that are wrong, and of the right length together.
    assert not are_digests([right[0][:43], right[1] + "="])
    assert are_digests([])


def test_a_refused_line_is_told_by_what_is_wrong_in_it() -> None:
    with pytest.raises(msgspec.ValidationError, match="matching regex"):
        msgspec.json.decode(b'"\\n"', type=strict(t.Ref))
