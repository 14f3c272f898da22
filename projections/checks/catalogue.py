"""The objections that there are: a stable code for each, how grave it is, and its rule.

A code is never reused for something else. `error`: money that is asked back as things
stand. `warning`: something is missing, or looks wrong. `info`: good to know, and no
reason for the exit code of `check`.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict, Unpack

from msgspec import Struct

from projections.rule_texts import RULE_TEXTS

Severity = Literal["error", "warning", "info"]


class Check(Struct, frozen=True):
    """One kind of objection: its gravity, its rule (in `rule_texts`), what it means."""

    severity: Severity
    rule: str
    meaning: str


CATALOGUE: dict[str, Check] = {
    "unjustified-expense": Check(
        "error", "link", "an expense, or a part of it, is not linked to an activity"
    ),
    "ineligible-expense": Check(
        "error", "category", "the grant is not for this category or this beneficiary"
    ),
    "travel-without-document": Check(
        "error", "travel", "no programme or certificate ties the travel to an activity"
    ),
    "imposed-borne-by-staff": Check(
        "error", "imposed", "staff bore a part of what the school imposed"
    ),
    "category-not-for-level": Check(
        "warning", "level", "the category is for another level of education"
    ),
    "expense-without-initiative": Check(
        "warning", "initiative", "there is a plan, and the expense is for nothing in it"
    ),
    "initiative-not-in-plan": Check(
        "warning", "initiative", "an initiative is named that no plan has"
    ),
    "expense-before-link": Check(
        "warning", "link-in-time", "the money was spent before its link took effect"
    ),
    "expense-long-after-link": Check(
        "warning", "link-in-time", "the money was spent long after its link"
    ),
    "missing-invoice": Check("warning", "documents", "an expense has no invoice"),
    "missing-payment": Check(
        "warning", "documents", "an expense has no proof of payment"
    ),
    "missing-programme": Check(
        "warning", "documents", "an expense has neither a programme nor a certificate"
    ),
    "invoice-twice": Check(
        "warning", "invoice-once", "one invoice is registered more than once"
    ),
    "expense-twice": Check(
        "warning", "invoice-once", "same supplier, amount and day as another expense"
    ),
    "plan-missing": Check(
        "error", "plan", "money was spent in a school year without a plan"
    ),
    "plan-not-approved": Check(
        "error", "approval", "the newest version of the plan is not approved"
    ),
    "plan-changed": Check(
        "warning", "approval", "a plan was changed after its approval"
    ),
    "council-not-heard": Check(
        "warning", "council", "a plan was approved, and the council was not heard"
    ),
    "allocation-missing": Check(
        "warning", "allocation", "money came, or was spent, without an allocation"
    ),
    "allocation-differs": Check(
        "warning", "allocation", "the allocation is not the posts times their rate"
    ),
    "tranche-late": Check("info", "tranches", "a tranche was complete after its day"),
    "tranche-short": Check(
        "warning", "tranches", "a tranche is not complete, and its day has passed"
    ),
    "tranche-differs": Check(
        "warning", "tranches", "more came of a tranche than its share"
    ),
    "own-contribution": Check("info", "funds", "more was spent than the year had"),
    "reserve-not-used-first": Check(
        "warning", "reserve-first", "less was spent than the reserve of the year before"
    ),
    "refund-outstanding": Check(
        "warning", "refund", "a closed year has a refund that was not paid yet"
    ),
    "late-entries": Check(
        "warning", "in-time", "facts were recorded long after their day"
    ),
    "round-amounts": Check(
        "info", "pattern", "most expenses are whole hundreds of euros"
    ),
    "spent-before-close": Check(
        "info", "pattern", "much was spent in the last days of the year"
    ),
    "preferred-areas": Check(
        "info", "areas", "what went to the areas that primary education prefers"
    ),
    "no-checkpoint": Check(
        "warning", "checkpoint", "nobody outside can tell that the book was not redone"
    ),
}
"""Every objection by its code, in the order of docs/checks.md."""


class Objection(Struct, frozen=True, kw_only=True):
    """One thing that a verifier would say.

    `place` names it (a ref, a tranche, a plan, the book), `events` by number; `amount`
    is what is at stake in cents, None where that is not a sum. `year` is None for the
    whole book. `source` is where `rule` stands.
    """

    code: str
    severity: Severity
    year: int | None
    place: str
    events: list[int]
    amount: int | None
    message: str
    rule: str
    source: str
    next_step: str | None


class Said(TypedDict):
    """What is said of one case; `by_rule` names a rule other than that of the code."""

    year: int | None
    place: str
    events: list[int]
    amount: int | None
    message: str
    next_step: str | None
    by_rule: NotRequired[str]


def objection(code: str, **said: Unpack[Said]) -> Objection:
    """Make an objection of a kind that the catalogue has."""
    kind = CATALOGUE[code]
    rule = RULE_TEXTS[said.get("by_rule", kind.rule)]
    return Objection(
        code=code,
        severity=kind.severity,
        year=said["year"],
        place=said["place"],
        events=said["events"],
        amount=said["amount"],
        message=said["message"],
        rule=rule.text,
        source=rule.source,
        next_step=said["next_step"],
    )
