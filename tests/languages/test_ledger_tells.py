"""What the ledger refuses, as a bookkeeper reads it in Dutch and in French."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from ledger import commands as c
from ledger.errors import LedgerError, UsageError
from ledger.note.policy import parse_policy
from projections.language import language
from tests.ledger.memory_book import refused
from tests.ledger.worked_example import day, example_book

LINK = c.RecordLink(expense="C", activity="trein", relevance="naar de vorming")
EXPENSE = c.RecordExpense(
    on=day("2025-12-31"), amount=5, category="travl", beneficiary="team"
)
DECISION = c.RecordDecision(
    target="carry-over", of="A", on=day("2026-01-05"), amount=5, ground="other"
)

REFUSED: dict[str, tuple[c.Wish, str, list[str]]] = {
    "more than is left": (
        replace(LINK, amount=462_100),
        "nl",
        [
            "4.621,00 is meer dan wat van C rest",
            "hoogstens 46,20",
            "4.621,00",
            "laat het bedrag weg om alles te verantwoorden wat rest",
        ],
    ),
    "a day to come": (
        replace(EXPENSE, on=day("2026-12-31"), category="travel"),
        "fr",
        [
            "le 31/12/2026 est après aujourd’hui",
            "une date jusqu’au 01/02/2026 inclus",
            "31/12/2026",
            "enregistrez-le une fois qu’il a eu lieu",
        ],
    ),
    "half a link": (
        replace(EXPENSE, activity="trein", ref="Z", category="travel"),
        "fr",
        [
            "la justification de Z n’indique pas la pertinence",
            "à la fois l’activité et sa pertinence",
            "rien pour la pertinence",
            "donnez aussi la pertinence, ou omettez les deux et justifiez plus tard",
        ],
    ),
    "another kind of fact": (
        DECISION,
        "fr",
        [
            "l’événement #8 n’est pas un report",
            "la ref ou le #numéro d’un report",
            "#8",
        ],
    ),
}


def told(error: LedgerError, code: str) -> list[str]:
    said = (error.message, error.expected, error.found, error.next_step)
    return [language(code).tell(text) for text in said if text]


@pytest.mark.parametrize(("wish", "code", "lines"), REFUSED.values(), ids=list(REFUSED))
def test_a_refusal_is_told(wish: c.Wish, code: str, lines: list[str]) -> None:
    assert told(refused(example_book(), wish), code) == lines


def test_the_nearest_words_are_told_as_they_are_typed() -> None:
    assert (
        told(refused(example_book(), EXPENSE), "nl")[-1]
        == "bedoelde u travel of other?"
    )


def test_an_error_in_an_error_is_told_too() -> None:
    with pytest.raises(UsageError) as caught:
        parse_policy(b"quorum none\nlog a+b+c\n")
    place = language("fr").tell(caught.value.place or "")
    assert (place, told(caught.value, "fr")[0]) == (
        "ligne 2",
        "ce n’est pas du base64 dans sa seule forme",
    )
