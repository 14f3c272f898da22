"""Step 17, with the log key in the attacker's hands: the rules of recording hold."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from io import BytesIO

import msgspec
import pytest

from fixtures.every_kind import KEY
from ledger import codec
from ledger.events import ExpenseRecorded, LinkRecorded, YearClosed, YearOpened
from ledger.findings import Code
from ledger.rules import parse_rules, shipped
from ledger.sealed import commitment, decode_disclosure, encode_disclosure
from ledger.verify import Report, Trust, verify_bundle
from tests.ledger.verify import bundles as b

LEAVES = [codec.decode(line) for line in b.lines_of(b.unpacked(b.honest()))]


def numbers(kind: type) -> list[int]:
    return [n for n, leaf in enumerate(LEAVES, 1) if isinstance(leaf.event, kind)]


def expense(ref: str) -> int:
    return next(
        number
        for number, leaf in enumerate(LEAVES, 1)
        if isinstance(leaf.event, ExpenseRecorded) and leaf.event.ref == ref
    )


def with_event(number: int, **fields: object) -> bytes:
    """The bundle with other fields in one event, its head signed anew."""

    def attack(files: b.Files) -> None:
        lines, leaf = b.lines_of(files), LEAVES[number - 1]
        event = msgspec.structs.replace(leaf.event, **fields)
        lines[number - 1] = codec.encode(msgspec.structs.replace(leaf, event=event))
        b.put_lines(files, lines)
        b.head_again(files, KEY)

    return b.after(attack)


def refusals(report: Report) -> list[str]:
    assert b.codes(report) <= {Code.REPLAY, Code.DISCLOSURE}
    return [place for place in b.places(report, Code.REPLAY) if b.EVENTS in place]


@pytest.mark.parametrize(
    ("number", "fields"),
    [
        (expense("A"), {"category": "holiday"}),
        (expense("A"), {"on": date(2023, 12, 31)}),
        (expense("B"), {"ref": "A"}),
        (expense("C"), {"beneficiary": "nobody"}),
        (numbers(LinkRecorded)[0], {"amount": 10**9}),
        (numbers(YearClosed)[0], {"carry_over": 10**9}),
        (numbers(YearClosed)[1], {"count": 3}),
        (37, {"into": "030569"}),
    ],
)
def test_an_event_that_no_rule_admits_is_found_at_its_line(
    number: int, fields: dict[str, object]
) -> None:
    report = b.verified(with_event(number, **fields))
    assert f"{b.EVENTS}:{number}" in refusals(report)


def test_the_second_registration_of_an_invoice_needs_its_reason() -> None:
    number = expense("B")

    def attack(files: b.Files) -> None:
        sealed = [decode_disclosure(x) for x in b.lines_of(files, b.DISCLOSURES)]
        at = next(
            i
            for i, one in enumerate(sealed)
            if (one.n, one.slot) == (number - 1, "duplicate_reason")
        )
        sealed[at] = msgspec.structs.replace(sealed[at], value=None)
        b.put_lines(
            files, [encode_disclosure(one) for one in sealed], name=b.DISCLOSURES
        )
        leaf, lines = LEAVES[number - 1], b.lines_of(files)
        empty = commitment("duplicate_reason", None, salt=sealed[at].salt)
        event = msgspec.structs.replace(leaf.event, duplicate_reason=empty)
        lines[number - 1] = codec.encode(msgspec.structs.replace(leaf, event=event))
        b.put_lines(files, lines)
        b.head_again(files, KEY)

    report = b.verified(b.after(attack))
    assert refusals(report) == [f"{b.EVENTS}:{number}"]
    assert f"registered already, by event #{expense('A')}" in str(report.findings)


def test_a_close_without_the_opening_that_it_owes_is_found() -> None:
    number = numbers(YearClosed)[1]

    def attack(files: b.Files) -> None:
        b.put_lines(files, b.lines_of(files)[:number])
        sealed = b.lines_of(files, b.DISCLOSURES)
        kept = [line for line in sealed if decode_disclosure(line).n < number]
        b.put_lines(files, kept, name=b.DISCLOSURES)
        b.head_again(files, KEY)

    report = b.verified(b.after(attack))
    # Missing are the reversal of the opening that it replaces, and its own.
    assert refusals(report) == [f"{b.EVENTS}:{number}"] * 2
    assert "the opening of 2025 over 120000 cents is missing" in str(report.findings)


def test_a_rule_set_of_the_verifier_is_used_where_the_log_names_it() -> None:
    own = shipped("pd-grant-1")
    assert own
    source = own.source.replace(b"percent = 50", b"percent = 20")
    rules = parse_rules(source)
    digest = sha256(source).hexdigest()

    def attack(files: b.Files) -> None:
        lines = b.lines_of(files)
        old = own.sha256.encode()
        b.put_lines(files, [x.replace(old, digest.encode()) for x in lines])
        files["data/rules/pd-grant-1.toml"] = source
        files[b.EXPORT] = files[b.EXPORT].replace(old, digest.encode())
        b.head_again(files, KEY)

    data = b.after(attack)
    assert b.verified(data).figures == {}
    report = verify_bundle(BytesIO(data), Trust(keys=[b.VKEY], rules=[rules]))
    assert report.figures["2025"].reserve_limit == 103_135
    # The closes say what the other rule set allowed.
    assert refusals(report) == [f"{b.EVENTS}:{n}" for n in numbers(YearClosed)]


def test_two_years_under_one_id_name_one_rule_set() -> None:
    number = numbers(YearOpened)[-1]
    report = b.verified(with_event(number, rules_sha256="0" * 64))
    assert report.code == Code.REPLAY
    said = [each.message for each in report.findings]
    assert "an earlier year is under another rule set pd-grant-1" in said
