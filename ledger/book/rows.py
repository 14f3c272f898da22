"""A row of a file that is read in: a command, what the row says, where it stands."""

from __future__ import annotations

from msgspec import Struct, field

from ledger.commands import RecordExpense, RecordLink, Wish
from ledger.decide.spending import OF_A_LINK
from ledger.errors import UsageError
from ledger.events import Figures
from ledger.messages import message
from ledger.values import FileFormat

OWN = "."
"""The target of a command about the fact of its own row."""


class Part(Struct, frozen=True):
    """A command of a row; `given` names the fields that the row speaks of."""

    wish: Wish
    given: frozenset[str]


class Row(Struct, frozen=True):
    """One row: its own fact, and what follows (a link, a payment, a document)."""

    place: str
    main: Part
    follow: tuple[Part, ...] = ()


class File(Struct, frozen=True):
    """A file that rows come from: its name, its format, its SHA-256, and its rows.

    `broken` has the refs of rows that could not be read: what names them is not faulty
    for that.
    """

    name: str
    format: FileFormat
    digest: str
    rows: list[Row]
    broken: frozenset[str] = frozenset()


class Difference(Struct, frozen=True):
    """A field that the book and the file tell differently."""

    field: str
    recorded: object
    given: object


class Change(Struct, frozen=True):
    """A row that changed since it was recorded, as event number `number`."""

    place: str
    ref: str
    number: int
    differences: list[Difference]
    corrected: bool


class Outcome(Struct):
    """What reading files in came to: rows new, the same, and changed."""

    new: int = 0
    same: int = 0
    events: int = 0
    changes: list[Change] = field(default_factory=list)
    recorded: list[str] = field(default_factory=list)
    closed: dict[int, Figures] = field(default_factory=dict)


LINK_FIELDS = {"activity", "relevance", "area", "link_amount"}


def split_expense(place: str, wish: RecordExpense, *, given: frozenset[str]) -> Row:
    """Make a row of an expense, with its link as a part of its own.

    Raises `UsageError` for half a link.
    """
    if not wish.activity and not wish.relevance and not wish.link_amount:
        return Row(place, Part(wish, given - LINK_FIELDS))
    for name, missing in OF_A_LINK.items():
        if not getattr(wish, name):
            raise UsageError(
                message("the row says no {missing}", missing=missing),
                expected=message("both the activity and its relevance, or neither"),
                found=message("no {missing}", missing=missing),
            )
    link = RecordLink(
        expense=OWN,
        activity=wish.activity or "",
        relevance=wish.relevance or "",
        amount=wish.link_amount,
        initiative=wish.initiative,
        area=wish.area,
        beneficiary=wish.beneficiary,
        people=wish.people,
        ref=f"{wish.ref[:30]}.1" if wish.ref else None,
    )
    names = {
        "amount" if name == "link_amount" else name for name in given & LINK_FIELDS
    }
    return Row(
        place, Part(_bare(wish), given - LINK_FIELDS), (Part(link, frozenset(names)),)
    )


def _bare(wish: RecordExpense) -> RecordExpense:
    values = {name: getattr(wish, name) for name in wish.__struct_fields__}
    return RecordExpense(**{**values, **dict.fromkeys(LINK_FIELDS)})
