"""Each number is the same in HTML, PDF, XLSX, CSV, JSON and at the terminal."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from projections.explaining import NAMES
from projections.language import Language, language
from tests.cli.terminal import Terminal

POINTS = ("", "--on 2025-06-30", "--on 2025-12-31 --known-at '#120'")
YEARS = (2024, 2025)


def figures_of(statement: dict[str, Any]) -> dict[str, int]:
    """Give every figure of a statement in JSON by its name, in cents."""
    found = {}
    for name in NAMES:
        first, _, rest = name.partition(".")
        found[name] = statement[first][rest] if rest else statement[first]
    return found


@pytest.fixture(params=POINTS, ids=["everything", "on a day", "as known then"])
def asked(request: pytest.FixtureRequest, school: Terminal) -> tuple[Terminal, str]:
    point: str = request.param
    years = " ".join(f"--year {year}" for year in YEARS)
    for ending in ("html", "pdf", "xlsx", "csv", "json"):
        school.does(f"report r.{ending} {years} {point} --lang nl")
    return school, point


@pytest.fixture
def right(asked: tuple[Terminal, str]) -> dict[int, dict[str, int]]:
    """The figures as `show balance` gives them."""
    school, point = asked
    return {
        year: figures_of(school.does(f"show balance --year {year} {point} --json").json)
        for year in YEARS
    }


Asked = tuple[Terminal, str]
Right = dict[int, dict[str, int]]


def test_in_json(asked: Asked, right: Right) -> None:
    made = json.loads((asked[0].folder / "r.json").read_text("utf-8"))
    for year in made["years"]:
        assert figures_of(year["statement"]) == right[year["year"]]
        assert {e["figure"]: e["cents"] for e in year["explanations"]} == right[
            year["year"]
        ]


def test_in_csv(asked: Asked, right: Right) -> None:
    text = (asked[0].folder / "r.csv").read_text("utf-8-sig")
    found: Right = {year: {} for year in YEARS}
    for row in csv.DictReader(io.StringIO(text), delimiter=";"):
        cents = int(row["amount"].replace(",", ""))
        found[int(row["year"])][row["figure"]] = cents
    assert found == right


def test_in_the_workbook(asked: Asked, right: Right) -> None:
    book = CalamineWorkbook.from_path(asked[0].folder / "r.xlsx")
    rows = book.get_sheet_by_index(1).to_python(skip_empty_area=False)[1:]
    found: Right = {year: {} for year in YEARS}
    for year, figure, _, amount, *_ in rows:
        found[int(str(year).partition(".")[0])][str(figure)] = euros(amount)
    assert found == right


def euros(cell: Any) -> int:  # noqa: ANN401  # any number
    return round(float(cell) * 100)


def test_on_the_page(asked: Asked, right: Right) -> None:
    text = unescape(re.sub(r"<[^>]*>", " ", page(asked[0].folder)))
    assert missing(text, right, told=language("nl")) == []


def page(folder: Path) -> str:
    """Give what of the page is there without its scripts."""
    html = (folder / "r.html").read_text("utf-8")
    return re.sub(r"<(script|style)\b.*?</\1>", " ", html, flags=re.DOTALL)


@pytest.mark.needs("pdftotext")
def test_on_paper(asked: Asked, right: Right) -> None:
    file = asked[0].folder / "r.pdf"
    text = subprocess.run(
        ["pdftotext", "-layout", file, "-"], capture_output=True, check=True
    ).stdout.decode()
    assert missing(text, right, told=language("nl")) == []


def missing(text: str, right: Right, *, told: Language) -> list[str]:
    """Give the figures that do not stand in a text as the language writes them."""
    words = set(text.split())
    return [
        f"{year} {figure} {told.amount(cents)}"
        for year, figure, cents in each(right)
        if told.amount(cents) not in words
    ]


def each(right: Right) -> Iterator[tuple[int, str, int]]:
    for year, figures in right.items():
        for figure, cents in figures.items():
            yield year, figure, cents


def test_at_the_terminal(asked: Asked, right: Right) -> None:
    school, point = asked
    for year, figures in right.items():
        shown = school.does(f"show balance --year {year} {point} --lang nl").out
        assert missing(shown, {year: figures}, told=language("nl")) == []
        for figure, cents in figures.items():
            line = f"explain {figure} --year {year} {point}"
            assert school.does(f"{line} --json").json["cents"] == cents
