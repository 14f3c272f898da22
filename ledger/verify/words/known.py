"""What a check says about heads that were known before, and about other logs."""

from __future__ import annotations

import datetime as dt

from ledger.verify.words.text import Text


def later_seen(size: int, day: dt.date) -> Text:
    """Say that this file is an older one, seen before, and that a later one was too."""
    return Text(
        f"you have seen a later one: {size} events, on {day}",
        f"u hebt een latere gezien: {size} gebeurtenissen, op {day:%d/%m/%Y}",
    )


def grown(size: int, day: dt.date) -> Text:
    """Say that this is the log that was seen before."""
    return Text(
        f"the same log as you saw on {day}, with {size} events then",
        f"hetzelfde logboek als u zag op {day:%d/%m/%Y}, toen met {size}"
        " gebeurtenissen",
    )


def extends(source: str, size: int) -> Text:
    """Say that the log begins with what a given head stands for."""
    return Text(
        f"the log begins with the {size} events of {source}",
        f"het logboek begint met de {size} gebeurtenissen van {source}",
    )


def other_key(key: str, day: dt.date) -> Text:
    """Say that the origin was seen under a key that nothing here vouches for."""
    en, nl = (
        (f"key {key}", f"de sleutel {key}")
        if key
        else ("no key", "geen enkele sleutel")
    )
    return Text(
        f"on {day} you saw a log of this name signed with {en}: at most one of the"
        " two is the school's; ask the school for its public key, and give it with"
        " --key",
        f"op {day:%d/%m/%Y} zag u een logboek met deze naam, ondertekend met {nl}:"
        " hoogstens een van de twee is van de school; vraag de school haar publieke"
        " sleutel, en geef die met --key",
    )


def second_book(school: str, origin: str, *, day: dt.date) -> Text:
    """Say that another log of the same school was seen before."""
    return Text(
        f"this is a second book of school {school}: on {day} you saw {origin}; ask the"
        " school which one it keeps",
        f"dit is een tweede boek van school {school}: op {day:%d/%m/%Y} zag u {origin};"
        " vraag de school welk boek zij houdt",
    )


def two_books(school: str) -> Text:
    """Say that two bundles are of two logs of one school."""
    return Text(
        f"these are two books of school {school}, which cannot be compared: ask the"
        " school which one it keeps",
        f"dit zijn twee boeken van school {school}, die niet te vergelijken zijn: vraag"
        " de school welk boek zij houdt",
    )


def two_schools() -> Text:
    """Say that two bundles have nothing to do with each other."""
    return Text(
        "the two files are of two schools, and cannot be compared",
        "de twee bestanden zijn van twee scholen, en niet te vergelijken",
    )


def other_log(source: str, origin: str) -> Text:
    """Say that a head has nothing to do with this log."""
    return Text(
        f"{source} is the head of another log, {origin}: it was not compared",
        f"{source} is het hoofd van een ander logboek, {origin}: het is niet"
        " vergeleken",
    )


def unsigned_head(source: str) -> Text:
    """Say that a note is nobody's word, and was compared all the same."""
    return Text(
        f"{source} is not signed by the key of this log: its three lines are compared,"
        " on your word alone",
        f"{source} is niet ondertekend met de sleutel van dit logboek: de drie regels"
        " zijn vergeleken, enkel op uw woord",
    )


def unreadable_head(source: str) -> Text:
    """Say that something remembered is no head."""
    return Text(
        f"{source} holds no head: it was not compared",
        f"{source} bevat geen hoofd: het is niet vergeleken",
    )


def not_remembered(why: str) -> Text:
    """Say that this check will not be remembered, or that none could be recalled."""
    return Text(
        f"what you have seen before was not compared, or this was not kept: {why}",
        f"wat u eerder zag is niet vergeleken, of dit is niet bewaard: {why}",
    )


def replaced(number: int) -> Text:
    """Say that a key of the log was replaced by one that it did not sign over."""
    return Text(
        f"the key of the log was replaced at #{number}, without a word of the one"
        " before: whoever holds the file could have done it; ask the school in person",
        f"de sleutel van het logboek werd bij #{number} vervangen, zonder een woord van"
        " de vorige: wie het bestand heeft, kan dat gedaan hebben; vraag het de school"
        " persoonlijk",
    )


def sizes_differ(source: str, size: int) -> Text:
    """Say that one event cannot be compared with a head of another size."""
    return Text(
        f"the hand-out could not be compared with {source}, of {size} events: ask for"
        " the bundle",
        f"het stuk kon niet vergeleken worden met {source}, van {size} gebeurtenissen:"
        " vraag de bundel",
    )
