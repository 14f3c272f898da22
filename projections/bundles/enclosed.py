"""The reports in a bundle that held, made again from its log and compared.

They are for people, who may read nothing else of the bundle: so a false number in one
of them is found as in the figures. Compared are bytes; what was made by another version
of this program, or of a library that writes the file, is told as not compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Final

import msgspec
from msgspec import Struct

from ledger.bundle import payload
from ledger.bundle.container import Container
from ledger.bundle.software import software
from ledger.errors import LedgerError
from ledger.findings import Code, Finding
from ledger.messages import message, plural
from ledger.verify.report import Outcome
from ledger.verify.words import unchecked
from projections.bundles.checked import checked_of
from projections.bundles.view import BundleView
from projections.language import LOCALES, language
from projections.reports.enclosing import MADE, Made, enclosed, made_here

_LIBRARIES: Final = {".pdf": "typst", ".xlsx": "xlsxwriter"}
"""What else a file hangs on, by its ending."""

_OCTETS_MAX: Final = 64 << 20
"""A report that is larger is not read: none that is made here is."""


class Compared(Struct, frozen=True):
    """What came of comparing: findings, and which warnings stay or come."""

    findings: list[Finding]
    warnings: list[str]


def compare_reports(file: BinaryIO, path: Path, *, outcome: Outcome) -> Compared:
    """Compare the reports of a bundle in which the check found nothing.

    `outcome` is that of the check, whose warnings are given back, less those about
    files that were compared now.
    """
    warnings = list(outcome.warnings)
    with BundleView(path, checked=checked_of(file, path, outcome=outcome)) as view:
        there = set(payload.reports_in(view.container.entries))
        made = _made(view.container, there)
        if made is None:
            return Compared([], warnings)
        right = enclosed(view, language(made.language), program=made.program)
        if not right:
            return Compared([], warnings)
        findings = list(_differences(view.container, there, made=made, right=right))
    said = unchecked(sorted(there), folder=payload.DERIVED)
    warnings = [each for each in warnings if each != said]
    if left := sorted(_not_compared(there, made=made)):
        warnings.append(_other_versions(left))
    return Compared(findings, warnings)


def _other_versions(names: list[str]) -> str:
    return plural(
        "{names} was written with another version of a library than is installed here:"
        " it was not compared with the log",
        "{names} were written with other versions of libraries than are installed here:"
        " they were not compared with the log",
        count=len(names),
        names=[f"{payload.DERIVED}{name}" for name in names],
    )


def _made(container: Container, there: set[str]) -> Made | None:
    """Say how the reports were made, None where this program would not do it so."""
    if MADE not in there:
        return None
    try:
        made = msgspec.json.decode(_read(container, MADE), type=Made)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    is_ours = made.program == software() and made.language in LOCALES
    return made if is_ours else None


def _not_compared(there: set[str], *, made: Made) -> set[str]:
    """Name the files that another version of a library wrote."""
    here = made_here(language(made.language), program=made.program)
    return {
        name
        for name in there
        for ending, library in _LIBRARIES.items()
        if name.endswith(ending) and getattr(made, library) != getattr(here, library)
    }


def _differences(
    container: Container, there: set[str], *, made: Made, right: Mapping[str, bytes]
) -> Iterator[Finding]:
    left = _not_compared(there, made=made) | {MADE}
    for name in sorted((there | right.keys()) - left):
        if name not in right:
            yield _finding(name, message("this is no report of this log"))
        elif name not in there:
            yield _finding(name, message("this report of the log is not there"))
        elif _read(container, name) != right[name]:
            said = message("this report is not what the log says, byte by byte")
            yield _finding(name, said)


def _finding(name: str, said: str) -> Finding:
    return Finding(
        code=Code.REPLAY.value,
        place=f"{payload.DERIVED}{name}",
        message=said,
        expected=message("the same bytes as when it is made again from the log"),
    )


def _read(container: Container, name: str) -> bytes:
    entry = f"{payload.DERIVED}{name}"
    if container.entries[entry].size > _OCTETS_MAX:
        return b""
    try:
        return b"".join(container.chunks(entry))
    except LedgerError:
        return b""
