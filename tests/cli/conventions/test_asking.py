"""Where somebody sits at the terminal, what is missing is asked for."""

from __future__ import annotations

import pytest

from cli.intake.wishes import KINDS
from tests.cli.terminal import Terminal

ALLOCATION = "record allocation --year 2025"


def amounts(terminal: Terminal) -> list[int]:
    history = terminal.does("show history --json").json["history"]
    return [line["amount"] for line in history if line["amount"] is not None]


def test_what_is_missing_is_asked_and_the_whole_entry_is_shown(book: Terminal) -> None:
    book.typing("15/01/2025", "5.156,77", "y")
    answer = book.does(ALLOCATION)
    assert "on (The day, as 2025-03-31 or 31/03/2025):" in answer.err
    assert "amount (In euros, as 1234,50):" in answer.err
    shown = "  year: 2025\n  on: 15/01/2025\n  amount: 5.156,77\nRecord this? [Y/n]:"
    assert shown in answer.err
    assert "Record" not in answer.out
    assert amounts(book) == [515_677]


def test_the_sign_for_back_goes_back(book: Terminal) -> None:
    book.typing("14/01/2025", "<", "15/01/2025", "5156,77", "")
    answer = book.does(ALLOCATION)
    assert "  on: 15/01/2025\n" in answer.err
    book.typing("<", "<", "tranche-2025-1", "2025-06-01", "y")
    assert book("record unlink").code == 1


def test_no_records_nothing(book: Terminal) -> None:
    before = book.book
    book.typing("15/01/2025", "5.156,77", "n")
    answer = book(ALLOCATION)
    assert answer.code == 2
    assert answer.err.endswith("nothing was recorded\n")
    assert "error" not in answer.err
    assert "interrupted" not in answer.err
    assert book.book == before


def test_leaving_in_the_middle_records_nothing(book: Terminal) -> None:
    before = book.book
    book.typing("15/01/2025")
    assert book(ALLOCATION).code == 2
    assert book.book == before


def test_a_wrong_answer_is_asked_again_at_once(book: Terminal) -> None:
    book.typing("31/02/2025", "15/01/2025", "1.234", "1234", "y")
    said = book.does(ALLOCATION).err
    assert "'31/02/2025' is not a date that exists; expected a date as" in said
    assert "'1.234' is ambiguous: write 1234,00 or 1.23; expected an amount" in said
    assert amounts(book) == [123_400]


def test_a_word_of_a_list_is_asked_with_the_list(book: Terminal) -> None:
    expense = ["12/03/2025", "46,20", "trein", "travel", "iedereen", "team", "y"]
    book.typing(*expense)
    said = book.does("record expense").err
    assert "category (What it was spent on: external-training, study-day" in said
    assert said.count("that is none of them; expected") == 2


def test_a_plan_is_asked_initiative_by_initiative(book: Terminal) -> None:
    lines = ["P1", "ref=P1; name=Rekenen; kind=cursus", "ref=P1; name=Rekenen"]
    book.typing("2024-2025", "01/10/2024", *lines, "ref=P2; planned=5,00", "", "y")
    said = book.does("record plan").err
    assert "'P1' does not describe an initiative" in said
    assert "initiative 'P1', kind: 'cursus' is none of the words" in said
    assert "  initiatives: ref=P1; name=Rekenen | ref=P2; planned=5,00\n" in said
    event = book.does("show event plan-2024-2025 --json").json["leaf"]["event"]
    assert [each["ref"] for each in event["initiatives"]] == ["P1", "P2"]


def test_a_document_is_asked_for_by_its_path(book: Terminal) -> None:
    book.does("record allocation --year 2025 --on 2025-01-15 --amount 1")
    book.writes("brief.pdf", "%PDF-1.7")
    book.typing("#0", "allocation-2025", "allocation-letter", "brief.pdf", "y")
    said = book.does("record document").err
    assert "this names no fact; expected the ref of a fact" in said
    assert book.does("show document allocation-2025 --json").json["documents"]


def test_nothing_is_asked_where_all_is_given(book: Terminal) -> None:
    book.typing()
    assert book.does(f"{ALLOCATION} --on 2025-01-15 --amount 1").err == ""


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_asked_without_a_terminal(book: Terminal, kind: str) -> None:
    before = book.book
    asked = [book(f"record {kind}")]
    book.typing("x")
    asked += [book(f"record {kind} --no-input"), book(f"--json record {kind}")]
    for answer in asked:
        assert (answer.code, answer.err.count("(")) in ((2, 0), (1, 0), (0, 0))
    assert book.book == before or kind == "school"


@pytest.mark.parametrize("silence", ["--no-input", "--json"])
def test_other_commands_ask_nothing_either(terminal: Terminal, *, silence: str) -> None:
    terminal.typing("030569", "primary", "geheim", "geheim")
    error = terminal(f"init zon {silence}")
    assert error.code == 2
    assert "--school is missing" in error.out + error.err
    terminal.does(f"init zon --school 030569 --level primary {silence}")
    assert not (terminal.folder / "zon.key").exists()
    terminal.sets(passphrase="geheim")
    terminal.does("init maan --school 030569 --level primary")
    terminal.patch.delenv("VERANTWOORD_PASSPHRASE")
    assert terminal(f"-b maan.book export m.zip {silence}").code == 3


def test_a_stdin_that_is_closed_is_no_terminal(book: Terminal) -> None:
    book.patch.setattr("sys.stdin", None)
    assert "--amount" in str(book.refuses(f"{ALLOCATION} --on 2025-01-15", code=2))
