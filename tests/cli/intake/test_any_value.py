"""Whatever is given as a value, it is read or refused; nothing else is raised."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from cli.intake.numbers import company_number, parse_iban
from cli.intake.wishes import KINDS, FaultyFieldsError, fields_of, parse_record
from ledger.errors import LedgerError, UsageError
from ledger.rules import parse_rules
from projections.moment import parse_known_at, parse_point

NEARLY = st.text("0123456789-/:.,TZ+# €eE\u0661\u00b2uabc", max_size=30)
TEXT = st.text(st.characters(exclude_categories=()), max_size=30)
SIMPLE = st.none() | st.booleans() | st.integers() | TEXT | NEARLY
RAW = st.recursive(
    SIMPLE,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3)
    ),
    max_leaves=6,
)


def fault_of(read: Callable[[], object]) -> LedgerError | None:
    """What was wrong, as one of our errors; any other one fails the test."""
    try:
        read()
    except LedgerError as fault:
        return fault
    return None


@settings(max_examples=120)
@given(st.data())
def test_any_record_is_read_or_its_fields_are_named(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(list(KINDS.values())))
    names = st.sampled_from([*fields_of(kind), "unknown"])
    fields = data.draw(st.dictionaries(names, RAW, max_size=8))
    fields.pop("content", None)
    fault = fault_of(lambda: parse_record(kind, fields))
    assert fault is None or isinstance(fault, FaultyFieldsError)
    for each in fault.faults.values() if fault else ():
        assert isinstance(each, UsageError)
        assert each.expected


@given(NEARLY | TEXT)
def test_any_moment_is_read_or_refused(text: str) -> None:
    fault = fault_of(lambda: parse_known_at(text))
    assert fault is None or fault.expected


@given(NEARLY | TEXT)
def test_any_day_is_read_or_refused(text: str) -> None:
    fault = fault_of(lambda: parse_point(text, None))
    assert fault is None or fault.found == text


@given(NEARLY | TEXT)
def test_any_number_with_check_digits_is_read_or_refused(text: str) -> None:
    for read in (company_number, parse_iban):
        fault = fault_of(lambda read=read: read(text))  # type: ignore[misc]  # bound now
        assert fault is None or fault.expected


SHIPPED = b'id = "x"\nsemantics = 1\n[tranches]\nfirst_percent = '


@given(st.binary(max_size=200) | st.binary(max_size=60).map(SHIPPED.__add__))
def test_any_rule_set_is_read_or_refused(data: bytes) -> None:
    fault = fault_of(lambda: parse_rules(data, place="r.toml"))
    assert fault is None or "r.toml is no rule set" in fault.message
