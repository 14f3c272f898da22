"""Each code objects to its example as docs/checks.md says, to the letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from projections.checks import CATALOGUE, Objection
from tests.projections.checks_page import PAGE, page, section
from tests.projections.objectionable import EXAMPLES, objections_to


def example(code: str, folder: Path) -> Objection:
    folder.mkdir(exist_ok=True)
    (made,) = [o for o in objections_to(EXAMPLES[code], folder) if o.code == code]
    return made


@pytest.mark.parametrize("code", CATALOGUE)
def test_a_code_objects_to_its_example_as_the_page_says(
    code: str, *, tmp_path: Path, accept: bool
) -> None:
    if not accept:
        assert section(code, example(code, tmp_path)) in PAGE.read_text("utf-8")


def test_the_page_is_what_the_program_says(tmp_path: Path, *, accept: bool) -> None:
    made = page({code: example(code, tmp_path / code) for code in CATALOGUE})
    if accept:
        PAGE.write_text(made, encoding="utf-8")
    assert PAGE.read_text("utf-8") == made


def test_every_code_has_an_example_in_the_order_of_the_catalogue() -> None:
    assert list(EXAMPLES) == list(CATALOGUE)
