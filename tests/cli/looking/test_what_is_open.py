"""What of a year is not in order, and a fact that has no document."""

from __future__ import annotations

import pytest

from tests.cli.terminal import Terminal


@pytest.mark.parametrize("year", [2024, 2025])
def test_what_is_open_is_what_lacks_something(school: Terminal, year: int) -> None:
    every = school.does(f"show expenses --year {year} --json").json["expenses"]
    left = school.does(f"show expenses --year {year} --open --json").json["expenses"]
    assert 0 < len(left) < len(every)
    for line in every:
        settled = line["state"] in {"justified", "reversed"} and not line["missing"]
        assert (line in left) != settled


def test_the_document_of_a_fact_that_has_none(school: Terminal) -> None:
    asked = "show document '#22' --lang en"
    assert school.does(asked).out == "#22 has no document\n"
    answer = school(f"{asked} --save factuur.pdf")
    assert answer.code == 2
    assert answer.err == (
        "error: #22 has no document\n"
        "  expected: a fact with a document, or the number of one\n"
    )
