"""The note of an expense: what it is, how far it is justified, and what shows it."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.messages import message, term
from projections.expenses import ExpenseLine, LinkLine, PaymentLine
from projections.reports.page.markup import Child, Markup, element
from projections.reports.page.sheet import Sheet, document_list, event_links
from projections.reports.page.tables import terms


def note_id(number: int) -> str:
    """Give the id of the note of an expense."""
    return f"expense-{number}"


def expense_note(sheet: Sheet, line: ExpenseLine) -> Markup:
    """Write all that is known of an expense."""
    tell = sheet.scribe.tell
    return element(
        "div",
        terms(list(_known(sheet, line))),
        element("h4", tell(message("how far it is justified"))),
        _parts(sheet, line),
        element("h4", tell(message("payments"))) if line.payments else None,
        _payments(sheet, line.payments),
        element("h4", tell(message("documents"))),
        document_list(sheet.scribe, line.documents)
        or element("p", tell(message("none are attached"))),
        class_="note",
        id=note_id(line.number),
        data_title=title_of(line),
        data_rules=" ".join(_rules(sheet, line)),
    )


def title_of(line: ExpenseLine) -> str:
    """Name an expense: its ref, and whom it was paid to."""
    return " · ".join(filter(None, (line.ref, line.supplier)))


def _known(sheet: Sheet, line: ExpenseLine) -> Iterator[tuple[str, Child]]:
    scribe, tell = sheet.scribe, sheet.scribe.tell
    is_changed = line.recorded != line.amount
    yield tell(message("recorded as")), event_links([line.number])
    yield tell(message("amount")), scribe.amount(line.amount)
    yield (
        tell(message("amount before it was undone")),
        scribe.amount(line.recorded) if is_changed else None,
    )
    yield tell(message("description")), scribe.foreign(line.description)
    yield tell(message("invoice")), scribe.foreign(_invoice(line))
    yield tell(message("company number")), scribe.foreign(line.supplier_number)
    yield tell(message("initiative")), line.initiative
    yield tell(message("beneficiary")), scribe.word("beneficiary", line.beneficiary)
    yield tell(message("imposed by the school")), _imposed(sheet, line)
    borne = line.borne_by_staff
    yield (
        tell(message("borne by staff")),
        None if borne is None else scribe.amount(borne),
    )
    yield tell(message("why it is there twice")), scribe.foreign(line.duplicate_reason)
    yield (
        tell(message("origin")),
        tell(message("from a file")) if line.imported else None,
    )


def _invoice(line: ExpenseLine) -> str | None:
    if line.invoice and line.part is not None:
        return f"{line.invoice} ({line.part})"
    return line.invoice


def _imposed(sheet: Sheet, line: ExpenseLine) -> str | None:
    if line.imposed is None:
        return None
    return sheet.scribe.tell(
        term("flag", "yes") if line.imposed else term("flag", "no")
    )


def _parts(sheet: Sheet, line: ExpenseLine) -> Markup:
    rows = [_link(sheet, link) for link in line.links if link.justifies]
    rest = [
        _part(sheet, sheet.label(name), cents=cents)
        for name in ("unjustified", "ineligible")
        if (cents := getattr(line, name))
    ]
    total = element(
        "tr",
        element("th", sheet.scribe.tell(message("together")), scope="row"),
        element("td", sheet.scribe.amount(line.amount), class_="amount"),
        class_="sum",
    )
    return element("table", element("tbody", rows, rest, total), class_="parts")


def _link(sheet: Sheet, link: LinkLine) -> Markup:
    scribe = sheet.scribe
    is_bound = link.justifies != link.amount
    said = message("{amount} was linked", amount=scribe.amount(link.amount))
    area = scribe.word("area", link.area) if link.area else None
    what = [
        sheet.label("justified"),
        " · ",
        scribe.day(link.on),
        " ",
        event_links([link.number]),
        element("bdi", link.ref),
        element("p", scribe.foreign(link.activity)) if link.activity else None,
        element("p", scribe.foreign(link.relevance)) if link.relevance else None,
        element("p", " · ".join(filter(None, (link.initiative, area))), class_="soft")
        if link.initiative or area
        else None,
        element("p", scribe.tell(said), class_="soft") if is_bound else None,
    ]
    return _part(sheet, what, cents=link.justifies)


def _part(sheet: Sheet, what: Child, *, cents: int) -> Markup:
    return element(
        "tr",
        element("td", what),
        element("td", sheet.scribe.amount(cents), class_="amount"),
    )


def _payments(sheet: Sheet, payments: list[PaymentLine]) -> Markup | None:
    scribe = sheet.scribe
    rows = [
        _part(
            sheet,
            [
                scribe.day(payment.on),
                " ",
                event_links([payment.number]),
                element("bdi", payment.ref),
                f" · {scribe.word('payer', payment.by)}" if payment.by else None,
            ],
            cents=payment.amount,
        )
        for payment in payments
    ]
    return element("table", element("tbody", rows), class_="parts") if rows else None


def _rules(sheet: Sheet, line: ExpenseLine) -> list[str]:
    """Name the rules that its parts rest on."""
    last = len(sheet.steps) - 1
    of_it = [
        timed.part.rule
        for timed in sheet.parts_of_fact.get(line.number, [])
        if timed.last == last and timed.of in {"ineligible", "justified", "unjustified"}
    ]
    decided = ["decision"] if line.state == "disallowed" else []
    return list(dict.fromkeys(["expense", *of_it, *decided]))
