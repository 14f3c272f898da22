"""What each field of the journal means, in a line, with its unit."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args, get_origin

from cli.intake.values import bare
from cli.intake.wishes import Field
from ledger import commands as c
from ledger import values as v
from ledger.messages import Message
from ledger.rules import SHIPPED, shipped

WORDS: dict[str, str] = {
    "activity": "The activity that the expense served",
    "activity_from": "The first day of the activity",
    "activity_until": "The last day of the activity",
    "amount": "In euros, as 1234,50",
    "area": "The area that it strengthens",
    "authority": "Who decided",
    "bank_reference": "The reference on the bank statement",
    "beneficiary": "For whom",
    "board": "The number of the school board, at most six digits",
    "borne_by_staff": "What staff paid of it themselves, in euros",
    "by": "By whom",
    "carry_over": "What goes to the next year, in euros; all that may if left out",
    "category": "What it was spent on",
    "count_of": "What was counted: posts, or contracts in basic education",
    "credit_total": "The whole credit on the bank statement, in euros",
    "description": "What was bought, in words",
    "duplicate_reason": "Why the same invoice is registered again",
    "evaluation": "How the plan is evaluated",
    "expense": "The expense: its ref, or its number as #12",
    "from_school": "The number of the school that it came from",
    "ground": "Why, in one word",
    "iban": "The account that the grant is paid to",
    "imposed": "Whether the school imposed it on the staff member",
    "induction": "How starting teachers are inducted",
    "initiative": "The ref of the initiative of the plan, as P1",
    "initiatives": "One of them, as ref=P1; name=…; kind=training; planned=1200,00",
    "into": "The number of the school that it went into",
    "invoice": "The invoice's number, as it stands on it",
    "invoice_total": "The whole invoice, in euros, where this is a part of it",
    "invoiced": "The day on the invoice",
    "kbo": "The company number (KBO), ten digits",
    "kind": "What kind of document it is",
    "level": "The level of education",
    "link": "The link: its ref, or its number as #12",
    "link_amount": "How much of it is linked, in euros; all of it if left out",
    "method": "How it went back",
    "name": "Its name",
    "needs": "The needs that the plan starts from",
    "number": "The school's number, at most six digits",
    "of": "The fact: its ref, or its number as #12",
    "on": "The day, as 2025-03-31 or 31/03/2025",
    "paid_to": "Whose account it came to",
    "part": "Which part of the invoice this is, from 1",
    "people": "How many people",
    "posts": "The number of posts or contracts, as 41,37",
    "previous_allocation": "The allocation of the year before, in euros",
    "priorities": "The priorities of the plan",
    "rate": "The amount per post, in euros",
    "reason": "Why, in words",
    "ref": "Your own name for it, at most 32 signs; the book gives one if left out",
    "reference": "The reference of the decision",
    "reference_date": "The day on which the posts were counted",
    "relevance": "How it serves the school's organisation and practice",
    "school_council": "Whether the school council was heard",
    "school_year": "The school year, as 2024-2025",
    "shared_with": "The numbers of the schools that share the invoice, with commas",
    "source": "What shows the amount",
    "study_day_theme": "The theme of the study day",
    "supplier": "The supplier's name",
    "supplier_iban": "The supplier's account",
    "supplier_number": "The supplier's company number, ten digits",
    "target": "What the decision is about",
    "text": "What the decision says",
    "tranche": "Which of the two",
    "valid_from": "The day from which this holds; today if left out",
    "version": "Which version of the plan; the newest if left out",
    "withdraws": "The earlier decision that it withdraws: ref or number",
    "withheld": "What of it was kept back, in euros",
    "withheld_for": "The budget year whose refund was kept back",
    "year": "The budget year",
}
"""By the name of the field, for every kind that has it."""

OF_A_KIND: dict[tuple[type[c.Wish], str], str] = {
    (c.RecordAdjustment, "amount"): "In euros; below zero where it is lowered",
    (c.RecordLink, "amount"): "In euros; all that is left of it if left out",
    (c.RecordLink, "on"): "The day; that of the expense if left out",
    (c.RecordPayment, "amount"): "In euros; all that is left to pay if left out",
    (c.ReverseFact, "amount"): "In euros; all that is left of it if left out",
    (c.ReverseFact, "on"): "The day from which it counts; today if left out",
    (c.ReceiveTranche, "amount"): "In euros, with what was kept back",
    (c.WithdrawLink, "on"): "The day from which it counts; today if left out",
    (c.RecordPlan, "version"): "Which version it is; the next one if left out",
    (c.RecordExpense, "year"): "The budget year, to be sure: that of the day",
    (c.RecordRecovery, "year"): "The budget year, to be sure: that of the day",
    (c.RecordDecision, "year"): "The budget year, of a carry-over or an opening",
    (c.ReopenYear, "on"): "The day on which it takes effect; today if left out",
    (c.AttachDocument, "name"): "Its name; that of the file if left out",
}
"""Where a kind means it in its own way."""


OF_A_FILE = {(c.AttachDocument, "name")}
"""What a file gives where it is left out."""


def help_of(kind: type[c.Wish], field: Field) -> str:
    """Say what a field of a kind is, what it may be, and whether it must be."""
    said = OF_A_KIND.get((kind, field.name)) or WORDS[field.name]
    choices = choices_of(field)
    if choices:
        said = f"{said}: {', '.join(choices)}"
    must = field.required and (kind, field.name) not in OF_A_FILE
    return f"{said} (required)" if must else said


def told_help(kind: type[c.Wish], field: Field, *, tell: Callable[[str], str]) -> str:
    """Tell what a field is and what it may be, to somebody who is asked for it."""
    said = help_of(kind, field)
    # Catalogues have help whole, as the options of `record` give it to the library.
    told = tell(Message.of(said, {}))
    return told.rpartition(" (")[0] if said.endswith(" (required)") else told


def choices_of(field: Field) -> tuple[str, ...]:
    """Give the words that a field may be; none where it is no closed list."""
    if field.name in _LISTS and bare(field.hint) == v.Token:
        return _LISTS[field.name]()
    hint = bare(field.hint)
    words = get_args(hint) if get_origin(hint) is not tuple else ()
    is_list = all(isinstance(word, str | int) for word in words)
    return tuple(map(str, words)) if is_list else ()


def _categories() -> tuple[str, ...]:
    rules = shipped(SHIPPED[-1])
    return rules.set.categories.every if rules else ()


def _beneficiaries() -> tuple[str, ...]:
    rules = shipped(SHIPPED[-1])
    return rules.set.beneficiaries.every if rules else ()


_LISTS: dict[str, Callable[[], tuple[str, ...]]] = {
    "category": _categories,
    "beneficiary": _beneficiaries,
}
