"""What the sums of a plan are made of: its lines, and the expenses of each."""

from __future__ import annotations

from ledger.messages import message
from projections.expenses import ExpenseLine
from projections.planning import PlanLine, PlanReport
from projections.reports.page.markup import Child, Markup, element
from projections.reports.page.noted import note_id, title_of
from projections.reports.page.sheet import Sheet, event_links
from projections.reports.page.tables import head


def plan_note(sheet: Sheet, plan: PlanReport) -> Markup:
    """Say of which lines the sums of a plan are made: each opens its own note."""
    rows = []
    for index, line in enumerate(plan.lines):
        name, opens = line_name(sheet, line), plan_id(sheet, plan, index=index)
        opener = element("a", element("bdi", name), href=f"#{opens}", data_note=opens)
        rows.append(_sums(sheet, opener, line.planned or 0, line.spent, line.linked))
    together = sheet.scribe.tell(message("together"))
    total = _sums(sheet, together, plan.planned, plan.spent, plan.linked)
    return element(
        "div",
        element(
            "table",
            head(plan_heads(sheet)),
            element("tbody", rows, total),
            class_=("parts", "summed"),
        ),
        class_=("note", "only-note"),
        id=sheet.id(f"plan-{plan.school_year}"),
        data_title=plan.school_year,
        data_rules="initiative",
    )


def _sums(sheet: Sheet, what: Child, *sums: int) -> Markup:
    cells = [element("td", sheet.scribe.amount(each), class_="amount") for each in sums]
    return element("tr", element("td", what), cells)


def plan_id(sheet: Sheet, plan: PlanReport, *, index: int) -> str:
    """Give the id of the note of a line."""
    return sheet.id(f"plan-{plan.school_year}-{index}")


def line_note(sheet: Sheet, plan: PlanReport, *, index: int) -> Markup:
    """Say of what the sums of a line are made: of which expenses, and how much."""
    line, tell = plan.lines[index], sheet.scribe.tell
    shares = [(n, sheet.expenses.get(n)) for n in line.expenses]
    known = [(found, _share(found, line.key)) for _, found in shares if found]
    elsewhere = [number for number, found in shares if not found]
    rest = line.spent - sum(cents for _, cents in known)
    rows = [
        _row(sheet, _opener(found), numbers=[found.number], cents=cents)
        for found, cents in known
    ]
    if elsewhere:
        said = tell(message("expenses of another budget year"))
        rows.append(_row(sheet, said, numbers=elsewhere, cents=rest))
    together = tell(message("spent"))
    versions = [version.number for version in plan.versions[-1:]]
    return element(
        "div",
        element("p", tell(message("planned in")), " ", event_links(versions)),
        element(
            "table",
            element("tbody", rows, _row(sheet, together, numbers=[], cents=line.spent)),
            class_=("parts", "summed"),
        ),
        class_=("note", "only-note"),
        id=plan_id(sheet, plan, index=index),
        data_title=f"{plan.school_year} · {line_name(sheet, line)}",
        data_rules="initiative",
    )


def _share(expense: ExpenseLine, key: str | None) -> int:
    """Give what of an expense is for an initiative: as its links say, or itself."""
    justified = sum(link.justifies for link in expense.links)
    own = expense.amount - justified if expense.initiative == key else 0
    return own + sum(
        link.justifies
        for link in expense.links
        if (link.initiative or expense.initiative) == key
    )


def _opener(expense: ExpenseLine) -> Markup:
    return element(
        "a",
        element("bdi", title_of(expense)),
        href=f"#{note_id(expense.number)}",
        data_note=note_id(expense.number),
    )


def _row(sheet: Sheet, what: Child, *, numbers: list[int], cents: int) -> Markup:
    return element(
        "tr",
        element("td", what, " ", event_links(numbers) if numbers else None),
        element("td", sheet.scribe.amount(cents), class_="amount"),
    )


def line_name(sheet: Sheet, line: PlanLine) -> str:
    """Name a line: its initiative, by ref and name."""
    if line.key is None:
        return sheet.scribe.tell(message("no initiative"))
    return " · ".join(filter(None, (line.key, line.name)))


def plan_heads(sheet: Sheet) -> list[tuple[str, bool]]:
    """Name the columns of a plan, and say which hold numbers."""
    tell = sheet.scribe.tell
    return [
        (tell(message("initiative")), False),
        (tell(message("planned")), True),
        (tell(message("spent")), True),
        (tell(message("justified by a link")), True),
    ]
