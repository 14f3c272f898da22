"""The closed union of events: their names for ever, and nothing public of free text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import msgspec.inspect as mi
import pytest

from ledger import codec
from ledger import events as e
from ledger.commands import Wish
from ledger.events.dated import happened_on
from ledger.events.shapes import strict
from ledger.values import SAFE_INTEGER_MAX, OpeningSource
from tests.ledger.leaves import event_types
from tests.ledger.memory_book import opened_book
from tests.ledger.worked_example import day

# What an event says, by the name that the log has for it. A name is never used again
# for something else, and its fields never change: what does is another version.
EVENTS = {
    "adjustment-recorded/1": "ref year on amount reason",
    "allocation-recorded/1": "ref year on amount posts rate reference_date count_of",
    "anchor-recorded/1": "kind size on sha256",
    "book-opened/1": "origin school level key",
    "decision-recorded/1": "ref target of on amount ground withdraws authority"
    " reference text",
    "document-attached/1": "of kind media_type size digest name",
    "data-erased/1": "of slots document ground on reason",
    "expense-recorded/1": "ref on amount category beneficiary people imposed initiative"
    " invoiced activity_from activity_until invoice_total part shared_with"
    " borne_by_staff supplier supplier_number supplier_iban invoice description"
    " duplicate_reason",
    "file-imported/1": "rows events format name digest",
    "key-replaced/1": "key acceptance",
    "key-rotated/1": "key signature acceptance",
    "link-recorded/1": "ref expense on amount initiative area beneficiary people"
    " activity relevance",
    "link-withdrawn/1": "link on reason",
    "opening-recorded/1": "ref year on amount source from_school previous_allocation",
    "payment-recorded/1": "ref expense on amount by bank_reference",
    "plan-approved/1": "school_year version on by school_council",
    "plan-recorded/1": "school_year version on initiatives needs priorities"
    " study_day_theme induction evaluation",
    "recovery-recorded/1": "ref year of on amount ground bank_reference",
    "refund-paid/1": "ref year on amount method bank_reference",
    "reversal-recorded/1": "of on amount ground reason",
    "school-changed/1": "number level board kbo valid_from name iban",
    "school-ended/1": "on into",
    "tranche-received/1": "ref year tranche on amount withheld withheld_for paid_to"
    " credit_total bank_reference",
    "user-added/1": "user role name",
    "user-left/1": "user",
    "year-closed/1": "year on carry_over figures count reason",
    "year-opened/1": "year rules rules_sha256",
    "year-reopened/1": "year on reason",
}


def structs(kind: mi.Type) -> Iterator[mi.StructType]:
    """Yield a Struct and those within it."""
    if isinstance(kind, mi.StructType):
        yield kind
        for field in kind.fields:
            yield from structs(field.type)
    if isinstance(kind, mi.VarTupleType):
        yield from structs(kind.item_type)


def leaf_types(kind: mi.Type) -> Iterator[mi.Type]:
    """Yield the plain types that the fields of a Struct may hold."""
    if isinstance(kind, mi.StructType):
        for field in kind.fields:
            yield from leaf_types(field.type)
    elif isinstance(kind, mi.UnionType):
        for member in kind.types:
            yield from leaf_types(member)
    elif isinstance(kind, mi.VarTupleType):
        yield from leaf_types(kind.item_type)
    else:
        yield kind


def test_the_names_and_the_fields_of_events_are_what_they_were() -> None:
    found = {
        kind.__struct_config__.tag: " ".join(kind.__struct_fields__)
        for kind in event_types()
    }
    assert found == EVENTS
    assert set(EVENTS) == codec.KNOWN_TYPES
    assert len(found) == len(event_types())


@pytest.mark.parametrize("kind", event_types(), ids=lambda kind: str(kind.__name__))
def test_an_event_is_frozen_and_writes_every_field(kind: type[Any]) -> None:
    for struct in structs(mi.type_info(kind)):
        config = struct.cls.__struct_config__
        assert config.frozen
        assert not config.omit_defaults
        assert all(field.required for field in struct.fields)


@pytest.mark.parametrize("kind", event_types(), ids=lambda kind: str(kind.__name__))
def test_nothing_public_is_free_text_or_a_fraction(kind: type[Any]) -> None:
    for found in leaf_types(mi.type_info(strict(kind))):
        assert not isinstance(found, mi.FloatType | mi.AnyType | mi.DictType)
        if isinstance(found, mi.StrType):
            assert found.pattern
            assert found.pattern.startswith(r"\A")
            assert found.pattern.endswith(r"\Z")
            assert r"\d" not in found.pattern
            assert r"\w" not in found.pattern
        if isinstance(found, mi.IntType):
            assert (found.ge or 0) >= -SAFE_INTEGER_MAX
            assert found.le is not None
            assert found.le <= SAFE_INTEGER_MAX


def test_a_type_has_a_versioned_name_without_a_path() -> None:
    for name in EVENTS:
        assert re.fullmatch(r"[a-z]+-[a-z]+/[1-9]", name)
    assert e.type_name(e.UserLeft(user="u1")) == "user-left/1"


def test_every_kind_of_command_has_a_name_of_its_own() -> None:
    tags = [kind.__struct_config__.tag for kind in Wish.__subclasses__()]
    assert len(tags) == len(set(tags)) == 26


def test_a_leaf_has_the_names_that_its_store_asks_for() -> None:
    leaf = opened_book().leaves[-1]
    assert leaf.originator_id == leaf.stream == "school"
    assert leaf.originator_version == leaf.version > 1


@pytest.mark.parametrize(
    ("source", "expected"),
    [("close", None), ("statement", day("2026-01-02")), ("book", day("2026-01-02"))],
)
def test_a_reserve_that_a_close_carries_over_is_of_no_day_of_its_own(
    source: OpeningSource, expected: dt.date | None
) -> None:
    opening = e.OpeningRecorded(
        ref="O",
        year=2026,
        on=day("2026-01-02"),
        amount=1,
        source=source,
        from_school=None,
        previous_allocation=None,
    )
    assert happened_on(opening) == expected
