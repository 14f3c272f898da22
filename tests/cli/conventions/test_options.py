"""The options that every command has, and where the book comes from."""

from __future__ import annotations

import pytest

from ledger.rules import shipped
from tests.cli.terminal import INIT, Terminal

ALLOCATION = "record allocation --year 2025 --on 2025-01-15 --amount 5156.77"


@pytest.mark.parametrize(
    "command",
    [
        "--book zon.book --json show --lang nl balance",
        "show balance --book zon.book --json",
        "show -b zon.book balance --json",
        "-b zon.book show --json balance --no-input",
    ],
)
def test_common_options_stand_before_or_after(book: Terminal, command: str) -> None:
    book.does(ALLOCATION)
    book.writes("other.book", "no book")
    assert book.does(command).json["allocated"] == 515_677


class TestTheBook:
    def test_is_the_only_one_in_the_folder(self, book: Terminal) -> None:
        assert book.events() == 3

    def test_is_missed_where_there_is_none(self, terminal: Terminal) -> None:
        error = terminal.refuses("show history", code=2)
        assert "there is none in this folder" in error["message"]
        assert "verantwoord init" in error["next"]

    def test_is_named_where_there_are_several(self, book: Terminal) -> None:
        book.does(INIT.replace("zon", "maan"))
        error = book.refuses("show history", code=2)
        assert error["found"] == "maan.book, zon.book"
        assert error["next"] == "name it: --book maan.book"

    def test_comes_from_the_environment(self, book: Terminal) -> None:
        book.does(INIT.replace("zon", "maan"))
        book.does(
            "--book maan.book record opening --year 2025 --on 2025-01-10 --amount 1"
        )
        book.sets(book="maan.book")
        assert book.events() == 5
        assert book.does("--book zon.book show history --json").json["events"] == 3

    def test_in_an_empty_variable_is_none(self, book: Terminal) -> None:
        book.sets(book="")
        assert book.events() == 3

    def test_is_not_asked_for_where_it_is_not_needed(self, terminal: Terminal) -> None:
        for command in ("--help", "--version", "record expense --help", "show --help"):
            assert terminal.does(command).out


def test_without_a_command_the_help_is_shown(terminal: Terminal) -> None:
    assert terminal.does("").out.startswith("Usage: verantwoord")
    assert "Usage: verantwoord show" in terminal.does("show").out


class TestLanguages:
    @pytest.mark.parametrize(
        ("lang", "amount", "day"),
        [
            ("en", "5,156.77", "2025-02-28"),
            ("nl", "5.156,77", "28/02/2025"),
            ("fr", "5\u202f156,77", "28/02/2025"),
        ],
    )
    def test_write_amounts_and_dates(
        self, book: Terminal, *, lang: str, amount: str, day: str
    ) -> None:
        book.does(ALLOCATION)
        said = book.does(f"show balance --year 2025 --lang {lang}").out
        assert amount in said
        assert day in said

    def test_come_from_the_environment(self, book: Terminal) -> None:
        book.does(ALLOCATION)
        book.patch.setenv("LANG", "fr_BE.UTF-8")
        assert "28/02/2025" in book.does("show balance").out
        book.patch.setenv("LC_ALL", "nl_BE.UTF-8")
        assert "5.156,77" in book.does("show balance").out
        assert "5,156.77" in book.does("show balance --lang en").out

    def test_are_english_where_nothing_is_known(self, book: Terminal) -> None:
        book.does(ALLOCATION)
        for name in ("C", "", "de_BE", "x"):
            book.patch.setenv("LANG", name)
            assert "5,156.77" in book.does("show balance").out

    def test_are_a_closed_list(self, book: Terminal) -> None:
        assert (
            "invalid value" in book.refuses("show balance --lang de", code=2)["message"]
        )

    def test_do_not_change_a_document(self, book: Terminal) -> None:
        book.does(ALLOCATION)
        shown = [
            book.does(f"show balance --json --lang {lang}").out for lang in ("nl", "en")
        ]
        assert shown[0] == shown[1]


def test_nothing_is_coloured(book: Terminal) -> None:
    book.does(ALLOCATION)
    for command in ("show balance", "check", "show history", "--help"):
        for value in ("1", ""):
            book.patch.setenv("NO_COLOR", value)
            answer = book(command)
            assert "\x1b" not in answer.out + answer.err


def test_amounts_and_dates_are_read_as_people_write_them(book: Terminal) -> None:
    for amount in ("5156.77", "5156,77", "5.156,77", "5,156.77", "€ 5 156,77"):
        for day in ("2025-01-15", "15/01/2025", "15/1/2025"):
            (told,) = book.does(
                "record allocation --year 2025 --dry-run --json",
                *("--on", day, "--amount", amount),
            ).json["recorded"][1:]
            assert (told["amount"], told["on"]) == (515_677, "2025-01-15")


def test_a_school_number_is_padded_and_that_is_said(terminal: Terminal) -> None:
    answer = terminal.does(INIT.replace("030569", "30569"))
    assert "padded to 030569" in answer.err
    said = terminal.does("record school-end --on 2026-01-19 --into 570 --dry-run").err
    assert said == "the school number was padded to 000570\n"
    assert "padded" not in terminal.does("record school --number 030571 --dry-run").err


def test_the_point_in_time_is_said_on_every_view(book: Terminal) -> None:
    book.does(ALLOCATION)
    for view in ("balance", "tranches", "expenses", "reserve", "refund", "history"):
        said = book.does(f"show {view} --on 2025-06-30 --known-at '#4'").out.split()
        told = " ".join(said)
        assert "on 2025-06-30, known at #4: 4 events, root" in told


def test_figures_under_another_rule_set(book: Terminal) -> None:
    book.does(ALLOCATION)
    rules = shipped("pd-grant-1")
    assert rules
    other = rules.source.decode().replace("percent = 50", "percent = 10")
    book.writes("other.toml", other)
    limit = book.does("show balance --rules other.toml --json").json["reserve_limit"]
    assert limit == 51_567
    book.writes("none.toml", "x = 1")
    assert (
        book.refuses("show balance --rules none.toml", code=2)["place"] == "none.toml"
    )
    assert book.refuses("show balance --rules gone.toml", code=3)
