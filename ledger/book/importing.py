"""Read files in: all of their rows or none, and the same file again, grown.

A row is recognised by its ref; one without a ref by what it says, through an id that is
an HMAC under a secret of the book. A row that is there already is skipped, one that
changed is refused, or corrected where that is asked: what was recorded is reversed, and
recorded anew with its links, payments and documents.
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

from msgspec import structs

from ledger import commands as c
from ledger import events as e
from ledger.book.correcting import correct
from ledger.book.recorded import differences
from ledger.book.rows import OWN, Change, File, Outcome, Part, Row
from ledger.book.writer import Writer
from ledger.commands import Wish
from ledger.decide import Draft
from ledger.errors import FaultyLinesError, LedgerError
from ledger.sealed import Envelope
from ledger.state.book import BookState

NATURAL_REFS: dict[type[Wish], str] = {
    c.RecordOpening: "opening-{0.year}",
    c.RecordAllocation: "allocation-{0.year}",
    c.RecordAdjustment: "adjustment-{0.year}",
    c.ReceiveTranche: "tranche-{0.year}-{0.tranche}",
    c.PayRefund: "refund-{0.year}",
    c.RecordPlan: "plan-{0.school_year}",
    c.ApprovePlan: "approval-{0.school_year}",
}
"""How a fact is recognised whose row gives no ref, as the book itself would name it."""


def import_files(writer: Writer, files: list[File], *, correcting: bool) -> Outcome:
    """Record the rows of `files` that are new; raises `FaultyLinesError` for all faults.

    With `correcting`, rows that changed are corrected; else they are in the outcome, and
    the caller must not keep what was written.
    """
    outcome = Outcome()
    faults: list[LedgerError] = []
    for file in files:
        reading = Import(writer, outcome, correcting=correcting)
        faults.extend(reading.take_all(file))
    if faults:
        count = len(faults)
        lines = "line is" if count == 1 else "lines are"
        raise FaultyLinesError(f"{count} {lines} faulty; nothing was recorded", faults)
    outcome.events = len(writer.leaves)
    return outcome


class Import:
    """Takes the rows of one file."""

    def __init__(self, writer: Writer, outcome: Outcome, *, correcting: bool) -> None:
        """Count into `outcome`."""
        self.writer = writer
        self.outcome = outcome
        self.correcting = correcting
        self._seen: Counter[str] = Counter()
        self._faulty_refs: set[str] = set()

    def take_all(self, file: File) -> list[LedgerError]:
        """Take every row; give the faults, each with its place."""
        faults: list[LedgerError] = []
        self._faulty_refs |= file.broken
        first, before = len(self.writer.leaves), self.outcome.new
        changed = len(self.outcome.changes)
        for row in file.rows:
            if self._names_a_faulty_row(row):
                continue
            try:
                self._take(row)
            except LedgerError as fault:
                fault.place = fault.place or row.place
                faults.append(fault)
                self._faulty_refs.add(getattr(row.main.wish, "ref", None) or "")
        events = len(self.writer.leaves) - first
        if events and not faults:
            rows = self.outcome.new - before + len(self.outcome.changes) - changed
            counts = {"rows": rows, "events": events}
            command = self.writer.fresh_id()
            self.writer.take(
                file_imported(file, self.writer.envelope(), **counts), command
            )
        return faults

    def _names_a_faulty_row(self, row: Row) -> bool:
        names = ("of", "expense", "link", "withdraws")
        targets = {getattr(row.main.wish, name, None) for name in names}
        return bool((targets - {None, ""}) & self._faulty_refs)

    def _take(self, row: Row) -> None:
        before = len(self.writer.leaves)
        changed = len(self.outcome.changes)
        n = self._take_part(row.place, row.main, own=None)
        for part in row.follow:
            self._take_part(row.place, part, own=n)
        if len(self.outcome.changes) > changed:
            return
        if len(self.writer.leaves) > before:
            self.outcome.new += 1
            self.outcome.recorded.append(row.place)
        else:
            self.outcome.same += 1

    def _take_part(self, place: str, part: Part, *, own: int | None) -> int | None:
        wish = part.wish if own is None else about(part.wish, own)
        ref = self._ref(wish, given="ref" in part.given or own is not None)
        n = self._standing(wish, ref)
        if n is not None:
            self._compare(place, Part(wish, part.given), n=n)
            return n
        command = self._id(wish)
        found = self.writer.find_command(command)
        if found:
            return found[0]
        if isinstance(wish, c.AttachDocument) and _is_attached(self.writer, wish):
            return None
        if ref and hasattr(wish, "ref"):
            wish = structs.replace(wish, ref=ref)
        recorded = self.writer.record(wish, command)
        return _main_fact(recorded.leaves)

    def _ref(self, wish: Wish, *, given: bool) -> str | None:
        ref: str | None = getattr(wish, "ref", None)
        if ref or given:
            return ref
        natural = NATURAL_REFS.get(type(wish))
        if natural is None:
            return None
        name = natural.format(wish)
        self._seen[name] += 1
        count = self._seen[name]
        return name if count == 1 or type(wish) in _ONE_NAME else f"{name}.{count}"

    def _standing(self, wish: Wish, ref: str | None) -> int | None:
        n = self.writer.find_ref(ref) if ref else None
        if n is None or type(wish) not in _ONE_NAME:
            return n
        return _version(self.writer.state, wish, n)

    def _compare(self, place: str, part: Part, *, n: int) -> None:
        found = differences(self.writer, n, part=part)
        if not found:
            return
        ref = getattr(self.writer.leaf(n).event, "ref", "") or f"#{n + 1}"
        change = Change(place, ref, n + 1, found, corrected=self.correcting)
        self.outcome.changes.append(change)
        if self.correcting:
            correct(self.writer, n, part=part)

    def _id(self, wish: Wish) -> str:
        content = self.writer.digest(wish)
        self._seen[content.hex()] += 1
        text = content + str(self._seen[content.hex()]).encode()
        return self.writer.keyed(b"row\x00" + text)[:16].hex()


_ONE_NAME = (c.RecordPlan, c.ApprovePlan)


def _version(state: BookState, wish: Wish, n: int) -> int | None:
    # Every version of a plan has the same name: a version that is not there yet is new.
    version = getattr(wish, "version", None)
    plans = state.plans.get(getattr(wish, "school_year", ""), [])
    if version is None:
        return n
    if isinstance(wish, c.RecordPlan):
        return next((p.n for p in plans if p.event.version == version), None)
    approvals = (a for a in state.approvals.values() if not a.reversed)
    same = (
        a.n
        for a in approvals
        if (a.event.school_year, a.event.version) == (wish.school_year, version)  # type: ignore[attr-defined]  # an approval
    )
    return next(same, None)


def about(wish: Wish, n: int) -> Wish:
    """Point a command that is about its own row at the fact of that row."""
    for name in ("of", "expense"):
        if getattr(wish, name, None) == OWN:
            return structs.replace(wish, **{name: f"#{n + 1}"})
    return wish


def _main_fact(leaves: list[e.Leaf]) -> int:
    first = leaves[0]
    return leaves[1].n if isinstance(first.event, e.YearOpened) else first.n


def _is_attached(writer: Writer, wish: c.AttachDocument) -> bool:
    target = wish.of[1:] if wish.of.startswith("#") else ""
    n = int(target) - 1 if target else writer.find_ref(wish.of)
    if n is None or n >= writer.state.size:
        return False
    stream = writer.leaf(n).stream
    if stream.isdigit():
        writer.load(int(stream))
    year = writer.state.year_of(n)
    digest = sha256(wish.content).hexdigest()
    documents = year.documents if year else writer.state.documents
    attached = (d for d in documents if (d.event.of, d.event.kind) == (n, wish.kind))
    return any(writer.values(d.n).get("digest") == digest for d in attached)


def file_imported(file: File, envelope: Envelope, *, rows: int, events: int) -> Draft:
    """Give the event that marks the `events` before it as coming from a file."""
    event = e.FileImported(
        rows=rows,
        events=events,
        format=file.format,
        name=envelope.seal("name", file.name),
        digest=envelope.seal("digest", file.digest),
    )
    return Draft(e.SCHOOL, event, envelope)
