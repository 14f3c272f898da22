"""Commands hold amounts above zero, to the cent, and seal what must not be public."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

import msgspec
import msgspec.inspect as mi
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.books import Counted
from ledger import codec
from ledger import commands as c
from ledger import events as e
from ledger.decide import Desk, Draft, decide
from ledger.sealed import commitment, commitments
from ledger.values import SAFE_INTEGER_MAX
from tests.ledger.leaves import TEXTS
from tests.ledger.memory_book import opened_book
from tests.ledger.worked_example import day, example_book, expense

# Everything else that holds cents is above zero.
NOT_ABOVE_ZERO = {
    "adjustment amount": -SAFE_INTEGER_MAX,
    "anchor size": 0,
    "close carry_over": 0,
    "expense borne_by_staff": 0,
    "opening previous_allocation": 0,
}
WORDS = st.none() | TEXTS.filter(bool)


def fields_of_cents() -> Iterator[tuple[str, mi.IntType]]:
    """Yield every field of a command that holds cents: they are as large as can be."""
    for name in c.__all__:
        kind = mi.type_info(getattr(c, name))
        assert isinstance(kind, mi.StructType)
        for field in kind.fields:
            of = field.type
            members = of.types if isinstance(of, mi.UnionType) else (of,)
            for member in members:
                if isinstance(member, mi.IntType) and member.le == SAFE_INTEGER_MAX:
                    yield f"{kind.tag} {field.name}", member


CENTS = dict(fields_of_cents())


def test_amounts_are_above_zero_but_for_a_few() -> None:
    least = {name: kind.ge for name, kind in CENTS.items()}
    others = {name: ge for name, ge in least.items() if ge != 1}
    assert others == NOT_ABOVE_ZERO
    assert len(CENTS) == 21


@pytest.mark.parametrize(
    "amount", [0, -1, 1.5, "12,00", "12", True, SAFE_INTEGER_MAX + 1], ids=repr
)
@pytest.mark.parametrize(
    "wish",
    [c.RecordAllocation, c.ReceiveTranche, c.PayRefund, c.RecordOpening],
    ids=lambda wish: str(wish.__name__),
)
def test_an_amount_is_a_whole_number_of_cents_above_zero(
    wish: type[c.Wish], amount: object
) -> None:
    values = {"year": 2025, "on": "2025-01-15", "amount": 100, "tranche": 1}
    known = {name: values[name] for name in values.keys() & {*wish.__struct_fields__}}
    msgspec.convert({**known, "record": wish.__struct_config__.tag}, wish)
    with pytest.raises(msgspec.ValidationError, match=r"amount"):
        msgspec.convert(
            {**known, "record": wish.__struct_config__.tag, "amount": amount}, wish
        )


def drafts(wish: c.Wish) -> list[Draft]:
    """Decide on a command for the worked example, with salts that are counted."""
    book = example_book()
    desk = Desk(book.state, book.today, Counted().take, book.leaves.__getitem__)
    return list(decide(desk, wish))


def assert_disclosed(draft: Draft, values: dict[str, str | None]) -> None:
    """Compare what an event commits to with what its envelope discloses."""
    disclosures = draft.envelope.disclosures(17)
    assert {d.slot: d.value for d in disclosures} == values
    sealed = {d.slot: commitment(d.slot, d.value, salt=d.salt) for d in disclosures}
    assert dict(commitments(draft.event)) == sealed
    assert len({d.salt for d in disclosures}) == len(values)


@given(supplier=WORDS, invoice=WORDS, description=WORDS, iban=WORDS)
def test_what_is_private_of_an_expense_is_sealed(
    supplier: str | None, invoice: str | None, description: str | None, iban: str | None
) -> None:
    wish = msgspec.structs.replace(
        expense("X", "2025-03-12", amount=5, category="travel"),
        supplier=supplier,
        supplier_iban=iban,
        supplier_number="0123456749",
        invoice=invoice,
        description=description,
    )
    (draft,) = drafts(wish)
    values = {
        "supplier": supplier,
        "supplier_number": "0123456749",
        "supplier_iban": iban,
        "invoice": invoice,
        "description": description,
        "duplicate_reason": None,
    }
    assert_disclosed(draft, values)
    line = codec.encode(opened_book().leaf(draft.event, "2025"))
    assert b"0123456749" not in line


def test_the_names_of_initiatives_are_sealed_one_by_one() -> None:
    plan = c.RecordPlan(
        school_year="2024-2025",
        on=day("2024-10-01"),
        needs="taal",
        initiatives=(
            c.PlannedInitiative(ref="P1", name="Taalbeleid", planned=120_000),
            c.PlannedInitiative(ref="P2", kind="coaching"),
        ),
    )
    (draft,) = drafts(plan)
    values: dict[str, str | None] = {
        "evaluation": None,
        "induction": None,
        "initiatives/0/name": "Taalbeleid",
        "initiatives/1/name": None,
        "needs": "taal",
        "priorities": None,
        "study_day_theme": None,
    }
    assert_disclosed(draft, values)
    assert isinstance(draft.event, e.PlanRecorded)
    first, second = draft.event.initiatives
    assert (first.ref, first.planned, second.kind) == ("P1", 120_000, "coaching")


def test_the_name_and_the_digest_of_a_document_are_sealed() -> None:
    wish = c.AttachDocument(
        of="A", kind="invoice", name="f.pdf", media_type="application/pdf", content=b"%"
    )
    (draft,) = drafts(wish)
    assert_disclosed(draft, {"name": "f.pdf", "digest": sha256(b"%").hexdigest()})
    assert draft.documents == [b"%"]


def test_what_nobody_gave_is_sealed_too() -> None:
    closing, *_, opening = drafts_of_close()
    assert_disclosed(closing, {"reason": None})
    assert_disclosed(opening, {})


def drafts_of_close() -> list[Draft]:
    book = example_book()
    found = []
    desk = Desk(book.state, book.today, Counted().take, book.leaves.__getitem__)
    for draft in decide(desk, c.CloseYear(year=2025)):
        found.append(draft)
        book.take(book.leaf(draft.event, draft.stream))
    return found
