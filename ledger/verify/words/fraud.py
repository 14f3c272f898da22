"""What is said of a fraud proof, and where none could be made."""

from __future__ import annotations

from typing import Final

from ledger.verify.words.text import Text

WHOSE_KEY: Final = Text(
    "whose key this is, the file does not show: compare it with the one that you got"
    " from the school, or give that one with --key",
    "van wie deze sleutel is, toont het bestand niet: vergelijk hem met die welke u van"
    " de school kreeg, of geef die met --key",
)
UNSIGNED: Final = Text(
    "the head that you have is not signed, so it is only your word",
    "het hoofd dat u hebt is niet ondertekend, dus is het enkel uw woord",
)
NO_KEY: Final = Text(
    "the log of this file has no key, so its head is nobody's word",
    "het logboek van dit bestand heeft geen sleutel, dus staat niemand in voor zijn"
    " hoofd",
)
OTHER_KEY: Final = Text(
    "the two heads are not signed by keys of one log",
    "de twee hoofden zijn niet met sleutels van een logboek ondertekend",
)
NO_HEAD: Final = Text(
    "this file holds no signed head of that size or a larger one",
    "dit bestand bevat geen ondertekend hoofd van die grootte of groter",
)
PROVEN: Final = Text(
    "this is a fraud proof, and it holds: both heads are signed, and cannot both be"
    " true",
    "dit is een bewijs van bedrog, en het klopt: beide hoofden zijn ondertekend, en ze"
    " kunnen niet allebei waar zijn",
)
NOT_PROVEN: Final = Text(
    "this fraud proof does not hold: it shows nothing",
    "dit bewijs van bedrog klopt niet: het toont niets aan",
)

OTHER_KEYS: Final = Text(
    "this fraud proof could not be checked with the keys that you gave: give every key"
    " that its heads are signed with, each with --key",
    "dit bewijs van bedrog kon niet worden nagekeken met de sleutels die u gaf: geef"
    " elke sleutel waarmee de hoofden ondertekend zijn, telkens met --key",
)
TWO_KEYS: Final = Text(
    "the heads of the fraud proof are signed with two keys of the log: who checks it"
    " gives both, each with --key",
    "de hoofden van het bewijs van bedrog zijn met twee sleutels van het logboek"
    " ondertekend: wie het nakijkt, geeft ze allebei, telkens met --key",
)


def not_written(why: Text) -> Text:
    """Say why nobody else can be shown the contradiction by a file."""
    return Text(
        f"no fraud proof was written: {why.en}",
        f"er is geen bewijs van bedrog geschreven: {why.nl}",
    )


def signed(size: int, key: str) -> Text:
    """Say who has signed a head."""
    return Text(
        f"head of {size} events, signed by {key}",
        f"hoofd van {size} gebeurtenissen, ondertekend met {key}",
    )
