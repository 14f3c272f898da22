"""The statement of a year, its tranches, and the accounts of reserve and refund."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.messages import Message, message
from projections.account import Account, Line, Role
from projections.reports.page.markup import Child, Markup, element, markup
from projections.reports.page.sheet import (
    Sheet,
    document_list,
    event_button,
    event_links,
)
from projections.reports.page.tables import cell, section, table
from projections.reports.tables.figures import ROLES
from projections.tranches import Receipt, TrancheReport

_GROUPS: tuple[tuple[Message, tuple[str, ...]], ...] = (
    (
        message("what came in"),
        ("allocated", "received", "opening_reserve", "recovered", "funds"),
    ),
    (
        message("what was spent"),
        ("spent", "justified", "unjustified", "ineligible", "available"),
    ),
    (message("what is left"), ("unspent", "unused", "own_contribution")),
    (message("reserve"), ("reserve_limit", "reserve_allowed", "carried_over")),
    (
        message("refund"),
        ("claimed", "refund_due", "refund_paid", "refund_outstanding"),
    ),
)
_BESIDE = {
    "opening_reserve": "opening",
    "carried_over": "carried",
    "refund_outstanding": "carried",
}
"""The slot beside the label of a figure: whether it is a projection."""
_SIGNS: dict[Role, str] = {"add": "+", "subtract": "−", "result": "=", "limit": "≤"}


def statement(sheet: Sheet) -> Markup:
    """Write every figure of a year, group by group."""
    tell = sheet.scribe.tell
    groups = [
        element(
            "table",
            element("caption", tell(title)),
            element("tbody", [_row(sheet, name) for name in names]),
        )
        for title, names in _GROUPS
    ]
    return section(
        sheet.id("statement"),
        tell(message("statement")),
        element("div", groups, class_="groups"),
        note=tell(message("in euro; a number opens how it came about")),
    )


def _row(sheet: Sheet, name: str) -> Markup:
    label: Child = sheet.label(name)
    if name == "refund_due":
        label = sheet.slot("refund")
    return element(
        "tr",
        element("th", label, _beside(sheet, name), scope="row"),
        cell(sheet.figure(name), number=True),
        class_="sum" if name in {"funds", "spent", "refund_due"} else None,
    )


def _beside(sheet: Sheet, name: str) -> Markup | None:
    slot = _BESIDE.get(name)
    if slot is None:
        return None
    return markup(" ", element("span", sheet.slot(slot), class_=("soft", "beside")))


def tranches(sheet: Sheet) -> Markup:
    """Write both tranches, each with what came of it."""
    tell = sheet.scribe.tell
    title = tell(message("tranches"))
    heads = [
        (tell(message("tranche")), False),
        (tell(message("due, received on")), False),
        (tell(message("expected")), True),
        (tell(message("received")), True),
        (tell(message("status")), False),
    ]
    names = [head for head, _ in heads]
    several = sheet.year.tranches
    bodies = [_tranche(sheet, tranche, heads=names) for tranche in several]
    whole = table(title, heads, bodies, class_="tranches")
    return section(sheet.id("tranches"), title, whole)


def _tranche(sheet: Sheet, tranche: TrancheReport, *, heads: list[str]) -> Markup:
    name = f"tranche_{tranche.tranche}"
    row = element(
        "tr",
        element("th", str(tranche.tranche), scope="row", data_head=heads[0]),
        cell(sheet.scribe.day(tranche.due), of=heads[1]),
        cell(sheet.figure(f"{name}.expected"), of=heads[2], number=True),
        cell(sheet.figure(f"{name}.received"), of=heads[3], number=True),
        cell(element("b", sheet.slot(f"{name}.status")), of=heads[4]),
    )
    receipts = [_receipt(sheet, each, heads=heads) for each in tranche.receipts]
    return element("tbody", row, receipts)


def _receipt(sheet: Sheet, receipt: Receipt, *, heads: list[str]) -> Markup:
    scribe = sheet.scribe
    late = scribe.tell(message("after the due day")) if receipt.after_due else ""
    return element(
        "tr",
        cell(""),
        cell(scribe.day(receipt.on), of=heads[1]),
        cell(""),
        cell(_amount(sheet, receipt), of=heads[3], number=True),
        cell(
            [
                event_links([receipt.number]),
                element("bdi", receipt.ref),
                f" {late}" if late else None,
                [
                    scribe.tell(message("; {said}", said=said))
                    for said in _said_of(sheet, receipt)
                ],
                document_list(scribe, sheet.documents.get(receipt.number, [])),
            ]
        ),
        class_="detail",
        data_day=sheet.place(receipt.on),
    )


def _amount(sheet: Sheet, receipt: Receipt) -> Markup:
    amount = sheet.scribe.amount(receipt.amount)
    return event_button(receipt.ref, amount, number=receipt.number)


def _said_of(sheet: Sheet, receipt: Receipt) -> Iterator[Message]:
    if receipt.withheld:
        amount = sheet.scribe.amount(receipt.withheld)
        yield message(
            "{amount} of it withheld for {year}",
            amount=amount,
            year=receipt.withheld_for,
        )
    if receipt.paid_to:
        payee = sheet.scribe.word("payer", receipt.paid_to)
        yield message("paid to: {payee}", payee=payee)


def accounts(sheet: Sheet) -> Markup:
    """Write the reserve sheet and the refund account, side by side."""
    tell = sheet.scribe.tell
    both = [
        _account(sheet, sheet.year.reserve, title=tell(message("reserve sheet"))),
        _account(
            sheet, sheet.year.refund, title=tell(message("account of the refund"))
        ),
    ]
    return section(
        sheet.id("accounts"),
        tell(message("reserve and refund")),
        element("div", both, class_=("groups", "two")),
    )


def _account(sheet: Sheet, account: Account, *, title: str) -> Markup:
    rows = [_line(sheet, line) for line in account.lines]
    return element("table", element("caption", title), element("tbody", rows))


def _line(sheet: Sheet, line: Line) -> Markup:
    label: Child = sheet.label(line.key)
    if line.key == "refund_due":
        label = sheet.slot("refund")
    role = sheet.scribe.tell(ROLES[line.role])
    return element(
        "tr",
        element("td", _SIGNS[line.role], class_="sign", title=role, aria_label=role),
        element("th", label, _beside(sheet, line.key), scope="row"),
        cell(sheet.figure(line.key), number=True),
        class_="sum" if line.role == "result" else None,
    )
