from __future__ import annotations

import subprocess
from base64 import b64encode
from pathlib import Path

import pytest

from fixtures.every_kind import every_kind
from ledger.tree import leaf_hash, roots_at
from projections.language import LOCALES, language
from projections.reports import gather
from projections.reports.paper import paper
from projections.reports.paper.qr import checkpoint_text
from projections.reports.paper.statement import letter
from projections.view import BookView
from tests.projections.reports.gathered import HOSTILE, PROGRAM, hostile, lively

LOG = b'{"n":0}\n'


def run(*command: str | Path) -> str:
    done = subprocess.run(command, check=True, capture_output=True, timeout=60)
    return done.stdout.decode()


@pytest.fixture(scope="module", params=LOCALES)
def told(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    """The paper of the lively book in each language."""
    code: str = request.param
    file = tmp_path_factory.mktemp(code) / "paper.pdf"
    file.write_bytes(paper(lively(), language(code), log=LOG))
    return code, file


def squeezed(text: str) -> str:
    return "".join(text.split()).replace("\u200b", "")


@pytest.mark.needs("pdftotext", "pdfinfo")
class TestPages:
    def test_every_figure_stands_on_them(self, told: tuple[str, Path]) -> None:
        code, file = told
        text = squeezed(run("pdftotext", "-layout", file, "-"))
        for year in lively().years:
            for made in year.explanations:
                assert squeezed(language(code).amount(made.cents)) in text

    def test_every_expense_and_objection_stands_on_them(
        self, told: tuple[str, Path]
    ) -> None:
        code, file = told
        text = squeezed(run("pdftotext", "-layout", file, "-"))
        for year in lively().years:
            for line in year.expenses:
                assert f"#{line.number}" in text
                assert squeezed(language(code).day(line.on)) in text
            assert {o.code for o in year.objections if o.code not in text} == set()

    def test_the_point_in_time_stands_in_the_footer(
        self, told: tuple[str, Path]
    ) -> None:
        _, file = told
        stand = lively().stand
        pages = run("pdftotext", "-layout", file, "-").split("\f")[:-1]
        assert len(pages) > 6
        for page in pages:
            assert stand.root in squeezed(page)
            assert f"{stand.events}" in page
            assert "pd-grant-1" in page

    def test_it_is_tagged_and_has_a_title(self, told: tuple[str, Path]) -> None:
        _, file = told
        said = run("pdfinfo", file)
        assert "Tagged:          yes" in said
        assert "Title:           " in said

    def test_hostile_texts_stand_as_they_were_written(self, tmp_path: Path) -> None:
        file = tmp_path / "paper.pdf"
        file.write_bytes(paper(hostile(), language("nl"), log=LOG))
        text = squeezed(run("pdftotext", "-layout", file, "-"))
        for words in (HOSTILE[0], HOSTILE[2], HOSTILE[5]):
            assert squeezed(words)[:20] in text


def test_it_says_that_it_is_pdf_a_3a_and_ua_1() -> None:
    made = paper(lively(), language("nl"), log=LOG)
    for mark in (
        b"<pdfaid:part>3</pdfaid:part>",
        b"<pdfaid:conformance>A</pdfaid:conformance>",
        b"<pdfuaid:part>1</pdfuaid:part>",
    ):
        assert mark in made


def test_the_same_report_gives_the_same_bytes() -> None:
    one, other = (paper(lively(), language("fr"), log=LOG) for _ in range(2))
    assert one == other


@pytest.mark.needs("pdfdetach")
def test_the_log_is_attached_and_gives_the_root_on_the_paper(tmp_path: Path) -> None:
    path = tmp_path / "school.book"
    every_kind(path).close()
    with BookView(path) as view:
        report = gather(view, view.years, on=None, program=PROGRAM)
        log = b"".join(line + b"\n" for line in view.reader.lines(0, view.size))
    file, out = tmp_path / "paper.pdf", tmp_path / "log"
    file.write_bytes(paper(report, language("nl"), log=log))
    run("pdfdetach", "-save", "1", "-o", out, file)
    assert out.read_bytes() == log
    leaves = [leaf_hash(line) for line in out.read_bytes().splitlines()]
    root = roots_at([len(leaves)], leaves)[len(leaves)]
    assert b64encode(root).decode() == report.stand.root


@pytest.mark.needs("zbarimg", "pdftoppm")
def test_the_qr_code_is_the_checkpoint(tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(paper(lively(), language("nl"), log=LOG))
    pages = run("pdfinfo", file).split("Pages:")[1].split()[0]
    run("pdftoppm", "-r", "150", "-f", pages, "-png", file, tmp_path / "page")
    (picture,) = tmp_path.glob("page*.png")
    assert run("zbarimg", "--raw", "-q", picture).strip("\n") == (
        checkpoint_text(lively().stand).strip("\n")
    )


def test_only_a_year_that_owes_something_has_a_letter() -> None:
    owing = {
        year.year
        for year in lively().years
        if letter(year, lively().stand, language=language("en"))
    }
    assert owing == {
        y.year for y in lively().years if y.statement.refund_outstanding > 0
    }
    assert letter(hostile().years[0], hostile().stand, language=language("en")) is None
