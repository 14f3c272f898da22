"""One year on the page: its numbers as buttons, its days, and whose expense is whose.

Every number is a button that opens its explanation: a figure by its name, any other one
by the id of the note that lies beside it (`note`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import cached_property
from typing import Final

from projections.documents import DocumentLine
from projections.expenses import ExpenseLine
from projections.explaining import LABELS
from projections.reports.gathering import YearReport
from projections.reports.page.markup import Markup, element, markup
from projections.reports.page.scribe import Scribe
from projections.reports.page.steps import Told, tell_step
from projections.reports.steps import TimedPart

_FIGURE: Final = re.compile(r"\{([\w.]+)\}")


class Sheet:
    """What the sections of a year write with; `steps` are all of its time line."""

    def __init__(self, scribe: Scribe, year: YearReport) -> None:
        """Tell every step of a year."""
        self.scribe = scribe
        self.year = year
        self.steps = [
            tell_step(year, each, scribe=scribe) for each in year.timeline.steps
        ]

    @property
    def now(self) -> Told:
        """The last step, which is that of the report."""
        return self.steps[-1]

    @property
    def until(self) -> dt.date:
        """The last day of the time line, as of which every list stands."""
        return self.year.timeline.until

    @cached_property
    def expenses(self) -> dict[int, ExpenseLine]:
        """The expenses of the year by their numbers."""
        return {line.number: line for line in self.year.expenses}

    @cached_property
    def documents(self) -> dict[int, list[DocumentLine]]:
        """The documents of each fact by its number; of an expense, all that it has."""
        found: dict[int, list[DocumentLine]] = {}
        for document in self.year.documents:
            found.setdefault(document.of, []).append(document)
        return found | {
            number: line.documents
            for number, line in self.expenses.items()
            if line.documents
        }

    @cached_property
    def parts_of_fact(self) -> dict[int, list[TimedPart]]:
        """The parts of figures that each event is in, by its number."""
        found: dict[int, list[TimedPart]] = {}
        for timed in self.year.timeline.parts:
            for number in timed.part.events:
                found.setdefault(number, []).append(timed)
        return found

    def id(self, name: str) -> str:
        """Give an id to a place of this year: `y2025-expenses`."""
        return f"y{self.year.year}-{name}"

    def place(self, day: dt.date) -> int:
        """Give the place of a day on the time line: 0 for its first, or before."""
        return max(0, (day - self.year.timeline.since).days)

    def slot(self, name: str) -> Markup:
        """Write what a slot says at the end, so that it can say another thing."""
        return element("span", self.now.slots[name], data_slot=name)

    def label(self, name: str) -> str:
        """Tell what a figure is called."""
        return self.scribe.tell(LABELS[name])

    def figure(self, name: str) -> Markup:
        """Write a figure as a button that explains it."""
        return _button(self.label(name), self.slot(name), data_figure=name)

    def sentence(self, text: str) -> Markup:
        """Tell a sentence, and put a button where it has the name of a figure.

        Such a name stands in it between braces: `"{funds}"` as the value of a place.
        """
        parts = _FIGURE.split(self.scribe.tell(text))
        return markup(
            self.figure(part) if number % 2 else part
            for number, part in enumerate(parts)
        )

    def note(self, cents: int, name: str, *, opens: str) -> Markup:
        """Write an amount as a button that opens the note of this id."""
        return note_button(name, self.scribe.amount(cents), opens=opens)


def note_button(name: str, amount: str, *, opens: str) -> Markup:
    """Write an amount as a button that opens the note of this id."""
    return _button(name, amount, data_note=opens)


def event_button(name: str, amount: str, *, number: int) -> Markup:
    """Write an amount as a button that opens the event it was recorded by."""
    return _button(name, amount, data_event=number)


def _button(name: str, amount: Markup | str, **opens: object) -> Markup:
    return element(
        "button",
        element("span", f"{name}, ", class_="unseen"),
        amount,
        type="button",
        class_="number",
        aria_haspopup="dialog",
        **opens,
    )


def event_links(numbers: Iterable[int]) -> Markup:
    """Lead to events in the history, in one line."""
    links = [
        element("a", f"#{number}", href=f"#event-{number}", data_event=number)
        for number in numbers
    ]
    return element("span", [(each, " ") for each in links], class_="events")


def document_list(scribe: Scribe, documents: Iterable[DocumentLine]) -> Markup | None:
    """Name documents, each with its kind; the list of all has the rest."""
    several = list(documents)
    items = [
        element(
            "li",
            element("a", document_name(scribe, each), href=f"#document-{each.number}"),
            f" · {scribe.word('document', each.kind)}" if each.name else None,
        )
        for each in several
    ]
    numbers = " ".join(str(each.number) for each in several)
    whole = element("ul", items, class_="documents", data_documents=numbers)
    return whole if items else None


def document_name(scribe: Scribe, document: DocumentLine) -> Markup | str:
    """Give the name of a document; where that is not known, its kind."""
    name = scribe.foreign(document.name)
    return name or scribe.word("document", document.kind)
