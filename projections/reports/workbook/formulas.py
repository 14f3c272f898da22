"""The formula of each figure: over cells of its own sheet, and over other sheets.

A formula is a template: `{funds}` is the cell of that figure in the same year, `{year}`
the cell of the year, `{expenses.amount}` a column of another table, from its first row
to its last. Cents are rounded at the end, as a spreadsheet counts in binary fractions.
"""

from __future__ import annotations

from typing import Final

from ledger.rules import RuleSet

_OF_PARTS: Final = "SUMIFS({parts.amount},{parts.year},{year},{parts.figure},{figure})"


def _sum(table: str, column: str = "amount") -> str:
    return f"SUMIFS({{{table}.{column}}},{{{table}.year}},{{year}})"


FORMULAS: Final[dict[str, str]] = {
    "tranche_1.received": "SUMIFS({receipts.amount},{receipts.year},{year},"
    "{receipts.tranche},1)",
    "tranche_2.expected": "{allocated}-{tranche_1.expected}",
    "tranche_2.received": "SUMIFS({receipts.amount},{receipts.year},{year},"
    "{receipts.tranche},2)",
    "received": _sum("receipts"),
    "funds": "{opening_reserve}+{received}+{recovered}",
    "spent": _sum("expenses"),
    "ineligible": _sum("expenses", "ineligible"),
    "justified": _sum("expenses", "justified"),
    "unjustified": "{spent}-{ineligible}-{justified}",
    "unused": "MAX(0,{funds}-{justified})",
    "unspent": "MAX(0,{funds}-{spent})",
    "own_contribution": "MAX(0,{spent}-{funds})",
    "refund_due": "{unused}-{carried_over}+{claimed}",
    "refund_outstanding": "{refund_due}-{refund_paid}",
    "available": "{funds}-{spent}",
}
"""The figures whose formula is the same under every rule set."""


def formula_of(figure: str, rules: RuleSet, *, projected: bool) -> str:
    """Give the template of a figure; `projected` says that it is not decided yet."""
    if figure in FORMULAS:
        return FORMULAS[figure]
    if figure == "reserve_limit":
        percent = rules.reserve.percent
        # In whole cents, so that nothing is lost before it is rounded down.
        return f"MAX(0,INT(ROUND({{allocated}}*100,0)*{percent}/100)/100)"
    if figure == "reserve_allowed":
        return _allowed(rules)
    if figure == "carried_over" and projected:
        return "{reserve_allowed}"
    return _OF_PARTS


def _allowed(rules: RuleSet) -> str:
    gone = "{spent}" if rules.reserve.from_ == "unspent" else "{justified}"
    left = f"{{funds}}-{gone}"
    if rules.reserve.expires == "next-year":
        left += f"-MAX(0,{{opening_reserve}}-{gone})"
    return f"MIN(MAX(0,{left}),{{reserve_limit}})"
