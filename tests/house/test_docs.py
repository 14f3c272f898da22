"""What the documents say of the format and the figures, held against the program."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import get_args, get_type_hints
from zipfile import ZipFile

import pytest
from msgspec import Struct

from fixtures.books import build, worked_example
from ledger.book.exporting import export
from ledger.events import Event, Figures, type_name
from ledger.sealed import sealed_fields
from tests.conftest import ROOT

FORMAT = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
FIGURES = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")


def row_of(kind: type[Struct]) -> str:
    hints = get_type_hints(kind)
    sealed = sorted(sealed_fields(kind))
    public = sorted(set(hints) - set(sealed))
    school = kind.__module__.endswith((".school", ".keeping"))
    stream = "school" if school else "year"
    cells = [" ".join(f"`{name}`" for name in names) for names in (public, sealed)]
    return f"| `{type_name(kind)}` | {stream} | {cells[0]} | {cells[1]} |"


@pytest.mark.parametrize("kind", get_args(Event), ids=lambda kind: kind.__name__)
def test_the_format_names_every_event_and_all_of_its_fields(
    kind: type[Struct],
) -> None:
    assert row_of(kind) in FORMAT.splitlines()


@pytest.mark.parametrize("figure", Figures.__struct_fields__)
def test_every_figure_is_explained(figure: str) -> None:
    assert f"`{figure}`" in FIGURES


def test_the_decisions_are_short() -> None:
    for path in (ROOT / "docs" / "decisions").glob("*.md"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 40, path.name


@pytest.mark.needs("openssl")
def test_the_recipe_of_the_format_gives_the_root(tmp_path: Path) -> None:
    book = tmp_path / "zon.book"
    build(book, worked_example()).close()
    written = export(book, tmp_path / "zon.zip")
    with ZipFile(tmp_path / "zon.zip") as archive:
        archive.extractall(tmp_path / "bundle")
    done = subprocess.run(
        ["sh", "-c", recipe()],
        cwd=tmp_path / "bundle",
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.splitlines() == written.note.decode().splitlines()[1:3]


def recipe() -> str:
    section = FORMAT.partition("## The root by hand")[2].partition("\n## ")[0]
    lines = re.findall(r"^    (.*)$", section, re.MULTILINE)
    assert lines
    return "\n".join(lines)
