"""What a part of a figure is called."""

from __future__ import annotations

from projections.explaining import LABELS, Part
from projections.reports.page.sheet import Sheet


def part_text(sheet: Sheet, part: Part) -> str:
    """Name a part: a figure by what it is called, an expense with its supplier."""
    tell = sheet.scribe.tell
    if is_figure(part):
        return sheet.label(str(part.figure))
    expense = sheet.expenses.get(part.events[0]) if part.events else None
    if expense is not None and expense.supplier and part.text == expense.ref:
        return f"{expense.ref} · {expense.supplier}"
    return tell(part.text)


def is_figure(part: Part) -> bool:
    """Whether a part is another figure itself, and not what one takes off."""
    return part.figure is not None and part.text == LABELS[part.figure]
