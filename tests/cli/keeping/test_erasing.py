"""`erase` and `export --redact`, as somebody at a terminal meets them."""

from __future__ import annotations

import pytest

from tests.cli.terminal import INIT, Terminal

NAME = "Marieke van den Uilenboom"
SPENT = (
    "record expense --ref A --on 2025-03-12 --amount 950.00 --category"
    " study-day-expert --beneficiary team --invoice 17 --supplier"
)
JOURNAL = (
    '{"record":"expense","ref":"B","on":"2025-03-12","amount":"95.00",'
    '"category":"travel","beneficiary":"team","supplier":"Uilenboom"}\n'
    '{"record":"expense","on":"2025-03-13","amount":"96.00",'
    '"category":"travel","beneficiary":"team","supplier":"Uilenboom"}\n'
)


@pytest.fixture
def book(terminal: Terminal) -> Terminal:
    terminal.does(INIT)
    terminal.does(SPENT, NAME)
    return terminal


def test_nobody_erases_without_saying_so(book: Terminal) -> None:
    error = book.refuses("erase A --value supplier --ground request", code=2)
    assert error["expected"] == "--yes"
    assert NAME in book.does("show event A").out


def test_at_a_terminal_one_is_asked(book: Terminal) -> None:
    book.typing("n")
    assert book("erase A --value supplier --ground request").code != 0
    assert NAME in book.does("show event A").out
    book.typing("y")
    answer = book.does("erase A --value supplier --ground request")
    assert "Erase supplier of #5? It cannot be brought back." in answer.err
    assert answer.out.startswith("erased: supplier of #5; recorded as #6\n")


def test_what_is_not_there_is_not_asked_about(book: Terminal) -> None:
    book.typing("y")
    answer = book("erase A --value suplier --ground request")
    assert answer.code == 1
    assert "one of description, duplicate_reason" in answer.err


def test_a_dry_run_says_what_would_go(book: Terminal) -> None:
    said = book.does("erase A --all --ground order --dry-run --json").json
    assert (said["dry_run"], said["of"], said["number"]) == (True, 5, 6)
    assert "supplier" in said["slots"]
    assert NAME in book.does("show event A").out


def test_something_has_to_be_named(book: Terminal) -> None:
    error = book.refuses("erase A --ground request --yes", code=2)
    assert error["expected"] == "--value SLOT, --document or --all"


def test_what_shows_the_fact_says_that_it_was_erased(book: Terminal) -> None:
    book.does("erase A --all --ground request --yes --reason brief")
    assert "supplier (sealed): erased, by #6" in book.does("show event A").out
    assert book.does("show event A --json").json["erased_by"]["supplier"] == 6
    history = " ".join(book.does("show history").out.split())
    assert NAME not in history
    assert "erased of #5: description, duplicate_reason, invoice" in history
    book.does("show expenses")
    assert book("check").code == 1
    assert book.does("verify zon.book").code == 0
    book.does("upgrade --help")
    book.does("backup copy.book")
    assert NAME.encode() not in (book.folder / "copy.book").read_bytes()


def test_a_user_whose_name_is_erased_goes_by_the_code(book: Terminal) -> None:
    book.does("erase #2 --all --ground request --yes")
    assert "u1  bookkeeper  (erased)" in book.does("user list").out
    error = book.refuses("user add Jan", code=2)
    assert error["expected"] == "erased (u1)"
    book.sets(user="u1")
    book.does("user add Jan")


def test_the_same_file_again_enters_nothing_again(book: Terminal) -> None:
    book.writes("a.jsonl", JOURNAL)
    book.does("import a.jsonl")
    for fact in ("B", "#7"):
        book.does(f"erase {fact} --value supplier --ground request --yes")
    again = book.does("import a.jsonl").out
    assert again == "0 new, 2 the same, 0 changed; 0 events recorded\n"


def test_a_fact_of_which_something_was_erased_is_not_recorded_anew(
    book: Terminal,
) -> None:
    book.writes("a.jsonl", JOURNAL)
    book.does("import a.jsonl")
    book.does("erase B --value supplier --ground request --yes")
    book.writes("a.jsonl", JOURNAL.replace("95.00", "94.00"))
    answer = book("import a.jsonl --correct")
    assert answer.code != 0
    assert "the supplier of #6 was erased: it is not recorded anew" in answer.err
    changed = book("import a.jsonl")
    assert "94" in changed.err
    assert "Uilenboom" not in changed.err


def test_an_unknown_field_names_the_nearest(book: Terminal) -> None:
    error = book.refuses("export a.zip --redact suplier", code=2)
    assert error["message"] == "no event has a sealed field 'suplier'"
    assert error["expected"].startswith("supplier")
    assert not (book.folder / "a.zip").exists()


def test_a_redacted_bundle_is_for_who_allows_it(book: Terminal) -> None:
    book.does("export a.zip --redact names --redact invoice")
    refused = book("verify a.zip --json")
    assert (refused.code, refused.json["lacking"]["expense-recorded/1.invoice"]) == (
        18,
        1,
    )
    assert book("verify a.zip --allow-redacted-field names").code == 18
    told = book.does("verify a.zip --allow-redacted").out
    assert "supplier of 1 expense" in told.replace("\n  ", " ")
    field = "--allow-redacted-field"
    book.does(f"verify a.zip {field} names {field} expense-recorded.invoice")
    book.refuses(f"verify a.zip {field} nonsense", code=2)
