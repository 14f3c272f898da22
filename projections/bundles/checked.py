"""A bundle after its check: what is taken from the check, and what is still to read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from shlex import quote
from typing import BinaryIO

from msgspec import Struct

from ledger.bundle import payload
from ledger.bundle.container import Container
from ledger.bundle.zip_reader import open_container
from ledger.errors import LedgerError, SurroundingsError
from ledger.messages import message
from ledger.state.book import BookState, MemoryNames
from ledger.verify import Report, Trust
from ledger.verify.bundle import examine_bundle
from ledger.verify.claims import left_out
from ledger.verify.report import Outcome, report
from ledger.verify.trust import ALL


class NotHeldError(LedgerError):
    """A bundle in which the check found something; the code is that of `verify`."""

    kind = "not-verified"

    def __init__(self, path: Path, made: Report) -> None:
        """Tell the first finding of the report, and where all of them are to be had."""
        first = next(each for each in made.findings if each.code == made.code)
        super().__init__(
            message(
                "{file} does not hold: {place}: {finding}",
                file=str(path),
                place=first.place,
                finding=first.message,
            ),
            place=str(path),
            expected=first.expected,
            found=first.found,
            next_step=message(
                "see all that was found: verantwoord verify {file}",
                file=quote(str(path)),
            ),
        )
        self.code = made.code


class Checked(Struct, frozen=True, kw_only=True):
    """A bundle that held: its head and grade, the refs that stand, what is left out."""

    path: Path
    container: Container
    size: int
    root: bytes
    grade: str
    refs: Mapping[str, int]
    left_out: frozenset[str]


def check_bundle(file: BinaryIO, path: Path) -> Checked:
    """Check a bundle, trusting nobody; raises `NotHeldError` unless all of it holds.

    The file stays open. `path` is how people call it.
    """
    outcome = examine_bundle(file, Trust(redactable=ALL))
    if not (made := report(outcome)).ok:
        raise NotHeldError(path, made)
    checked = checked_of(file, path, outcome=outcome)
    if outcome.told.state is not None:
        # A view reads its own years; these and their book name each other, and would
        # stay until somebody collects them.
        outcome.told.state.years.clear()
    return checked


def checked_of(file: BinaryIO, path: Path, *, outcome: Outcome) -> Checked:
    """Give a bundle in which a check found nothing; the file stays open."""
    made = report(outcome)
    container = open_container(file, file.seek(0, 2))
    if not isinstance(container, Container):
        raise changed(path)
    return Checked(
        path=path,
        container=container,
        size=made.events,
        root=outcome.root or b"",
        grade=made.grade,
        refs=_refs(outcome.told.state),
        left_out=left_out(b"".join(container.chunks(payload.EXPORT))),
    )


def changed(path: Path) -> SurroundingsError:
    """Give the error of a file that is no longer the one that was checked."""
    return SurroundingsError(
        message("{file} changed while it was read", file=str(path)),
        place=str(path),
        expected=message("the bundle that was checked"),
        next_step=message("try again, with a copy that nobody writes to"),
    )


def _refs(state: BookState | None) -> Mapping[str, int]:
    """Give the refs that stand at the end of the log."""
    if state is None or not isinstance(state.names, MemoryNames):
        return {}
    return state.names.refs
