"""Every code that people see has its word, in every language."""

from __future__ import annotations

from typing import Literal, get_args, get_origin

import pytest

from ledger import values
from ledger.events.statement import TrancheStatus
from ledger.rules import SHIPPED, shipped
from projections.checks import Severity
from projections.documents import Missing
from projections.expenses import Justification
from projections.terms import TERMS, word
from tests.languages.catalogues import LANGUAGES, read, said_in
from tests.languages.collecting import Said

LISTS: dict[str, str] = {
    "AnchorKind": "anchor",
    "Approver": "approver",
    "Area": "area",
    "CountOf": "count",
    "DecisionGround": "ground",
    "DecisionTarget": "target",
    "DocumentKind": "document",
    "ErasureGround": "ground",
    "FileFormat": "format",
    "InitiativeKind": "initiative",
    "Level": "level",
    "Offer": "offer",
    "OpeningSource": "source",
    "PaidTo": "payer",
    "Payer": "payer",
    "RecoveryGround": "ground",
    "RefundMethod": "method",
    "ReversalGround": "ground",
    "Role": "role",
    "SchoolCouncil": "council",
}
"""Where the words of each closed list of `ledger.values` stand."""

SETS = [rules.set for rules in map(shipped, SHIPPED) if rules]
CATEGORIES = [each.categories for each in SETS]
BENEFICIARIES = [each.beneficiaries for each in SETS]
SEEN: list[tuple[str, tuple[str, ...]]] = [
    *((context, get_args(getattr(values, name))) for name, context in LISTS.items()),
    *(("category", (*each.eligible, *each.ineligible)) for each in CATEGORIES),
    *(("beneficiary", (*each.eligible, *each.ineligible)) for each in BENEFICIARIES),
    ("justification", get_args(Justification)),
    ("tranche", get_args(TrancheStatus)),
    ("severity", get_args(Severity)),
    ("document", get_args(Missing)),
    ("imposed", ("imposed", "not-imposed")),
]


def words(kind: object) -> bool:
    """Whether it is a closed list of words."""
    is_list = get_origin(kind) is Literal
    return is_list and all(isinstance(each, str) for each in get_args(kind))


def test_every_closed_list_is_looked_at() -> None:
    assert {name for name, kind in vars(values).items() if words(kind)} == set(LISTS)


@pytest.mark.parametrize(("context", "codes"), SEEN)
def test_every_code_has_a_word(context: str, codes: tuple[str, ...]) -> None:
    assert set(codes) <= TERMS[context].keys()


def test_every_word_is_of_a_code_that_there_is() -> None:
    found: dict[str, set[str]] = {context: set() for context, _ in SEEN}
    for context, codes in SEEN:
        found[context] |= set(codes)
    assert {context: set(terms) for context, terms in TERMS.items()} == found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_told_in_every_language(language: str) -> None:
    said = said_in(read(language, "projections"))
    wanted = {
        Said(one, context=context)
        for context, terms in TERMS.items()
        for one in terms.values()
    }
    assert wanted <= said.keys()
    assert all(all(said[each]) for each in wanted)


def test_a_code_that_is_not_known_is_its_own_word() -> None:
    assert word("category", "moon-travel") == "moon-travel"
