"""What a bundle or a book does not hold, in words: left out, erased, so not checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from ledger.verify.words.text import Text

_KINDS: Final = {
    # One and many, in English and in Dutch.
    "adjustment-recorded": ("adjustment", "adjustments", "aanpassing", "aanpassingen"),
    "data-erased": ("erasure", "erasures", "wissing", "wissingen"),
    "decision-recorded": ("decision", "decisions", "beslissing", "beslissingen"),
    "document-attached": ("document", "documents", "document", "documenten"),
    "expense-recorded": ("expense", "expenses", "uitgave", "uitgaven"),
    "file-imported": (
        "imported file",
        "imported files",
        "ingelezen bestand",
        "ingelezen bestanden",
    ),
    "link-recorded": ("link", "links", "koppeling", "koppelingen"),
    "link-withdrawn": (
        "withdrawn link",
        "withdrawn links",
        "ingetrokken koppeling",
        "ingetrokken koppelingen",
    ),
    "payment-recorded": ("payment", "payments", "betaling", "betalingen"),
    "plan-recorded": ("plan", "plans", "plan", "plannen"),
    "recovery-recorded": (
        "recovery",
        "recoveries",
        "terugvordering",
        "terugvorderingen",
    ),
    "refund-paid": ("refund", "refunds", "terugbetaling", "terugbetalingen"),
    "reversal-recorded": ("reversal", "reversals", "tegenboeking", "tegenboekingen"),
    "school-changed": (
        "school entry",
        "school entries",
        "schoolgegeven",
        "schoolgegevens",
    ),
    "tranche-received": ("receipt", "receipts", "ontvangst", "ontvangsten"),
    "user-added": ("user", "users", "gebruiker", "gebruikers"),
    "year-closed": ("close", "closes", "afsluiting", "afsluitingen"),
    "year-reopened": ("reopening", "reopenings", "heropening", "heropeningen"),
}
_SLOTS: Final = {
    "activity": "activiteit",
    "authority": "overheid",
    "bank_reference": "bankreferentie",
    "description": "omschrijving",
    "digest": "digest",
    "duplicate_reason": "reden van dubbel",
    "evaluation": "evaluatie",
    "iban": "rekeningnummer",
    "induction": "aanvangsbegeleiding",
    "initiatives/name": "naam van initiatief",
    "invoice": "factuurnummer",
    "name": "naam",
    "needs": "noden",
    "priorities": "prioriteiten",
    "reason": "reden",
    "reference": "referentie",
    "relevance": "relevantie",
    "study_day_theme": "thema van de studiedag",
    "supplier": "leverancier",
    "supplier_iban": "rekeningnummer van leverancier",
    "supplier_number": "nummer van leverancier",
    "text": "tekst",
}


def left_out(lacking: Mapping[str, int]) -> Iterator[Text]:
    """Say what the bundle declares that it does not hold; nothing where it is whole."""
    if lacking:
        each = [_left_out(unit, count) for unit, count in lacking.items()]
        yield Text(
            f"left out: {', '.join(text.en for text in each)}",
            f"weggelaten: {', '.join(text.nl for text in each)}",
        )


def _left_out(unit: str, count: int) -> Text:
    kind, _, slot = unit.partition("/1.")
    if not slot:
        return Text(
            f"the content of {count} {_one(count, 'document', many='documents')}",
            f"de inhoud van {count} {_one(count, 'document', many='documenten')}",
        )
    one, many, een, veel = _KINDS.get(kind, (kind,) * 4)
    words, woorden = slot.replace("_", " ").replace("/", " "), _SLOTS.get(slot, slot)
    return Text(
        f"{words} of {count} {_one(count, one, many=many)}",
        f"{woorden} van {count} {_one(count, een, many=veel)}",
    )


def _one(count: int, one: str, *, many: str) -> str:
    return one if count == 1 else many


def erased(values: int, documents: int) -> Iterator[Text]:
    """Say how many values and documents are gone, as events say."""
    if values:
        yield Text(
            f"erased, as the log says: {values}"
            f" {_one(values, 'sealed value', many='sealed values')}",
            f"gewist, zoals het logboek zegt: {values}"
            f" {_one(values, 'verzegelde waarde', many='verzegelde waarden')}",
        )
    if documents:
        yield Text(
            f"erased, as the log says: the content of {documents}"
            f" {_one(documents, 'document', many='documents')}",
            f"gewist, zoals het logboek zegt: de inhoud van {documents}"
            f" {_one(documents, 'document', many='documenten')}",
        )


def unclaimed(count: int) -> Iterator[Text]:
    """Say that an invoice may stand twice among expenses that do not tell theirs."""
    if count:
        yield Text(
            "whether an invoice was registered twice could not be checked for"
            f" {count} {_one(count, 'expense', many='expenses')}: the supplier or the"
            " invoice is not disclosed",
            "of een factuur twee keer werd ingeschreven, was niet na te kijken voor"
            f" {count} {_one(count, 'uitgave', many='uitgaven')}: de leverancier of de"
            " factuur is niet meegegeven",
        )
