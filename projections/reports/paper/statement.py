"""The first page of a year on paper, its pictures, and the letter of its refund."""

from __future__ import annotations

from typing import Any

from ledger.messages import message
from ledger.money import Amount
from projections.explaining import LABELS
from projections.explaining.explanation import PROJECTED
from projections.labels import projected_label
from projections.language import Language
from projections.reports.gathering import YearReport
from projections.reports.paper.pictures import bar
from projections.reports.paper.sheets import amount
from projections.reports.standing import Stand

JUSTIFIED, UNJUSTIFIED, INELIGIBLE = "#1f5f8b", "#e0a030", "#8f2d2d"
KEPT = "#3f7f4f"


def tiles(year: YearReport) -> list[list[Any]]:
    """Give the figures that are read first."""
    names = ("received", "spent", "justified", "carried_over", "refund_due")
    made = year.statement
    labels = {
        name: projected_label(name)
        if name in PROJECTED and not made.closed
        else LABELS[name]
        for name in names
    }
    return [[label, amount(getattr(made, name))] for name, label in labels.items()]


def picture(year: YearReport) -> dict[str, tuple[bytes, str]]:
    """Give the bars of a year by name, each with what it shows in words."""
    made = year.statement
    spent = bar(
        [
            (made.justified, JUSTIFIED),
            (made.unjustified, UNJUSTIFIED),
            (made.ineligible, INELIGIBLE),
        ],
        total=made.funds,
    )
    reserve = bar(
        [(max(0, made.carried_over), KEPT)],
        total=max(made.unspent, made.reserve_limit),
        mark=made.reserve_limit,
    )
    return {"spent": (spent, _spent(year)), "reserve": (reserve, _reserve(year))}


def _spent(year: YearReport) -> str:
    made = year.statement
    return message(
        "of {funds} funds, {spent} spent: {justified} justified (blue), {unjustified} "
        "still to be linked (yellow), {ineligible} ineligible (red)",
        funds=Amount(made.funds),
        spent=Amount(made.spent),
        justified=Amount(made.justified),
        unjustified=Amount(made.unjustified),
        ineligible=Amount(made.ineligible),
    )


def _reserve(year: YearReport) -> str:
    made = year.statement
    return message(
        "{carried} carried over (green), at most {limit} may be (dashed line), of "
        "{unspent} unspent",
        carried=Amount(made.carried_over),
        limit=Amount(made.reserve_limit),
        unspent=Amount(made.unspent),
    )


def letter(
    year: YearReport, stand: Stand, *, language: Language
) -> dict[str, Any] | None:
    """Give the letter of the refund, None where nothing is owed any more."""
    made = year.statement
    if made.refund_outstanding <= 0:
        return None
    school = stand.name or message("school {number}", number=stand.school)
    return {
        "to": message("to the verification service of the Flemish government"),
        "from": [school, message("institution number {number}", number=stand.school)],
        "date": language.day(stand.day),
        "subject": message(
            "refund of the professional-development grant, budget year {year}",
            year=str(year.year),
        ),
        "salutation": message("Dear Madam, dear Sir,"),
        "body": [*_account(year), *_owed(year)],
        "closing": message("Yours faithfully,"),
        "signature": message("for the school board: name, capacity, date, signature"),
        "draft": ""
        if made.closed
        else message("draft: the year is not closed, and this is a projection"),
    }


def _account(year: YearReport) -> list[str]:
    made = year.statement
    return [
        message(
            "In the budget year {year} the school had {funds} for professional "
            "development: {opening} of reserve, {received} received in two tranches, "
            "{recovered} that came back.",
            year=str(year.year),
            funds=_euro(made.funds),
            opening=_euro(made.opening_reserve),
            received=_euro(made.received),
            recovered=_euro(made.recovered),
        ),
        message(
            "Of it {justified} was used for its purpose and justified. {carried} is "
            "carried over into {following}, within the limit of {limit}.",
            justified=_euro(made.justified),
            carried=_euro(made.carried_over),
            following=str(year.year + 1),
            limit=_euro(made.reserve_limit),
        ),
    ]


def _owed(year: YearReport) -> list[str]:
    made = year.statement
    due, claimed, paid = made.refund_due, made.claimed, made.refund_paid
    owed: list[str] = [
        message(
            "The school therefore pays back {due} to the government. How this amount "
            "comes about stands on the sheet of the refund.",
            due=_euro(due),
        )
    ]
    if claimed:
        owed.append(
            message(
                "It includes {claimed} claimed by decision.", claimed=_euro(claimed)
            )
        )
    if paid:
        owed.append(
            message(
                "Of it {paid} was paid already; {outstanding} is still to be paid.",
                paid=_euro(paid),
                outstanding=_euro(made.refund_outstanding),
            )
        )
    return owed


def _euro(cents: int) -> str:
    return message("{amount} euro", amount=Amount(cents))
