"""Sealed values: commitments anybody can compute, and disclosures of one form only."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fixtures.books import Counted
from ledger import events as e
from ledger.errors import MalformedError
from ledger.sealed import (
    SALT_SIZE,
    Disclosure,
    Envelope,
    commitment,
    commitments,
    commitments_to,
    decode_disclosure,
    encode_disclosure,
    sealed_fields,
)
from ledger.values import SAFE_INTEGER_MAX
from tests.ledger.leaves import TEXTS, event_types, events

SALT = base64.b64encode(bytes(range(32))).decode()
LINE = b'{"n":17,"salt":"%s","slot":"supplier","value":null}' % SALT.encode()
SLOTS: dict[type, str] = {
    e.SchoolChanged: "name iban",
    e.UserAdded: "name",
    e.PlanRecorded: "needs priorities study_day_theme induction evaluation",
    e.FileImported: "name digest",
    e.AdjustmentRecorded: "reason",
    e.DataErased: "reason",
    e.TrancheReceived: "bank_reference",
    e.YearClosed: "reason",
    e.YearReopened: "reason",
    e.RefundPaid: "bank_reference",
    e.ExpenseRecorded: "supplier supplier_number supplier_iban invoice description"
    " duplicate_reason",
    e.PaymentRecorded: "bank_reference",
    e.LinkRecorded: "activity relevance",
    e.LinkWithdrawn: "reason",
    e.ReversalRecorded: "reason",
    e.RecoveryRecorded: "bank_reference",
    e.DecisionRecorded: "authority reference text",
    e.DocumentAttached: "digest name",
}
MALFORMED = {
    "nothing": (LINE, b""),
    "a space": (b'"n":17', b'"n": 17'),
    "a line feed after": (b"null}", b"null}\n"),
    "another order": (b'"n":17,', b""),
    "a repeated key": (b'"n":17', b'"n":17,"n":17'),
    "an unknown key": (b'"n":17', b'"m":1,"n":17'),
    "no value": (b',"value":null', b""),
    "an escape": (b"supplier", b"\\u0073upplier"),
    "minus zero": (b'"n":17', b'"n":-0'),
    "a float": (b'"n":17', b'"n":17.0'),
    "an index below zero": (b'"n":17', b'"n":-1'),
    "too large an index": (b'"n":17', b'"n":9007199254740992'),
    "a huge index": (b'"n":17', b'"n":1' + b"0" * 500),
    "a value that is no text": (b"null", b"17"),
    "text that is not UTF-8": (b"null", b'"\xff"'),
    "an encoded surrogate": (b"null", b'"\xed\xa0\x80"'),
    "half of a surrogate pair": (b"null", b'"\\ud800"'),
    "no salt": (SALT.encode(), b""),
    "a short salt": (SALT.encode(), b"AAEC"),
    "a long salt": (SALT.encode(), base64.b64encode(bytes(33))),
    "salt without its padding": (b'="', b'"'),
    "salt with stray bits": (b'8="', b'9="'),
    "salt in the alphabet of addresses": (b"AAEC", b"A_-C"),
    "salt with a line feed": (b"AAEC", b"AA\\nEC"),
    "salt that is not ASCII": (b"AAEC", "AAE\u0421".encode()),
    "salt that is not UTF-8": (b"AAEC", b"AAE\xff"),
    "an array": (LINE, b"[17]"),
    "depth": (b"null", b"[" * 100_000),
    "depth beside": (b'"n"', b'"m":' + b"[" * 100_000),
}


def test_a_commitment_is_what_stock_commands_compute() -> None:
    opening = '{"salt":"%s","slot":"supplier","value":"Café \\"De Knoop\\""}' % SALT  # noqa: UP031  # braces are the point
    digest = hashlib.sha256(opening.encode()).digest()
    found = commitment("supplier", 'Café "De Knoop"', salt=SALT)
    assert found == base64.b64encode(digest).decode()


def test_no_value_commits_to_null() -> None:
    opening = f'{{"salt":"{SALT}","slot":"supplier","value":null}}'
    digest = hashlib.sha256(opening.encode()).digest()
    assert commitment("supplier", None, salt=SALT) == base64.b64encode(digest).decode()


def test_whether_there_is_a_value_cannot_be_seen() -> None:
    salts = iter(bytes([n]) * SALT_SIZE for n in range(4))
    envelope = Envelope(lambda _size: next(salts))
    sealed = [envelope.seal(slot, None) for slot in ("invoice", "supplier")]
    sealed += [envelope.seal(slot, "x") for slot in ("description", "text")]
    assert len(set(sealed)) == 4
    assert {len(text) for text in sealed} == {44}


@given(TEXTS, TEXTS)
def test_another_slot_salt_or_value_gives_another_commitment(
    text: str, other: str
) -> None:
    salt = base64.b64encode(bytes(32)).decode()
    first = commitment("invoice", text, salt=SALT)
    assert first != commitment("supplier", text, salt=SALT)
    assert first != commitment("invoice", text, salt=salt)
    assert first != commitment("invoice", None, salt=SALT)
    assert (first == commitment("invoice", other, salt=SALT)) == (text == other)


@given(st.lists(st.tuples(TEXTS, st.none() | TEXTS), max_size=4))
def test_many_are_committed_to_as_they_are_one_by_one(
    texts: list[tuple[str, str | None]],
) -> None:
    lines = [
        encode_disclosure(Disclosure(n=n, salt=SALT, slot=slot, value=value))
        for n, (slot, value) in enumerate(texts)
    ]
    one_by_one = [commitment(slot, value, salt=SALT) for slot, value in texts]
    assert commitments_to(lines) == "".join(one_by_one)
    one, many, by_slot = Envelope(Counted().take), Envelope(Counted().take), dict(texts)
    assert many.seal_all(by_slot) == [one.seal(*text) for text in by_slot.items()]
    assert many.values == one.values
    assert len({salt for salt, _ in many.values.values()}) == len(by_slot)


@pytest.mark.parametrize("kind", event_types(), ids=lambda kind: str(kind.__name__))
def test_the_slots_of_a_type_are_fixed(kind: type[Any]) -> None:
    assert sealed_fields(kind) == tuple(SLOTS.get(kind, "").split())


@pytest.mark.parametrize("kind", event_types(), ids=lambda kind: str(kind.__name__))
@settings(max_examples=5)
@given(data=st.data())
def test_the_commitments_of_an_event_are_all_of_its_sealed_fields(
    kind: type[Any], data: st.DataObject
) -> None:
    event = data.draw(events(kind))
    expected = [(name, getattr(event, name)) for name in sealed_fields(kind)]
    if isinstance(event, e.PlanRecorded):
        expected += initiatives(event)
    assert list(commitments(event)) == expected


def initiatives(plan: e.PlanRecorded) -> Iterator[tuple[str, str]]:
    for position, initiative in enumerate(plan.initiatives):
        yield f"initiatives/{position}/name", initiative.name


def test_an_envelope_discloses_what_it_sealed_sorted_by_slot() -> None:
    envelope = Envelope(lambda size: bytes(range(size)))
    envelope.seal("supplier", "Nascholing vzw")
    envelope.seal("invoice", None)
    assert envelope.disclosures(17) == [
        Disclosure(n=17, salt=SALT, slot="invoice", value=None),
        Disclosure(n=17, salt=SALT, slot="supplier", value="Nascholing vzw"),
    ]


@given(
    n=st.integers(0, SAFE_INTEGER_MAX),
    salt=st.binary(min_size=32, max_size=32),
    slot=TEXTS,
    value=st.none() | TEXTS,
)
@example(n=0, salt=b"\x00" * 32, slot="invoice", value='\x00\x1f\x7f\u2028"\\/é😀')
def test_a_disclosure_is_read_back_from_its_line(
    n: int, salt: bytes, slot: str, value: str | None
) -> None:
    text = base64.b64encode(salt).decode()
    disclosure = Disclosure(n=n, salt=text, slot=slot, value=value)
    line = encode_disclosure(disclosure)
    assert decode_disclosure(line) == disclosure
    assert b"\n" not in line


@pytest.mark.parametrize(("before", "after"), MALFORMED.values(), ids=list(MALFORMED))
def test_a_disclosure_of_another_form_is_malformed(before: bytes, after: bytes) -> None:
    assert decode_disclosure(LINE).n == 17
    assert before in LINE
    with pytest.raises(MalformedError):
        decode_disclosure(LINE.replace(before, after, 1))


@given(st.integers(0, len(LINE) - 1), st.integers(0, 255))
def test_every_changed_byte_is_malformed_or_another_disclosure(
    place: int, byte: int
) -> None:
    damaged = LINE[:place] + bytes([byte]) + LINE[place + 1 :]
    assert reread(damaged) in {None, damaged}


@given(st.binary())
def test_any_bytes_are_a_disclosure_or_malformed(line: bytes) -> None:
    assert reread(line) in {None, line}


def reread(line: bytes) -> bytes | None:
    try:
        return encode_disclosure(decode_disclosure(line))
    except MalformedError:
        return None
