"""The expenses of a year: each with its state, and what is missing of it."""

from __future__ import annotations

from ledger.messages import message, plural
from projections.expenses import ExpenseLine
from projections.reports.page.markup import Child, Markup, element, markup
from projections.reports.page.noted import expense_note, note_id, title_of
from projections.reports.page.sheet import Sheet
from projections.reports.page.tables import cell, section, table

_SIGNS = {
    "justified": "✓",
    "partly": "◐",
    "unjustified": "○",
    "ineligible": "✗",
    "disallowed": "✗",
    "reversed": "↶",
}


def expenses(sheet: Sheet) -> Markup:
    """List the expenses of a year."""
    tell = sheet.scribe.tell
    title = tell(message("expenses"))
    lines = sheet.year.expenses
    if not lines:
        none = element("p", tell(message("no expense is recorded")))
        return section(sheet.id("expenses"), title, none)
    heads = _heads(sheet)
    names = [name for name, _ in heads]
    whole = table(
        title,
        heads,
        [_expense(sheet, line, heads=names) for line in lines],
        _total(sheet, heads=names),
        class_="expenses",
    )
    return section(sheet.id("expenses"), title, _filter(sheet), whole)


def _heads(sheet: Sheet) -> list[tuple[str, bool]]:
    tell = sheet.scribe.tell
    return [
        (tell(message("date")), False),
        (tell(message("expense")), False),
        (tell(message("category")), False),
        (tell(message("amount")), True),
        (tell(message("state")), False),
        (tell(message("still to be linked")), True),
        (tell(message("documents missing")), False),
    ]


def _filter(sheet: Sheet) -> Markup:
    tell, count = sheet.scribe.tell, len(sheet.year.expenses)
    lacking = sum(map(_lacks, sheet.year.expenses))
    said = plural(
        "{lacking} of {count} expense has something missing, as of {day}",
        "{lacking} of {count} expenses have something missing, as of {day}",
        count=count,
        lacking=lacking,
        day=sheet.until,
    )
    box = element("input", type="checkbox", autocomplete="off", data_filter="lacks")
    return element(
        "div",
        element(
            "label",
            box,
            " ",
            tell(message("only those with something missing")),
            class_="only-live",
        ),
        element("p", tell(said), class_="soft"),
        class_="filter",
    )


def _lacks(line: ExpenseLine) -> bool:
    return bool(line.missing or line.unjustified)


def _expense(sheet: Sheet, line: ExpenseLine, *, heads: list[str]) -> Markup:
    scribe = sheet.scribe
    label = title_of(line)
    to_link = (
        sheet.note(line.unjustified, label, opens=note_id(line.number))
        if line.unjustified
        else None
    )
    row = element(
        "tr",
        cell(scribe.day(line.on), of=heads[0]),
        element("th", _who(sheet, line), scope="row"),
        cell(scribe.word("category", line.category), of=heads[2]),
        cell(
            sheet.note(line.amount, label, opens=note_id(line.number)),
            of=heads[3],
            number=True,
        ),
        cell(_state(sheet, line), of=heads[4]),
        cell(to_link, of=heads[5], number=True),
        cell(_missing(sheet, line), of=heads[6]),
    )
    return element(
        "tbody",
        row,
        _more(sheet, line, columns=len(heads)),
        class_="expense",
        data_day=sheet.place(line.on),
        data_lacks="yes" if _lacks(line) else None,
    )


def _who(sheet: Sheet, line: ExpenseLine) -> Markup:
    return markup(
        element("span", element("bdi", line.ref), class_="ref"),
        " ",
        sheet.scribe.foreign(line.supplier),
        element("p", sheet.scribe.foreign(line.description), class_=("soft", "about"))
        if line.description
        else None,
    )


def _state(sheet: Sheet, line: ExpenseLine) -> Markup:
    sign = element("span", _SIGNS[line.state], class_="sign", aria_hidden="true")
    said = sheet.scribe.word("justification", line.state)
    return element("span", sign, " ", said, class_=("state", line.state))


def _missing(sheet: Sheet, line: ExpenseLine) -> Child:
    words = [sheet.scribe.word("document", kind) for kind in line.missing]
    return element("span", ", ".join(words), class_="lacking") if words else None


def _more(sheet: Sheet, line: ExpenseLine, *, columns: int) -> Markup:
    said = sheet.scribe.tell(message("justification, payments and documents"))
    return element(
        "tr",
        element(
            "td",
            element("details", element("summary", said), expense_note(sheet, line)),
            colspan=columns,
        ),
        class_="more",
    )


def _total(sheet: Sheet, *, heads: list[str]) -> Markup:
    together = sheet.scribe.tell(message("together"))
    return element(
        "tfoot",
        element(
            "tr",
            element("td", ""),
            element("th", together, scope="row"),
            element("td", ""),
            cell(sheet.figure("spent"), of=heads[3], number=True),
            element("td", ""),
            cell(sheet.figure("unjustified"), of=heads[5], number=True),
            element("td", ""),
            class_="sum",
        ),
    )
