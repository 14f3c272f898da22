"""Pages that tests look at, each made once, and ways to read them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ledger.commands import (
    AttachDocument,
    PlannedInitiative,
    RecordAllocation,
    RecordExpense,
    RecordLink,
    RecordPlan,
)
from projections.language import language
from projections.reports import Report, gather
from projections.reports.page import page
from tests.projections.reports.gathered import PROGRAM, lively
from tests.projections.seeing import Desk, day

DOCUMENTS = "../documents/"

ENEMY = (
    "</script><script>document.title='taken'</script>",
    "<!-- <script>",
    "</title></style></svg><img src=x onerror=document.title='taken'>",
    '" onclick="alert(1)" x="',
    "{body}{data}{script}",
    "\u2028</p>\u202egnp.exe\u200b",
    "&lt;b&gt; &amp; &#60;",
)
"""Texts that would break out of a page that let them."""


@cache
def lively_page(code: str = "en") -> str:
    """Give the page of the book with an event of every kind."""
    return page(lively(), language(code), documents=DOCUMENTS).decode()


@cache
def enemy() -> Report:
    """Give the report of a year in which every text is an enemy's."""
    whole = "".join(ENEMY)
    with TemporaryDirectory() as folder:
        desk = Desk(
            Path(folder),
            RecordAllocation(year=2025, on=day("2025-01-10"), amount=500_000),
            RecordPlan(
                school_year="2024-2025",
                on=day("2025-01-10"),
                initiatives=(PlannedInitiative(ref="P1", name=whole, kind="training"),),
            ),
        )
        for number, text in enumerate((*ENEMY, whole), start=1):
            desk.record(*_hostile(f"e{number}", text))
        desk.book.close()
        with desk.view() as view:
            return gather(view, [2025], on=None, program=PROGRAM)


def _hostile(ref: str, text: str) -> list[Any]:
    long = (text * 1_000)[:4_000]
    return [
        RecordExpense(
            ref=ref,
            on=day("2025-03-03"),
            amount=1_000,
            category="other",
            beneficiary="team",
            initiative="P1",
            supplier=f"{text}{ref}",
            invoice=text,
            description=long,
        ),
        RecordLink(expense=ref, activity=long, relevance=text, amount=900),
        AttachDocument(
            of=ref,
            kind="invoice",
            name=text.replace("/", "|"),
            media_type="text/html",
            content=ref.encode(),
        ),
    ]


class Tags(HTMLParser):
    """Collects the names of elements and attributes of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        given = dict(attrs)
        self.ids += [str(given["id"])] if "id" in given else []
        self.links += [str(given["href"])] if "href" in given else []


def part(text: str, tag: str) -> str:
    """Give what stands in the only element of this name, as it was written."""
    (found,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
    return str(found)


def data_of(text: str) -> Any:  # noqa: ANN401  (JSON)
    """Read the data of a page."""
    start = '<script type="application/json" id="data">'
    (found,) = re.findall(rf"{start}(.*?)</script>", text, re.DOTALL)
    return json.loads(found)


def slots(text: str, year: int) -> dict[str, set[str]]:
    """Give what stands in the slots of a year, by their names."""
    start = text.index(f'<article id="y{year}"')
    article = text[start : text.index("</article>", start)]
    found: dict[str, set[str]] = {}
    for name, said in _slots(article):
        found.setdefault(name, set()).add(said)
    return found


def _slots(article: str) -> Iterator[tuple[str, str]]:
    for match in re.finditer(r'data-slot="([^"]*)">([^<]*)<', article):
        yield match[1], match[2]


def cents(told: str) -> int:
    """Read an amount as English writes it."""
    return int(re.sub(r"[.,]", "", told))
