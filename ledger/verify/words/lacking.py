"""What a bundle or a book does not hold, in words: left out, erased, so not checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from ledger.messages import Message, message, plural, term

_KINDS: Final[Mapping[str, Callable[[int], Message]]] = {
    "adjustment-recorded": lambda count: plural(
        "{count} adjustment", "{count} adjustments", count=count
    ),
    "data-erased": lambda count: plural(
        "{count} erasure", "{count} erasures", count=count
    ),
    "decision-recorded": lambda count: plural(
        "{count} decision", "{count} decisions", count=count
    ),
    "document-attached": lambda count: plural(
        "{count} document", "{count} documents", count=count
    ),
    "expense-recorded": lambda count: plural(
        "{count} expense", "{count} expenses", count=count
    ),
    "file-imported": lambda count: plural(
        "{count} imported file", "{count} imported files", count=count
    ),
    "link-recorded": lambda count: plural("{count} link", "{count} links", count=count),
    "link-withdrawn": lambda count: plural(
        "{count} withdrawn link", "{count} withdrawn links", count=count
    ),
    "payment-recorded": lambda count: plural(
        "{count} payment", "{count} payments", count=count
    ),
    "plan-recorded": lambda count: plural("{count} plan", "{count} plans", count=count),
    "recovery-recorded": lambda count: plural(
        "{count} recovery", "{count} recoveries", count=count
    ),
    "refund-paid": lambda count: plural(
        "{count} refund", "{count} refunds", count=count
    ),
    "reversal-recorded": lambda count: plural(
        "{count} reversal", "{count} reversals", count=count
    ),
    "school-changed": lambda count: plural(
        "{count} school entry", "{count} school entries", count=count
    ),
    "tranche-received": lambda count: plural(
        "{count} receipt", "{count} receipts", count=count
    ),
    "user-added": lambda count: plural("{count} user", "{count} users", count=count),
    "year-closed": lambda count: plural("{count} close", "{count} closes", count=count),
    "year-reopened": lambda count: plural(
        "{count} reopening", "{count} reopenings", count=count
    ),
}
"""How many events of a type there are."""

_SLOTS: Final = {
    "activity": term("slot", "activity"),
    "authority": term("slot", "authority"),
    "bank_reference": term("slot", "bank reference"),
    "description": term("slot", "description"),
    "digest": term("slot", "digest"),
    "duplicate_reason": term("slot", "duplicate reason"),
    "evaluation": term("slot", "evaluation"),
    "iban": term("slot", "iban"),
    "induction": term("slot", "induction"),
    "initiatives/name": term("slot", "initiatives name"),
    "invoice": term("slot", "invoice"),
    "name": term("slot", "name"),
    "needs": term("slot", "needs"),
    "priorities": term("slot", "priorities"),
    "reason": term("slot", "reason"),
    "reference": term("slot", "reference"),
    "relevance": term("slot", "relevance"),
    "study_day_theme": term("slot", "study day theme"),
    "supplier": term("slot", "supplier"),
    "supplier_iban": term("slot", "supplier iban"),
    "supplier_number": term("slot", "supplier number"),
    "text": term("slot", "text"),
}


def left_out(lacking: Mapping[str, int]) -> Iterator[Message]:
    """Say what the bundle declares that it does not hold; nothing where it is whole."""
    if lacking:
        units = [_left_out(unit, count) for unit, count in lacking.items()]
        yield message("left out: {units}", units=units)


def _left_out(unit: str, count: int) -> Message:
    kind, _, slot = unit.partition("/1.")
    if not slot:
        return message(
            "the content of {documents}", documents=_KINDS["document-attached"](count)
        )
    return message("{slot} of {events}", slot=_SLOTS[slot], events=_KINDS[kind](count))


def erased(values: int, documents: int) -> Iterator[Message]:
    """Say how many values and documents are gone, as events say."""
    if values:
        yield plural(
            "erased, as the log says: {count} sealed value",
            "erased, as the log says: {count} sealed values",
            count=values,
        )
    if documents:
        yield plural(
            "erased, as the log says: the content of {count} document",
            "erased, as the log says: the content of {count} documents",
            count=documents,
        )


def unclaimed(count: int) -> Iterator[Message]:
    """Say that an invoice may stand twice among expenses that do not tell theirs."""
    if count:
        yield plural(
            "whether an invoice was registered twice could not be checked for {count}"
            " expense: the supplier or the invoice is not disclosed",
            "whether an invoice was registered twice could not be checked for {count}"
            " expenses: the supplier or the invoice is not disclosed",
            count=count,
        )
