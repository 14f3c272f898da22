"""The page on events tells every refusal of the rules of recording.

One that is added to `ledger.admit`, or taken away, fails here until the page tells it.
"""

from __future__ import annotations

import ast
from collections import Counter

import pytest

from ledger.admit.year import CLOSES_MAX
from tests.conftest import ROOT

WORDS = " ".join((ROOT / "docs" / "events.md").read_text(encoding="utf-8").split())

# What the page says of each refusal of `ledger.admit`, in the order of the code.
REFUSALS = {
    "admit.admit": ["first event of a log is a `book-opened/1`**, and no other"],
    "admit._admit_school": ["An event of the school is in `school`, one of a year in"],
    "admit._admit_year": [
        "a stream whose year has been opened by a `year-opened/1` before",
        "An event is in the stream that its section names",
        "Where an event in a year has a field `year`, it is the year of its stream",
    ],
    "keeping.key_rotated": ["the present key is not null"],
    "keeping._refuse_unfit": [
        "The name of the new key (what stands before its first `+`) is the `origin`",
        "It had fewer than 1000 keys so far",
        "The log never had that key",
    ],
    "keeping.anchor_recorded": [
        "`size` is from 1 to `n`",
        "`sha256` is not null where `kind` is `cosigned` or `timestamp`",
        "No `anchor-recorded/1` before is the same in all four fields",
    ],
    "keeping.data_erased": [
        "`of` is below `n`",
        "`slots` is not empty, or `document` is true",
        "`slots` is sorted byte for byte, and holds each slot once",
        "No slot in it was erased of that event by a `data-erased/1` before",
        "`document` is false, or no `data-erased/1` before says that the document",
    ],
    "rules.refuse_future": ["is not later than today"],
    "rules.refuse_unknown_user": ["`by` is a user who was added and has not left"],
    "rules.refuse_owed": ["an event is admitted only if it is the first thing owed"],
    "rules.refuse_taken": [
        "that ref does not begin with `plan-` or `approval-`",
        "no fact of the book has it at that moment",
    ],
    "school.book_opened": [
        "No book is open: it is the first event",
        "The school number in `origin` is `school`",
        "or the name of the key (what stands before its first `+`) is `origin`",
    ],
    "school.school_ended": [
        "The school has not ended before",
        "or `into` is not the `number` of the last of these",
    ],
    "school.user_added": ["`user` is `u1` for the first user of the book"],
    "school.user_left": [
        "`user` was added and has not left",
        "`user` is not the only one who was added and has not left",
    ],
    "school.plan_recorded": [
        "The second year of `school_year` is the first plus one",
        "`version` is the number of plans of that school year before, plus one",
        "No two initiatives of the plan have the same `ref`",
    ],
    "school.plan_approved": [
        "That version of that plan was recorded before",
        "It has no approval that stands",
    ],
    "school.file_imported": ["hold neither the first event of the log nor another"],
    "school.approval_reversed": [
        "`of` is an approval, and `amount` is null",
        "That approval is not undone before",
    ],
    "school.document_attached": ["It may be recorded in `school` when `of` is a"],
    "spending.expense_recorded": ["The year of `on` is the year of its stream"],
    "spending._refuse_unknown": ["one of the categories of the rule set of the year"],
    "spending._expense": ["`expense` is an expense of the same year"],
    "spending.link_recorded": ["is at most what may still be linked of the expense"],
    "spending.link_withdrawn": [
        "`link` is a link of the same year",
        "That link was not withdrawn before",
    ],
    "spending.reversal_recorded": [
        "`of` is a fact with an amount of the same year",
        "`of` is not an opening with source `close`, unless this reversal is owed",
        "The amount takes away at most what is left, and in its direction",
    ],
    "spending._refuse_while_refunded": ["whose withheld refund stands"],
    "spending.recovery_recorded": [
        "The year of `on` is `year`",
        "`of` is an expense, of any year of the book",
    ],
    "spending.document_attached": ["a link, a close or a reversal of the same year"],
    "decisions.decision_recorded": [
        "`of` is a fact of the same year, of the kind that `target` names",
        "`amount` and `withdraws` are not both null",
    ],
    "decisions._refuse_withdrawal": [
        "a decision of the same year that stands and is not withdrawn",
        "that decision has an amount: one that only withdraws is undone by a reversal",
        "that decision has the same `target` and the same `of`",
    ],
    "year.closed_year": ["**A closed year takes only**"],
    "year.year_opened": [
        "`year` is not before its `first_year`",
        "`year` is the year of its stream",
        "The year has not been opened before",
        "or `year` is the lowest one less one, or the highest one plus one",
    ],
    "grant.opening_recorded": [
        "`source` is not `close`",
        "`amount` is above 0",
        "`year` is the lowest year that was opened in the book so far",
    ],
    "grant._second": ["has no opening that stands"],
    "grant.adjustment_recorded": ["May be recorded when `amount` is not 0"],
    "grant.tranche_received": [
        "`withheld` and `withheld_for` are both null, or neither is",
        "`withheld` is not more than `amount`",
        "`withheld_for` is before `year`",
    ],
    "year.year_reopened": ["The year is closed", "No later year is closed"],
    "year.year_closed": [
        "`carry_over` is at most what may be carried over",
        "`count` is `n`; and `figures` is the figures of the year",
    ],
    "year._refuse_unsafe": ["No figure in `figures` lies beyond its range"],
    "year._refuse_early_close": [
        "The year is not closed",
        f"It was closed fewer than {CLOSES_MAX} times",
        "today is after its 31 December",
    ],
    "year._refuse_open_before": ["No earlier year that was opened is open"],
    "year._refuse_other_opening": ["and has another `source` than `close`"],
}


def refusals() -> Counter[str]:
    """How many refusals each function of `ledger.admit` has."""
    counted: Counter[str] = Counter()
    for path in sorted((ROOT / "ledger" / "admit").glob("*.py")):
        module = path.stem.replace("__init__", "admit")
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef):
                found = sum(map(is_refusal, ast.walk(node)))
                counted[f"{module}.{node.name}"] = found
    return +counted


def is_refusal(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "RefusedError"


def test_the_page_was_written_with_every_refusal_in_view() -> None:
    assert {name: len(told) for name, told in REFUSALS.items()} == refusals()


@pytest.mark.parametrize("name", REFUSALS)
def test_every_refusal_is_told(name: str) -> None:
    assert [words for words in REFUSALS[name] if words not in WORDS] == []
