"""The sheets of a year on paper: rows of what each table says."""

from __future__ import annotations

from typing import Any

from ledger.messages import joined, message
from ledger.money import Amount
from projections.account import Account
from projections.checks import Objection
from projections.dossier import PIECES
from projections.expenses import ExpenseLine
from projections.explaining import LABELS
from projections.reports.gathering import YearReport
from projections.reports.tables.figures import account_label
from projections.rule_texts import RULE_TEXTS
from projections.terms import word

Rows = list[list[Any]]

SIGNS = {"add": "+", "subtract": "−", "result": "=", "limit": "≤"}


def amount(cents: int | None) -> str:
    """Write an amount as the language does, nothing where there is none."""
    return "" if cents is None else message("{amount}", amount=Amount(cents))


def day(value: object) -> str:
    """Write a day as the language does, nothing where there is none."""
    return "" if value is None else message("{day}", day=value)


def figures(year: YearReport) -> Rows:
    """Give every figure with its amount, and whether it is a projection."""
    projected = message("projected")
    return [
        [LABELS[each.figure], amount(each.cents), projected if each.projected else ""]
        for each in year.explanations
        if not each.figure.startswith("tranche_")
    ]


def tranches(year: YearReport) -> dict[str, Any]:
    """Give both tranches, with what should come and what came."""
    return {
        "headings": [
            message("tranche"),
            message("due"),
            message("expected"),
            message("received"),
            message("status"),
        ],
        "rows": [
            [
                str(each.tranche),
                day(each.due),
                amount(each.expected),
                amount(each.received),
                word("tranche", each.status),
            ]
            for each in year.tranches
        ],
    }


def accounts(year: YearReport) -> list[dict[str, Any]]:
    """Give the reserve sheet and the account of the refund."""
    return [
        _account(message("reserve sheet"), year.reserve),
        _account(message("refund"), year.refund),
    ]


def _account(title: str, account: Account) -> dict[str, Any]:
    rules = dict.fromkeys(line.rule for line in account.lines)
    return {
        "title": title,
        "headings": ["", message("figure"), message("amount")],
        "rows": [
            [
                SIGNS[line.role],
                account_label(line, account),
                amount(line.cents),
                line.role,
            ]
            for line in account.lines
        ],
        "rules": [[RULE_TEXTS[rule].text, RULE_TEXTS[rule].source] for rule in rules],
    }


def expenses(year: YearReport) -> dict[str, Any]:
    """Give the justification list: each expense with its links and what is missing."""
    made = year.statement
    return {
        "headings": [
            message("date"),
            message("expense"),
            message("amount"),
            message("justified"),
            message("state and what is missing"),
        ],
        "rows": [_expense(line) for line in year.expenses],
        "total": [
            message("together"),
            amount(made.spent),
            amount(made.justified),
        ],
    }


def _expense(line: ExpenseLine) -> dict[str, Any]:
    who = [line.supplier, line.invoice, line.description]
    lacks = [word("document", kind) for kind in line.missing]
    kind = word("category", line.category), word("beneficiary", line.beneficiary)
    return {
        "on": day(line.on),
        "ref": line.ref,
        "number": f"#{line.number}",
        "what": joined(", ", [each for each in who if each]),
        "category": joined(", ", kind),
        "amount": amount(line.amount),
        "justified": amount(line.justified),
        "state": word("justification", line.state),
        "missing": message("missing: {documents}", documents=lacks) if lacks else "",
        "links": [
            message(
                "{amount}, #{number}: {activity}",
                amount=Amount(link.justifies),
                number=link.number,
                activity=joined(" – ", filter(None, [link.activity, link.relevance])),
            )
            for link in line.links
        ],
    }


def asked(year: YearReport) -> Rows:
    """Give what a verifier asks for: how much of it is there, and what is missing."""
    return [
        [
            PIECES[each.piece],
            f"{each.there}/{each.asked}",
            ", ".join(each.missing),
        ]
        for each in year.asked
    ]


def objections(found: list[Objection]) -> list[dict[str, Any]]:
    """Give objections with their rule and what to do."""
    return [
        {
            "severity": word("severity", each.severity),
            "code": each.code,
            "place": each.place,
            "amount": amount(each.amount),
            "message": each.message,
            "rule": each.rule,
            "source": each.source,
            "next": each.next_step or "",
        }
        for each in found
    ]
