"""Write the files of a report: by the ending of its name, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import click
from msgspec import Struct

from cli.surroundings import Surroundings
from ledger.errors import UsageError
from ledger.messages import message
from ledger.placing import placed
from projections.language import Language
from projections.reports import Report

Files = Mapping[str, bytes]
"""The bytes of each file by its name."""


class Wanted(Struct, frozen=True):
    """A report to be written, its language, and the name of its file but the ending.

    `log` gives every leaf that is seen, a line each.
    """

    report: Report
    language: Language
    stem: str
    log: Callable[[], bytes]


def _html(wanted: Wanted) -> Files:
    from projections.reports.page import page

    return {f"{wanted.stem}.html": page(wanted.report, wanted.language)}


def _pdf(wanted: Wanted) -> Files:
    from projections.reports.paper import paper

    made = paper(wanted.report, wanted.language, log=wanted.log())
    return {f"{wanted.stem}.pdf": made}


def _xlsx(wanted: Wanted) -> Files:
    from projections.reports.workbook import workbook

    return {f"{wanted.stem}.xlsx": workbook(wanted.report, wanted.language)}


def _csv(wanted: Wanted) -> Files:
    from projections.reports.audit import audit_files

    return audit_files(wanted.report, wanted.language, stem=wanted.stem)


def _json(wanted: Wanted) -> Files:
    from projections.reports.document import document

    return {f"{wanted.stem}.json": document(wanted.report, wanted.language)}


WRITERS: Final[dict[str, Callable[[Wanted], Files]]] = {
    ".html": _html,
    ".pdf": _pdf,
    ".xlsx": _xlsx,
    ".csv": _csv,
    ".json": _json,
}
"""What makes the files of a report, by the ending of its name."""


def ending_of(file: Path) -> str:
    """Give the ending that says what is made; raises `UsageError` for another one."""
    ending = file.suffix.lower()
    if ending not in WRITERS:
        raise UsageError(
            message("{file} has no ending of a report", file=str(file)),
            place=str(file),
            expected=message("a name that ends in {endings}", endings=list(WRITERS)),
            found=file.name,
            next_step=message("name it {example}", example=f"{file.stem}.html"),
        )
    return ending


def write_files(
    here: Surroundings, folder: Path, files: Files, *, force: bool
) -> dict[str, int]:
    """Write files into a folder, all of them or none; give the size of each in bytes.

    Where one is there already it is asked for at a terminal whether it goes; elsewhere
    `UsageError` is raised, unless `force`.
    """
    targets = [folder / name for name in files]
    force = force or _may_replace(here, [each for each in targets if each.exists()])
    with ExitStack() as all_of_them:
        for target, data in zip(targets, files.values(), strict=True):
            part = all_of_them.enter_context(placed(target, force=force))
            part.write_bytes(data)
    sizes = map(len, files.values())
    return dict(zip(map(str, targets), sizes, strict=True))


def _may_replace(here: Surroundings, there: list[Path]) -> bool:
    if not there or not here.asks:
        return False
    names = [str(each) for each in there]
    asked = message("{files}: there already. replace?", files=names)
    return click.confirm(here.tell(asked), default=False, abort=True, err=True)
