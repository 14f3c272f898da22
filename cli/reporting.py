"""Write the files of a report: by the ending of its name, whole or not at all."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from cli.confirming import confirm
from cli.surroundings import Surroundings
from ledger.errors import UsageError
from ledger.messages import message, plural
from ledger.placing import placed
from projections.reports.audit import INDEX
from projections.reports.files import WRITERS, Files


def ending_of(file: Path) -> str:
    """Give the ending that says what is made; raises `UsageError` for another one."""
    ending = file.suffix.lower()
    if not file.name:
        raise UsageError(
            message("the report has no name"),
            place="FILE",
            expected=message("a name that ends in {endings}", endings=list(WRITERS)),
            next_step=message("name it {example}", example="report.html"),
        )
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
    here: Surroundings, folder: Path, *, files: Files, force: bool
) -> dict[str, int]:
    """Write files into a folder, all of them or none; give the size of each in bytes.

    Where one is there already it is asked for at a terminal whether it goes; elsewhere
    `UsageError` is raised, unless `force`.
    """
    targets = [folder / name for name in files]
    if (folder / INDEX).exists() and INDEX in files and not (force or here.asks):
        raise UsageError(
            message("{file} is there already", file=str(folder / INDEX)),
            place=str(folder / INDEX),
            expected=message("a folder of its own for each report in .csv"),
            next_step=message("name another folder, or replace it with --force"),
        )
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
    asked = plural(
        "{files} is there already: replace it?",
        "{files} are there already: replace them?",
        count=len(names),
        files=names,
    )
    left = plural(
        "{files} was left as it is",
        "{files} were left as they are",
        count=len(names),
        files=names,
    )
    confirm(here, asked, otherwise=left)
    return True
