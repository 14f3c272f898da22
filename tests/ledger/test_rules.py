"""Rule sets: the shipped one stays as it is, and a faulty one says what is wrong."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import UsageError
from ledger.rules import FIRST_YEAR, SHIPPED, parse_rules, rules_for, shipped

# A shipped rule set is never edited: books name it by these bytes.
DIGESTS = {
    "pd-grant-1": "132783ab9a497b195c0e391f0397adf69d4b1e0c2df9e51a31b0f69115487a2c",
}
GOOD = rules_for(2025).source

FAULTY = {
    "a share above the whole": (b"first_percent = 60", b"first_percent = 101"),
    "a share below nothing": (b"percent = 50", b"percent = -1"),
    "a fractional share": (b"percent = 50", b"percent = 50.5"),
    "a thirteenth month": (b"second_due_month = 6", b"second_due_month = 13"),
    "another reading": (b'from = "unspent"', b'from = "whatever"'),
    "another end": (b'expires = "never"', b'expires = "sometimes"'),
    "semantics of a newer program": (b"semantics = 1", b"semantics = 2"),
    "a field left out": (b"first_year = 2010", b""),
    "an unknown field": (b"first_year = 2010", b"first_year = 2010\nlast_year = 2030"),
    "an unknown field of a table": (b"[reserve]", b"[reserve]\nlimit = 3"),
    "an unknown field of the tranches": (b"[tranches]", b"[tranches]\nthird = 3"),
    "an unknown field of a list": (b"[categories]", b"[categories]\nsome = []"),
    "an unknown field of the records": (b"[records]", b"[records]\nlimit = 3"),
    "a month before the first": (b"first_due_month = 2", b"first_due_month = 0"),
    "records for longer than a century": (b"years = 10", b"years = 101"),
    "records for less than nothing": (b"years = 10", b"years = -1"),
    "an unknown table": (b"[reserve]", b"[more]\nlimit = 3\n[reserve]"),
    "a repeated field": (b"semantics = 1", b"semantics = 1\nsemantics = 1"),
    "a category that is free text": (b'"travel"', b'"Verplaatsing (trein)"'),
    "an id that is a path": (b'id = "pd-grant-1"', b'id = "../pd-grant-1"'),
    "a year that is text": (b"first_year = 2010", b'first_year = "2010"'),
    "text that is not UTF-8": (b"Vlaamse", b"\xff"),
    "a null byte": (b"Vlaamse", b"\x00"),
    "no TOML": (b"[reserve]", b"[reserve"),
    "depth": (b"semantics = 1", b"semantics = " + b"[" * 100_000),
}


AT_THE_BOUNDS = [
    *(
        (b"first_percent = 60", b"first_percent = 0"),
        (b"percent = 60", b"percent = 100"),
    ),
    *(
        (b"second_due_month = 6", b"second_due_month = 12"),
        (b"month = 2", b"month = 1"),
    ),
    *((b"years = 10", b"years = 0"), (b"years = 10", b"years = 100")),
]


@pytest.mark.parametrize(("before", "after"), AT_THE_BOUNDS)
def test_a_rule_set_may_go_to_the_bounds(before: bytes, after: bytes) -> None:
    assert GOOD.count(before) == 1
    parse_rules(GOOD.replace(before, after))


@pytest.mark.parametrize("rules_id", SHIPPED)
def test_a_shipped_rule_set_is_the_one_that_books_name(rules_id: str) -> None:
    rules = shipped(rules_id)
    assert rules is not None
    assert rules.set.id == rules_id
    assert rules.sha256 == DIGESTS[rules_id]
    assert hashlib.sha256(rules.source).hexdigest() == DIGESTS[rules_id]


def test_the_shipped_rules_are_those_of_the_grant() -> None:
    rules = rules_for(2025).set
    first, second = rules.tranches.first_due_month, rules.tranches.second_due_month
    assert (rules.tranches.first_percent, first, second) == (60, 2, 6)
    reserve = rules.reserve
    assert (reserve.percent, reserve.from_, reserve.expires) == (50, "unspent", "never")
    assert " ".join(rules.categories.every) == (
        "external-training study-day-expert primary-bachelor-track head-training"
        " internal-material travel other leisure own-staff-pay"
    )
    assert rules.categories.ineligible == ("leisure", "own-staff-pay")
    assert " ".join(rules.beneficiaries.every) == (
        "staff team non-subsidised head future-head volunteer outsider other-school"
    )
    assert rules.beneficiaries.ineligible == ("volunteer", "outsider", "other-school")
    assert rules.records.retention_years == 10


def test_a_year_before_the_first_one_has_no_rule_set() -> None:
    assert rules_for(FIRST_YEAR).set.first_year == FIRST_YEAR == 2010
    with pytest.raises(UsageError) as refused:
        rules_for(2009)
    error = refused.value
    assert error.message == "no rule set is for 2009"
    assert (error.expected, error.found) == ("a budget year from 2010 on", "2009")


def test_what_is_not_shipped_is_none() -> None:
    assert shipped("pd-grant-0") is None
    assert shipped("../pd-grant-1") is None


@pytest.mark.parametrize(("before", "after"), FAULTY.values(), ids=list(FAULTY))
def test_a_faulty_rule_set_says_what_is_wrong(before: bytes, after: bytes) -> None:
    assert GOOD.count(before) >= 1
    with pytest.raises(UsageError, match="mine is no rule set: ") as refused:
        parse_rules(GOOD.replace(before, after, 1), place="mine")
    assert refused.value.place == "mine"


@given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_a_rule_set_or_refused(content: bytes) -> None:
    with pytest.raises(UsageError):
        parse_rules(content)


@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=3))
def test_a_damaged_rule_set_is_another_one_or_refused(
    place: int, damage: bytes
) -> None:
    content = GOOD[:place] + damage + GOOD[place + 1 :]
    try:
        rules = parse_rules(content)
    except UsageError:
        return
    assert (rules.sha256 == DIGESTS["pd-grant-1"]) == (content == GOOD)
