"""Which heading means which field of the journal, in Dutch, French and English.

Headings are compared folded: case, accents, spaces and punctuation do not count, so
that `KBO-nummer`, `KBO nummer` and `kbonummer` are one heading.
"""

from __future__ import annotations

import difflib
import functools
import unicodedata
from typing import TYPE_CHECKING, Final

from cli.sheets import french
from ledger.messages import Message, term

if TYPE_CHECKING:
    from collections.abc import Iterable

_DUTCH_AND_ENGLISH: Final[dict[str, tuple[str, ...]]] = {
    "ref": (
        *("Nr", "N°", "No", "Nummer", "Number", "Volgnummer", "Volgnr", "Ref"),
        *("Referentie", "Reference", "Boekingsnummer", "Boekingsnr", "Stuknummer"),
    ),
    "on": (
        *("Datum", "Date", "Uitgavedatum", "Datum uitgave", "Boekingsdatum"),
        *("Boekdatum", "Expense date"),
    ),
    "amount": (
        *("Bedrag", "Bedrag (EUR)", "Bedrag in euro", "Bedrag euro"),
        *("Bedrag incl. btw", "Bedrag inclusief btw", "Amount", "Amount (EUR)"),
        "Totaalbedrag",
    ),
    "category": ("Categorie", "Soort", "Soort uitgave", "Category"),
    "beneficiary": (
        *("Begunstigde", "Begunstigden", "Voor wie", "Doelgroep", "Beneficiary"),
        *("Beneficiaries", "For whom"),
    ),
    "people": (
        *("Aantal personen", "Aantal deelnemers", "Aantal", "Deelnemers", "Personen"),
        *("People", "Participants", "Number of people"),
    ),
    "supplier": ("Leverancier", "Firma", "Organisatie", "Supplier", "Vendor"),
    "supplier_number": (
        *("Ondernemingsnummer", "Ondernemingsnr", "KBO-nummer", "KBO", "KBO-nr"),
        *("BTW-nummer", "BTW-nr", "VAT number", "Enterprise number"),
    ),
    "supplier_iban": ("IBAN", "Rekeningnummer", "Account number"),
    "invoice": (
        *("Factuurnummer", "Factuurnr", "Factuur", "Invoice", "Invoice number"),
        *("Invoice no",),
    ),
    "invoiced": ("Factuurdatum", "Datum factuur", "Invoice date", "Invoiced on"),
    "description": ("Omschrijving", "Beschrijving", "Description"),
    "imposed": ("Opgelegd", "Verplicht", "Imposed"),
    "borne_by_staff": (
        *("Ten laste van personeel", "Ten laste personeel", "Paid by staff"),
    ),
    "initiative": ("Initiatief", "Initiative"),
    "activity_from": (
        *("Activiteit van", "Activiteit vanaf", "Begin activiteit", "Startdatum"),
        *("Activity start",),
    ),
    "activity_until": (
        *("Activiteit tot", "Activiteit tot en met", "Einde activiteit", "Einddatum"),
        *("Activity end",),
    ),
    "invoice_total": ("Factuurtotaal", "Totaal factuur", "Factuurbedrag"),
    "part": ("Deel", "Factuurdeel", "Invoice part"),
    "shared_with": ("Gedeeld met", "Shared with"),
    "activity": ("Activiteit", "Activity"),
    "relevance": ("Relevantie", "Verantwoording", "Relevance", "Justification"),
    "area": ("Leergebied", "Area", "Learning area"),
    "link_amount": ("Verantwoord bedrag", "Bedrag verantwoord", "Linked amount"),
    "paid_on": ("Betaald op", "Betaaldatum", "Datum betaling", "Payment date"),
    "payment_reference": ("Betaalreferentie", "Mededeling", "Bank reference"),
    "document": ("Bewijsstuk", "Bewijsstukken", "Bestand", "Document", "File"),
    "duplicate_reason": ("Reden dubbel", "Reden dubbele factuur"),
}

HEADINGS: Final[dict[str, tuple[str, ...]]] = {
    field: (*headings, *french.HEADINGS[field])
    for field, headings in _DUTCH_AND_ENGLISH.items()
}

FIELDS: Final[tuple[str, ...]] = tuple(HEADINGS)

# Without these four a row is no expense.
REQUIRED: Final[tuple[str, ...]] = ("on", "amount", "category", "beneficiary")

# What messages propose for these, in the language of who is told.
PROPOSED: Final[dict[str, Message]] = {
    "on": term("heading", "Datum"),
    "amount": term("heading", "Bedrag"),
    "category": term("heading", "Categorie"),
    "beneficiary": term("heading", "Begunstigde"),
}

# Columns that every bookkeeper has and no journal needs.
IGNORABLE: Final[tuple[str, ...]] = (
    *("Opmerking", "Opmerkingen", "Commentaar", "Notitie", "Notities", "Saldo"),
    *("Remark", "Remarks", "Comment", "Comments", "Notes", "Balance"),
    *french.IGNORABLE,
)


@functools.lru_cache(maxsize=4096)
def fold(heading: str) -> str:
    """Only the letters and digits, small and without accents; if any, that is."""
    plain = unicodedata.normalize("NFKD", heading.casefold())
    kept = "".join(character for character in plain if character.isalnum())
    return kept or heading.strip()


FIELD_BY_FOLDED: Final[dict[str, str]] = {
    fold(name): field
    for field, headings in HEADINGS.items()
    for name in (field, *headings)
}


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The one of `known` that `word` was most likely meant to be."""
    by_folded = {fold(name): name for name in known}
    found = difflib.get_close_matches(fold(word), by_folded, n=1)
    return by_folded[found[0]] if found else None


@functools.lru_cache(maxsize=1024)
def nearest_heading(heading: str) -> str | None:
    """The known heading that is most like this unknown one."""
    return nearest(heading, (name for names in HEADINGS.values() for name in names))
