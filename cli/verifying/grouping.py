"""What several files show together: an invoice of two schools, a copy of a file.

An invoice that two schools claim is for people to look into, so the exit code is 1, as
that of `check`: but only where every file held by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import file_digest
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from cli.at_once import octets
from cli.printing import wrapped
from cli.surroundings import Surroundings
from cli.tables import cut, table
from cli.verifying.table import Row, code_of
from cli.verifying.telling import SHOWN_MAX
from cli.verifying.working import Result
from ledger.findings import Code
from ledger.messages import Message, message, plural, term
from ledger.money import Amount
from ledger.verify.words import verdict as words
from projections.claims import (
    Place,
    SameInvoice,
    count_schools,
    latest,
    same_invoices,
)

FILE_MAX: Final = 28
REF_MAX: Final = 16
HEADINGS: Final = (
    ("", term("heading of claims", "file")),
    ("", term("heading of claims", "school")),
    (">", term("heading of claims", "event")),
    ("", term("heading of claims", "ref")),
    (">", term("heading of claims", "amount")),
)
"""Of the expenses that claim one invoice; `>` before those that stand at the right."""


class Copy(Struct, frozen=True):
    """A file that is the same, byte by byte, as one before it."""

    file: str
    of: str


class NotCompared(Struct, frozen=True):
    """Expenses of a file that nobody could compare; None where all of it is untrue."""

    file: str
    expenses: int | None


class Group(Struct, frozen=True, kw_only=True):
    """What several files show together.

    `invoices` counts those that are told, and `schools` the schools that told any.
    """

    schools: int
    invoices: int
    same_invoices: list[SameInvoice]
    not_compared: list[NotCompared]
    copies: list[Copy]

    @property
    def is_claimed_twice(self) -> bool:
        """Whether an invoice is of two schools that do not both say so."""
        return any(not each.shared for each in self.same_invoices)


def look(results: Sequence[Result]) -> Group:
    """Lay the files beside each other."""
    sides = [each.side for each in results if each.side]
    chosen = latest(sides)
    untrue = [
        NotCompared(str(each.row.file), None)
        for each in results
        if each.side is None and each.row.report.origin and each.row.report.findings
    ]
    hidden = [NotCompared(each.file, each.hidden) for each in chosen if each.hidden]
    return Group(
        schools=count_schools(side for side in chosen if side.claims),
        invoices=len({(c.supplier, c.invoice) for each in chosen for c in each.claims}),
        same_invoices=same_invoices(sides),
        not_compared=[*hidden, *untrue]
        if count_schools(chosen) + len(untrue) > 1
        else [],
        copies=list(_copies([each.row.file for each in results])),
    )


def _copies(files: Sequence[Path]) -> Iterator[Copy]:
    """Compare the files of one size: by their bytes, whatever they are called."""
    first: dict[tuple[int, bytes], Path] = {}
    sizes = [octets(file) for file in files]
    for file, size in zip(files, sizes, strict=True):
        if not size or sizes.count(size) == 1:
            continue
        try:
            with file.open("rb") as opened:
                digest = file_digest(opened, "sha256").digest()
        except OSError:
            continue  # that it cannot be read is told by its check
        known = first.setdefault((size, digest), file)
        if known is not file:
            yield Copy(str(file), str(known))


def exit_code(rows: Sequence[Row], group: Group) -> int:
    """Give the lowest code of a file, else 1 where an invoice is of two schools."""
    return code_of(rows) or (group.is_claimed_twice * Code.REFUSED.value)


def document(group: Group) -> dict[str, Any]:
    """Give what `--json` prints beside the files."""
    return {
        "same_invoices": group.same_invoices,
        "not_compared": group.not_compared,
        "copies": group.copies,
    }


def lines(here: Surroundings, group: Group) -> Iterator[str]:
    """Tell it: copies, each invoice with its places, and what was not compared."""
    for copy in group.copies:
        yield from wrapped(here.tell(_copy(copy)))
    for same in group.same_invoices[:SHOWN_MAX]:
        yield from _same(here, same)
    yield from _more(len(group.same_invoices))
    if group.schools > 1 and not group.same_invoices:
        yield from wrapped(here.tell(_nothing(group)))
    for each in group.not_compared:
        yield from wrapped(here.tell(_not_compared(each)))


def _same(here: Surroundings, same: SameInvoice) -> Iterator[str]:
    yield from wrapped(here.tell(_claimed(same)))
    headings = [f"{side}{here.tell(name)}" for side, name in HEADINGS]
    yield from table(headings, [_place(here, x) for x in same.places[:SHOWN_MAX]])
    yield from _more(len(same.places))


def _place(here: Surroundings, place: Place) -> list[str]:
    return [
        cut(place.file, FILE_MAX, end=True),
        place.school,
        f"#{place.event}",
        cut(place.ref, REF_MAX),
        here.locale.amount(place.amount),
    ]


def _more(count: int) -> Iterator[Message]:
    if count > SHOWN_MAX:
        yield words.more(count - SHOWN_MAX)


def _copy(copy: Copy) -> Message:
    if copy.file == copy.of:
        return message("{file} was named more than once", file=copy.file)
    return message(
        "{file} is a copy of {other}, byte by byte", file=copy.file, other=copy.of
    )


def _claimed(same: SameInvoice) -> Message:
    about = {
        "invoice": same.invoice,
        "supplier": same.supplier,
        "amount": Amount(same.amount),
    }
    if same.shared:
        return message(
            "invoice {invoice} of {supplier} is shared by several schools, as each of"
            " them says; {amount} in all",
            **about,
        )
    return message(
        "invoice {invoice} of {supplier} is claimed by more than one school, for"
        " {amount} in all; ask each of them for it",
        **about,
    )


def _nothing(group: Group) -> Message:
    return plural(
        "{count} invoice of {schools} schools was compared: no two schools claim the"
        " same",
        "{count} invoices of {schools} schools were compared: no two schools claim the"
        " same",
        count=group.invoices,
        schools=group.schools,
    )


def _not_compared(each: NotCompared) -> Message:
    if each.expenses is None:
        return message(
            "{file} did not hold: its invoices were not compared with those of others",
            file=each.file,
        )
    return plural(
        "{file}: the invoice of {count} expense could not be compared with those of"
        " other schools: its supplier or number is not disclosed",
        "{file}: the invoices of {count} expenses could not be compared with those of"
        " other schools: their supplier or number is not disclosed",
        count=each.expenses,
        file=each.file,
    )
