"""How a language is spelt, and which of several words it has for one thing.

Looked at is what people read: a text without its places (`{name}`), and without what is
typed as it stands: options, paths, addresses, and what is between backquotes.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

INSTEAD: Final = {
    "nl": {
        r"raming(en)?": "prognose; schatting of what nobody counted",
        r"projecties?": "prognose",
        r"bestee?de?n?": "uitgegeven",
        r"uitgesloten": "niet subsidiabel",
        r"vastgelegde?|opgetekende?|ingeschreven": "geboekt",
        r"ongedaan gemaakt": "tegengeboekt",
        r"overgedragen reserve": "beginreserve",
        r"koppelingen?": "verantwoording",
        r"documenten?": "bewijsstuk",
        r"controle(ren|er|ert)|gecontroleerd|verifi(ëren|eer|eert)": "nakijken",
        r"gekende?": "bekend",
        r"checkpoints": "controlepunten",
        r"dossier": "bundel",
        r"mail": "e-mail",
    },
    "fr": {
        r"dossier de preuve": "paquet de preuve",
        r"projections?|estimations?": "prévision",
        r"exclue?s?": "non éligible",
        r"non admissibles?": "non éligible",
        r"inscrite?s?": "enregistré",
        r"réserve reportée": "réserve d’ouverture",
        r"encaissements?": "recette",
        r"adaptations?": "ajustement",
        r"centimes?": "cent",
    },
}
"""What is not said in a language, as a pattern of words, and what is said instead."""

EXCEPT: Final = frozenset(
    {
        "too many levels of symbolic links",
        "Too many levels of symbolic links",
        "entries are plain files, never links or folders",
        "Print one JSON document.",
        "the file that came back, or --kind minutes, mail or git",
    }
)
"""Messages in which a word means something else."""

_TYPED: Final = re.compile(r"`[^`]*`|--[\w-]+|https?://\S+|\S*/\S*|\bcd x;|\b\w+=\S*")
_PLACE: Final = re.compile(r"\{[^}]*\}")
_HIGH: Final = re.compile(r"[^\s\u00a0\u202f:;?!(]([;?!]|:(?!\w))(?![\w\"'])")
_SPACED: Final = re.compile(r"[ ][:;?!](?=\s|$)")
_STRAIGHT: Final = re.compile(r"\w'\w")


class Fault(NamedTuple):
    """What is wrong with a text, and where."""

    what: str
    found: str


def faults(language: str, text: str) -> list[Fault]:
    """Give what breaks the spelling of a language in a text of it."""
    read = _TYPED.sub("x", _PLACE.sub("x", text))
    found = [Fault("straight", each) for each in _STRAIGHT.findall(read)]
    found += [Fault("spaced", each) for each in _SPACED.findall(read)]
    if language == "fr":
        found += [Fault("no space", each[0]) for each in _HIGH.finditer(read)]
    return found


def synonyms(language: str, text: str) -> list[Fault]:
    """Give the words that a language does not use, with what it says instead."""
    read = _TYPED.sub("x", _PLACE.sub("x", text))
    return [
        Fault(said, found[0])
        for word, said in INSTEAD[language].items()
        for found in re.finditer(rf"(?<![\w-])({word})(?![\w-])", read, re.IGNORECASE)
    ]
