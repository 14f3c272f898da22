"""The files of the made-up school that the demonstration works on."""

from __future__ import annotations

import shutil
from pathlib import Path

from ledger.errors import SurroundingsError, UsageError
from ledger.messages import message

FILES = ("2024.jsonl", "2025.jsonl", "uitgaven-2025.csv", "uitgaven-2025.xlsx")
DOCUMENTS = "bewijsstukken"


def samples() -> Path:
    """Give their folder: inside the installed package, or in a checkout."""
    package = Path(__file__).parent
    for folder in (package / "school", package.parents[1] / "fixtures" / "school"):
        if (folder / FILES[0]).is_file():
            return folder
    raise SurroundingsError(
        message("the files of the demonstration are not there"),
        expected=str(package / "school"),
        next_step=message("install the program again"),
    )


def copy_samples(target: Path) -> None:
    """Copy them into `target`, which must be new or empty; raises `UsageError`."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError(
            message("{folder} is there already, and not empty", folder=target),
            place=str(target),
            expected=message("the name of a new folder"),
            next_step=message("verantwoord demo ANOTHER-FOLDER"),
        )
    target.mkdir(parents=True, exist_ok=True)
    source = samples()
    for name in FILES:
        shutil.copyfile(source / name, target / name)
    shutil.copytree(source / DOCUMENTS, target / DOCUMENTS)
