"""Who records: known by name or by code, and marked in every event."""

from __future__ import annotations

import pytest

from tests.cli.terminal import Terminal

FACT = "record school --name Zon --json"


def by(terminal: Terminal) -> str:
    (told,) = terminal.does(FACT).json["recorded"]
    event = terminal.does(f"show event '#{told['number']}' --json").json
    who: str = event["leaf"]["by"]
    return who


def test_people_are_added_leave_and_are_listed(book: Terminal) -> None:
    book.does("user add 'Karim Benali' --role head")
    book.does("user add 'Els Peeters'")
    book.does("user leave u3")
    assert book.does("user list").out.splitlines() == [
        "u1  bookkeeper  an",
        "u2  head  Karim Benali",
        "u3  bookkeeper  Els Peeters  (left)",
    ]
    users = book.does("user list --json").json["users"]
    assert users[1] == {
        "code": "u2",
        "name": "Karim Benali",
        "role": "head",
        "left": False,
    }


@pytest.mark.parametrize("name", ["u2", "Karim Benali", " karim  BENALI"])
def test_one_is_known_by_code_or_by_name(book: Terminal, name: str) -> None:
    book.does("user add 'Karim Benali'")
    assert by(book) == "u1"
    book.sets(user=name)
    assert by(book) == "u2"


def test_the_name_of_the_system_serves_where_no_other_is_given(book: Terminal) -> None:
    book.patch.delenv("VERANTWOORD_USER")
    book.patch.setenv("LOGNAME", "an")
    assert by(book) == "u1"


def test_somebody_unknown_or_gone_records_nothing(book: Terminal) -> None:
    book.does("user add 'Karim Benali'")
    book.does("user leave u2")
    before = book.book
    for name in ("Jan Janssens", "u9", "u2", "Karim Benali"):
        book.sets(user=name)
        error = book.refuses("record school --name Zon", code=2)
        assert error["expected"] == "an (u1)"
        assert error["found"] == name
    assert error["next"] == "VERANTWOORD_USER=u1 verantwoord user add 'Karim Benali'"
    assert book.book == before


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("user leave u1", 1, "u1 is the last one who may record"),
        ("user leave u7", 1, "u7"),
        ("user leave jan", 2, "'jan' does not fit"),
        ("user add ''", 2, "the text is empty"),
        ("user add Jan --role boss", 2, "none of the words"),
    ],
)
def test_what_cannot_be_is_refused(
    book: Terminal, *, command: str, code: int, said: str
) -> None:
    before = book.book
    assert said in book.refuses(command, code=code)["message"]
    assert book.book == before


class TestAnId:
    SAME = "record school --name Zon --json --id"

    def test_makes_sending_twice_harmless(self, book: Terminal) -> None:
        for name in ("17", "0123456789abcdef0123456789abcdef", "é"):
            first = book.does(self.SAME, name).json
            before = book.book
            again = book.does(self.SAME, name).json
            assert again == {**first, "repeated": True}
            assert book.book == before
        assert "nothing new" in book.does("record school --name Zon --id 17").out

    def test_is_of_one_command_only(self, book: Terminal) -> None:
        book.does(self.SAME, "17")
        error = book.refuses("record school --name Maan --id 17", code=1)
        assert "was used for another command" in error["message"]
