"""Dutch, French and English words for the closed lists of the journal.

A word that is not here passes through unchanged: who parses it names the nearest.
"""

from __future__ import annotations

from typing import Final

from cli.sheets import french
from cli.sheets.headings import fold

_DUTCH_AND_ENGLISH: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "category": {
        "external-training": (
            *("externe nascholing", "externe opleiding", "externe vorming"),
            *("nascholing", "opleiding", "vorming"),
        ),
        "study-day-expert": (
            *("spreker studiedag", "studiedag", "pedagogische studiedag"),
            *("expert studiedag", "begeleiding studiedag"),
        ),
        "primary-bachelor-track": (
            *("verkort traject bachelor", "verkort traject", "verkorte bachelor"),
            *("verkort traject bachelor lager onderwijs",),
        ),
        "head-training": (
            *("directieopleiding", "opleiding directie", "opleiding directeur"),
            *("directeursopleiding",),
        ),
        "internal-material": (
            *("intern materiaal", "materiaal", "materiaal interne nascholing"),
        ),
        "travel": (
            *("verplaatsing", "verplaatsingen", "verplaatsingskosten"),
            *("verplaatsingsonkosten", "reiskosten", "vervoer"),
        ),
        "other": ("andere", "ander", "overige", "overig"),
        "leisure": ("vrije tijd", "vrijetijdsbesteding", "ontspanning"),
        "own-staff-pay": ("eigen personeel", "vergoeding eigen personeel"),
    },
    "beneficiary": {
        "staff": ("personeelslid", "personeelsleden", "personeel", "leerkracht"),
        "team": ("schoolteam", "volledig team", "hele team"),
        "non-subsidised": (
            *("niet-gesubsidieerd", "niet-gesubsidieerd personeel"),
            *("niet-gesubsidieerd personeelslid", "non-subsidized"),
        ),
        "head": ("directeur", "directie", "directielid"),
        "future-head": ("toekomstige directeur", "toekomstig directeur"),
        "volunteer": ("vrijwilliger", "vrijwilligers"),
        "outsider": ("externe", "extern", "buitenstaander"),
        "other-school": ("andere school", "personeel andere school"),
    },
    "area": {
        "dutch": ("Nederlands", "taal Nederlands"),
        "mathematics": ("wiskunde", "maths"),
        "other": ("andere", "ander", "overige"),
    },
    "imposed": {
        "true": ("ja", "j", "yes", "y", "x", "waar", "1"),
        "false": ("nee", "neen", "n", "no", "onwaar", "0"),
    },
}

VALUES: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    field: {
        code: (*words, *french.VALUES[field][code]) for code, words in codes.items()
    }
    for field, codes in _DUTCH_AND_ENGLISH.items()
}

_CODE_BY_FOLDED: Final[dict[str, dict[str, str]]] = {
    field: {
        fold(word): code for code, words in codes.items() for word in (code, *words)
    }
    for field, codes in VALUES.items()
}


def journal_value(field: str, text: str) -> str:
    """The journal's code for a word in a cell of `field`, or the text as it is."""
    codes = _CODE_BY_FOLDED.get(field)
    return codes.get(fold(text), text) if codes else text
