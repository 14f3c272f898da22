"""A file is read in whole or not at all, and every faulty line is named at once."""

from __future__ import annotations

from tests.cli.importing.sheets import OTHER, ROW, sheet
from tests.cli.terminal import Terminal


def places(error: dict[str, object]) -> list[object]:
    faults = error["faults"]
    assert isinstance(faults, list)
    return [fault["place"] for fault in faults]


def test_a_faulty_file_leaves_the_book_as_it_was(book: Terminal) -> None:
    before = book.book
    sheet(book, ROW, {**OTHER, "amount": "1.280"}, {**ROW, "ref": "C"})
    error = book.refuses("import u.csv", code=2)
    assert error["kind"] == "faulty-lines"
    # The last row is well written, and claims the invoice of the first one.
    assert places(error) == ["u.csv:3 (Bedrag)", "u.csv:4"]
    assert book.book == before


def test_every_fault_of_every_line_is_named_with_its_column(book: Terminal) -> None:
    sheet(
        book,
        {**ROW, "on": "31/02/2025", "amount": "veel", "ref": "A 1"},
        {**OTHER, "on": "21/01/2026", "category": "Reizen naar de maan"},
        {**OTHER, "ref": "C", "invoice": "x", "document": "../geheim.pdf"},
        {**OTHER, "ref": "D", "invoice": "y", "paid_on": "morgen"},
        {**OTHER, "ref": "E", "on": "21/01/2026", "invoice": "z"},
    )
    assert places(book.refuses("import u.csv", code=2)) == [
        *("u.csv:2 (Nr)", "u.csv:2 (Datum)", "u.csv:2 (Bedrag)"),
        *("u.csv:3 (Categorie)", "u.csv:4 (Bewijsstuk)", "u.csv:5 (Betaald op)"),
        "u.csv:6",
    ]


def test_each_fault_says_what_was_expected_and_what_was_found(book: Terminal) -> None:
    sheet(book, {**ROW, "amount": "950,005"})
    (fault,) = book.refuses("import u.csv", code=2)["faults"]
    assert fault["expected"] == "an amount as 1234.50, 1234,50 or 1.234,50"
    assert fault["found"] == "950,005"


def test_what_names_a_faulty_row_is_not_faulty_for_that(book: Terminal) -> None:
    link = {"record": "link", "activity": "x", "relevance": "y"}
    book.journal(
        {"record": "expense", "ref": "A", "on": "2025-03-12", "amount": "1"},
        {**link, "ref": "A1", "expense": "A"},
        {"record": "unlink", "link": "A1"},
        {"record": "payment", "expense": "A", "on": "2025-03-12"},
        {**link, "expense": "Z"},
        {"record": "allocation", "year": 2025, "on": "2025-01-15", "amount": 5},
        {"record": "reversal", "of": "allocation-2025", "ground": "error"},
        {"record": "opening", "year": 2025, "on": "2027-01-15", "amount": "5"},
        {"record": "reversal", "of": "opening-2025", "ground": "error"},
        {"record": "close", "year": 2025, "carry_over": "100"},
    )
    assert places(book.refuses("import j.jsonl", code=2)) == [
        *("j.jsonl:1 (category)", "j.jsonl:1 (beneficiary)"),
        *("j.jsonl:5", "j.jsonl:6 (amount)", "j.jsonl:8"),
    ]


def test_several_files_are_one_import(book: Terminal) -> None:
    before = book.book
    sheet(book, ROW, {**OTHER, "amount": "x"})
    book.journal(
        {"record": "payment", "expense": "B", "on": "2025-04-22"},
        {"record": "payment", "expense": "A", "on": "2025-04-22", "amount": "x"},
    )
    error = book.refuses("import u.csv j.jsonl", code=2)
    assert places(error) == ["j.jsonl:2 (amount)", "u.csv:3 (Bedrag)"]
    assert book.book == before
    sheet(book, ROW, OTHER)
    book.journal({"record": "payment", "expense": "B", "on": "2025-04-22"})
    told = book.does("import u.csv j.jsonl --json").json
    assert (told["new"], told["events"]) == (3, 9)
    assert book.refuses("import u.csv gone.jsonl", code=3)["place"] == "gone.jsonl"


def test_a_dry_run_shows_what_would_be_recorded_and_keeps_nothing(
    book: Terminal,
) -> None:
    before = book.book
    sheet(book, ROW)
    told = book.does("import u.csv --dry-run --json").json
    assert (told["dry_run"], told["new"], told["events"]) == (True, 1, 6)
    assert [each["type"].partition("/")[0] for each in told["recorded"]] == [
        *("year-opened", "expense-recorded", "link-recorded", "payment-recorded"),
        *("document-attached", "file-imported"),
    ]
    assert book.book == before
    assert told["recorded"] == book.does("import u.csv --json").json["recorded"]


def test_what_is_recorded_from_a_file_is_marked(book: Terminal) -> None:
    sheet(book, ROW)
    book.does("import u.csv")
    history = book.does("show history --json").json["history"]
    marks = [line["imported"] for line in history]
    assert marks == [False] * 3 + [True] * 5 + [False]
    assert "u.csv" in history[-1]["text"]


def test_files_that_are_none_are_refused(book: Terminal) -> None:
    before = book.book
    for name, code in (("u.ods", 2), ("u.xlsx", 3), ("u.pdf", 2), ("nothing", 2)):
        book.writes(name, "x")
        assert book.refuses(f"import {name}", code=code)["place"], name
    (book.folder / "folder.csv").mkdir()
    assert "is not a file" in book.refuses("import folder.csv", code=2)["message"]
    assert book.refuses("import u.csv --columns gone.toml", code=3)
    assert book.book == before


def test_a_file_whose_name_no_encoding_has_is_read(book: Terminal) -> None:
    sheet(book, ROW, name="u\udcff\x1b[2J.csv")
    answer = book.does("import --json", "u\udcff\x1b[2J.csv")
    assert answer.json["new"] == 1
    assert "\x1b" not in book.does("show history").out


def test_an_empty_file_records_nothing(book: Terminal) -> None:
    before = book.book
    book.writes("leeg.jsonl", "\n\n")
    assert book.does("import leeg.jsonl --json").json["events"] == 0
    sheet(book)
    assert book.does("import u.csv --json").json["events"] == 0
    assert book.book == before


def test_cells_that_cannot_be_read_do_not_hide_the_values_of_others(
    terminal: Terminal,
) -> None:
    terminal.does("init zon --school 030569 --level primary --no-key")
    terminal.writes(
        "f.csv",
        "Nr;Datum;Bedrag;Categorie;Voor wie\n"
        "1;12/03/2025;1.234;travel;team\n"
        "2;12/03/2025;5,00;travel;team;te veel\n"
        "3;12/03/2025;5,00;travl;team\n"
        "4;12/03/2025;#####;travel;team\n",
    )
    faults = terminal.refuses("import f.csv", code=2)["faults"]
    assert [fault["place"] for fault in faults] == [
        "f.csv:2 (Bedrag)",
        "f.csv:3",
        "f.csv:4",
        "f.csv:5 (Bedrag)",
    ]
