"""Read files in: all of their rows or none, and the same file again, grown.

A row that is there already is skipped, one that changed is refused, or corrected where
that is asked: what was recorded is reversed, and recorded anew with its links, payments
and documents. How a row is recognised: recognising.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from ledger import commands as c
from ledger import events as e
from ledger.book.correcting import Told, correct, forms
from ledger.book.recognising import (
    Recognition,
    about,
    is_attached,
    main_fact,
    stands,
)
from ledger.book.recorded import differences, told
from ledger.book.rows import Change, File, Outcome, Part, Row
from ledger.book.writer import Writer
from ledger.commands import Wish
from ledger.decide import Draft
from ledger.errors import FaultyLinesError, LedgerError, UsageError
from ledger.messages import message, plural
from ledger.sealed import Envelope


def import_files(writer: Writer, files: list[File], *, correcting: bool) -> Outcome:
    """Record the rows of `files` that are new; raises `FaultyLinesError`, all at once.

    With `correcting`, rows that changed are corrected; else they are in the outcome,
    and the caller must not keep what was written.
    """
    outcome = Outcome()
    reading = Import(writer, outcome, correcting=correcting)
    faults = reading.take_all(files)
    if faults:
        said = plural(
            "{count} line is faulty; nothing was recorded",
            "{count} lines are faulty; nothing was recorded",
            count=len(faults),
        )
        raise FaultyLinesError(said, faults)
    outcome.events = len(writer.leaves)
    return outcome


class Import:
    """Takes the rows of files, one after the other."""

    def __init__(self, writer: Writer, outcome: Outcome, *, correcting: bool) -> None:
        """Count into `outcome`."""
        self.writer = writer
        self.outcome = outcome
        self.correcting = correcting
        self._broken: set[str] = set()
        self._is_sheet = False
        self._known = Recognition(writer, frozenset())

    def take_all(self, files: list[File]) -> list[LedgerError]:
        """Take every row; give the faults, each with its place."""
        rows = [row for file in files for row in file.rows]
        refs = frozenset(getattr(row.main.wish, "ref", None) or "" for row in rows)
        self._broken = {ref for file in files for ref in file.broken}
        faults: list[LedgerError] = []
        for file in files:
            self._known = Recognition(self.writer, refs)
            self._is_sheet = file.format != "jsonl"
            faults.extend(_twice(file))
            faults.extend(self._take_file(file))
        return faults

    def _take_file(self, file: File) -> list[LedgerError]:
        faults: list[LedgerError] = []
        first, before = len(self.writer.leaves), self.outcome.new
        changed = len(self.outcome.changes)
        for row in file.rows:
            ref = self._known.ref(row.main)
            if self._names_a_broken_row(row.main.wish):
                self._broken.add(ref or "")
                continue
            try:
                self._take(row, ref)
            except LedgerError as fault:
                if not self._follows_from_others(row.main.wish):
                    fault.place = fault.place or row.place
                    faults.append(fault)
                self._broken.add(ref or "")
        events = len(self.writer.leaves) - first
        if events and not faults:
            rows = self.outcome.new - before + len(self.outcome.changes) - changed
            counts = {"rows": rows, "events": events}
            command = self.writer.fresh_id()
            self.writer.take(
                file_imported(file, self.writer.envelope(), **counts), command
            )
        return faults

    def _names_a_broken_row(self, wish: Wish) -> bool:
        names = ("of", "expense", "link", "withdraws")
        targets = {getattr(wish, name, None) for name in names}
        return bool((targets - {None, ""}) & self._broken)

    def _follows_from_others(self, wish: Wish) -> bool:
        # Without the broken rows a year has other figures, so its close says nothing.
        return bool(self._broken) and isinstance(wish, c.CloseYear | c.ReopenYear)

    def _take(self, row: Row, ref: str | None) -> None:
        before = len(self.writer.leaves)
        changed = len(self.outcome.changes)
        n = self._take_main(row, ref)
        differs = len(self.outcome.changes) > changed
        if n is not None and (self.correcting or not differs):
            for part in row.follow:
                self._take_beside(part, n)
        if differs:
            return
        if len(self.writer.leaves) > before:
            self.outcome.new += 1
            self.outcome.recorded.append(row.place)
        else:
            self.outcome.same += 1

    def _take_main(self, row: Row, ref: str | None) -> int | None:
        """Give the index of the row's own fact; None for one that was undone."""
        wish = row.main.wish
        n = self._known.standing(wish, ref)
        if n is not None:
            return self._compare(row, n, ref=ref)
        command, n = self._known.again(wish)
        if n is not None:
            return n if stands(self.writer, n) else None
        if isinstance(wish, c.AttachDocument) and is_attached(self.writer, wish):
            return None
        if self._is_sheet and self._is_undone(row, ref):
            return None
        return self._record(wish, ref, command=command)

    def _is_undone(self, row: Row, ref: str | None) -> bool:
        """Tell a row of a sheet that changed after its fact was undone by hand.

        A journal can undo a fact itself, and record another one under its ref.
        """
        n = self._known.undone(row.main.wish, ref)
        if n is None or self.correcting:
            return False
        found = differences(self.writer, n, part=row.main)
        said = message("{ref}, undone by hand,", ref=ref)
        change = Change(row.place, said, n + 1, found, corrected=False)
        self.outcome.changes.append(change)
        return True

    def _take_beside(self, part: Part, own: int) -> None:
        n, ref = self._known.beside(part.wish, own)
        if n is not None:
            return
        wishes = [about(part.wish, form) for form in forms(self.writer, own)]
        commands = [self._known.command(wish) for wish in wishes]
        if any(self._known.recorded(command) is not None for command in commands):
            return
        wish = wishes[0]
        if isinstance(wish, c.AttachDocument) and is_attached(self.writer, wish):
            return
        self._record(wish, ref, command=commands[0])

    def _record(self, wish: Wish, ref: str | None, *, command: str) -> int:
        if ref and hasattr(wish, "ref"):
            wish = structs.replace(wish, ref=ref)
        return main_fact(self.writer, self.writer.record(wish, command).leaves[0].n)

    def _compare(self, row: Row, n: int, *, ref: str | None) -> int:
        """Compare a row with the fact at index `n`; give the one that stands then."""
        beside = ((self._known.beside(part.wish, n)[0], part) for part in row.follow)
        parts = {n: row.main, **{k: part for k, part in beside if k is not None}}
        changed: list[int] = []
        for index, part in parts.items():
            found = differences(self.writer, index, part=part)
            if found:
                name = getattr(self.writer.leaf(index).event, "ref", ref)
                change = Change(
                    row.place,
                    name or f"#{index + 1}",
                    index + 1,
                    found,
                    self.correcting,
                )
                self.outcome.changes.append(change)
                changed.append(index)
        if not self.correcting:
            return n
        fields = {index: told(part) for index, part in parts.items()}
        return self._correct(row, changed, told=fields)

    def _correct(self, row: Row, changed: list[int], *, told: Told) -> int:
        n = next(iter(told))
        if n in changed:
            # Under the row's own id, so that it stays undone if it is undone by hand.
            command = self._known.command(row.main.wish)
            used = self._known.recorded(command) is not None
            return correct(self.writer, n, told=told, command=None if used else command)
        for index in changed:
            correct(self.writer, index, told=told)
        return n


def _twice(file: File) -> Iterator[LedgerError]:
    """Give a fault for each row of a sheet whose ref an earlier one has."""
    first: dict[str, str] = {}
    for row in file.rows if file.format != "jsonl" else ():
        ref = getattr(row.main.wish, "ref", None)
        if ref in first:
            yield UsageError(
                message("the ref {ref!r} stands on two rows", ref=ref),
                place=row.place,
                expected=message("a ref of its own for each row"),
                found=message("{ref}, also on {place}", ref=ref, place=first[ref]),
            )
        elif ref:
            first[ref] = row.place


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
