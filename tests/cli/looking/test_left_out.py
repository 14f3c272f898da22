"""A redacted bundle on the screen: what is there, and that the rest was left out."""

from __future__ import annotations

import pytest

from tests.cli.looking.test_refusing import LOOKING
from tests.cli.terminal import Terminal


@pytest.fixture
def redacted(school: Terminal) -> Terminal:
    school.does("erase 24-01 --value supplier --ground request --yes")
    school.does("export kort.zip --redact names")
    school.sets(book="kort.zip")
    return school


def test_figures_and_amounts_are_there(redacted: Terminal) -> None:
    for command in (
        *("show balance --year 2024", "show reserve", "show refund", "status"),
        "explain funds --year 2025",
    ):
        whole = redacted.does(f"{command} --json --book zon.book").json
        assert redacted.does(f"{command} --json").json == whole
    whole = redacted.does("show expenses --book zon.book").out
    assert redacted.does("show expenses").out.startswith(whole)


def test_what_is_left_out_is_said_to_be(redacted: Terminal) -> None:
    said = redacted.does("show event A").out
    assert "  supplier (sealed): left out of the bundle\n" in said
    said = redacted.does("show event '#122'").out
    assert "  content of the document: left out of the bundle\n" in said
    said = redacted.does("show document A").out
    assert said.count("(left out)") == 3
    assert "(erased)" not in said
    assert "invoice, (left out)" in redacted.does("explain spent --year 2025").out
    assert "approval: (left out)" in redacted.does("show plan --year 2025").out
    assert "u1  bookkeeper  (left out)" in redacted.does("user list").out


def test_what_is_erased_is_said_to_be(redacted: Terminal) -> None:
    said = redacted.does("show event 24-01").out
    assert "  supplier (sealed): erased, by #138\n" in said
    assert "  supplier_iban (sealed): left out of the bundle\n" in said
    made = redacted.does("show event 24-01 --json").json
    assert made["erased_by"] == {"supplier": 138}
    assert made["left_out"] == ["supplier_iban", "supplier_number"]


def test_a_document_that_is_not_there_is_not_written(redacted: Terminal) -> None:
    error = redacted.refuses("show document '#122' --save x.pdf", code=2)
    assert error["message"] == "the bundle leaves documents out"
    assert not (redacted.folder / "x.pdf").exists()


def test_the_last_lines_say_where_all_of_it_is_told(redacted: Terminal) -> None:
    assert redacted.does("status").out.endswith(
        "from a bundle whose log holds, grade CONSISTENT; whether it is the school's:\n"
        "  verantwoord verify kort.zip --key KEY\n"
        "it leaves values out; which ones:\n"
        "  verantwoord verify kort.zip --allow-redacted\n"
    )


def test_all_of_it_can_be_looked_at(redacted: Terminal) -> None:
    redacted.does("export niets.zip --redact all --book zon.book")
    for command in LOOKING:
        answer = redacted(f"{command} --book niets.zip")
        assert answer.code == (1 if command == "check" else 0), answer


def test_two_redacted_bundles_are_compared(school: Terminal) -> None:
    school.does("export oud.zip --redact names")
    school.does("record link --expense C --activity x --relevance y")
    school.does("export nieuw.zip --redact names")
    made = school.does("diff oud.zip nieuw.zip --json").json
    assert [each["number"] for each in made["came"]] == [138]
