"""The objections that there are: a stable code for each, how grave it is, and its rule.

A code is never reused for something else. `error`: money that is asked back as things
stand. `warning`: something is missing, or looks wrong. `info`: good to know, and no
reason for the exit code of `check`.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict, Unpack

from msgspec import Struct

from ledger.messages import message
from projections.rule_texts import RULE_TEXTS

Severity = Literal["error", "warning", "info"]


class Check(Struct, frozen=True):
    """One kind of objection: its gravity, its rule (in `rule_texts`), what it means."""

    severity: Severity
    rule: str
    meaning: str


CATALOGUE: dict[str, Check] = {
    "unjustified-expense": Check(
        "error",
        "link",
        message("an expense, or a part of it, is not linked to an activity"),
    ),
    "ineligible-expense": Check(
        "error",
        "category",
        message("the grant is not for this category or this beneficiary"),
    ),
    "travel-without-document": Check(
        "error",
        "travel",
        message("no programme or certificate ties the travel to an activity"),
    ),
    "imposed-borne-by-staff": Check(
        "error", "imposed", message("staff bore a part of what the school imposed")
    ),
    "category-not-for-level": Check(
        "warning", "level", message("the category is for another level of education")
    ),
    "expense-without-initiative": Check(
        "warning",
        "initiative",
        message("there is a plan, and the expense is for nothing in it"),
    ),
    "initiative-not-in-plan": Check(
        "warning", "initiative", message("an initiative is named that no plan has")
    ),
    "expense-before-link": Check(
        "warning",
        "link-in-time",
        message("the money was spent before its link took effect"),
    ),
    "expense-long-after-link": Check(
        "warning", "link-in-time", message("the money was spent long after its link")
    ),
    "missing-invoice": Check(
        "warning", "documents", message("an expense has no invoice")
    ),
    "missing-payment": Check(
        "warning", "documents", message("an expense has no proof of payment")
    ),
    "missing-programme": Check(
        "warning",
        "documents",
        message("an expense has neither a programme nor a certificate"),
    ),
    "invoice-twice": Check(
        "warning", "invoice-once", message("one invoice is registered more than once")
    ),
    "expense-twice": Check(
        "warning",
        "invoice-once",
        message("same supplier, amount and day as another expense"),
    ),
    "plan-missing": Check(
        "error", "plan", message("money was spent in a school year without a plan")
    ),
    "plan-not-approved": Check(
        "error", "approval", message("the newest version of the plan is not approved")
    ),
    "plan-changed": Check(
        "warning", "approval", message("a plan was changed after its approval")
    ),
    "council-not-heard": Check(
        "warning",
        "council",
        message("a plan was approved, and the council was not heard"),
    ),
    "missing-approval": Check(
        "warning",
        "dossier",
        message("no document shows that a plan was approved"),
    ),
    "allocation-missing": Check(
        "warning",
        "allocation",
        message("money came, or was spent, without an allocation"),
    ),
    "allocation-differs": Check(
        "warning",
        "allocation",
        message("the allocation is not the posts times their rate"),
    ),
    "tranche-late": Check(
        "info", "tranches", message("a tranche was complete after its day")
    ),
    "tranche-short": Check(
        "warning",
        "tranches",
        message("a tranche is not complete, and its day has passed"),
    ),
    "tranche-differs": Check(
        "warning", "tranches", message("more came of a tranche than its share")
    ),
    "missing-allocation-letter": Check(
        "warning", "dossier", message("an allocation has no allocation letter")
    ),
    "missing-bank-statement": Check(
        "warning",
        "dossier",
        message("the credit of a tranche is not shown on a bank statement"),
    ),
    "own-contribution": Check(
        "info", "funds", message("more was spent than the year had")
    ),
    "reserve-not-used-first": Check(
        "warning",
        "reserve-first",
        message("less was spent than the reserve of the year before"),
    ),
    "refund-outstanding": Check(
        "warning", "refund", message("a closed year has a refund that was not paid yet")
    ),
    "missing-refund-proof": Check(
        "warning", "dossier", message("no document shows that a refund was paid")
    ),
    "late-entries": Check(
        "warning", "in-time", message("facts were recorded long after their day")
    ),
    "round-amounts": Check(
        "info", "pattern", message("most expenses are whole hundreds of euros")
    ),
    "spent-before-close": Check(
        "info", "pattern", message("much was spent in the last days of the year")
    ),
    "preferred-areas": Check(
        "info",
        "areas",
        message("what went to the areas that primary education prefers"),
    ),
    "no-checkpoint": Check(
        "warning",
        "checkpoint",
        message("nobody outside can tell that the book was not redone"),
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
