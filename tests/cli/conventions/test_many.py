"""Many at once: links by a condition, documents by the number in their name."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.terminal import Terminal

WHY = "--activity Werkmoment --relevance Besproken"
EXPENSES = [
    ("A", "950.00", "study-day-expert", "P1", "2025-17"),
    ("B", "46.20", "travel", "P1", "2025-171"),
    ("C", "12.00", "travel", "P2", "9"),
    ("D", "13.00", "other", None, "9"),
]


@pytest.fixture
def spent(book: Terminal) -> Terminal:
    """Four expenses of two initiatives, two of which have the same invoice number."""
    fixed = {"record": "expense", "on": "2025-03-12", "beneficiary": "team"}
    book.journal(
        *(
            {
                **fixed,
                "ref": ref,
                "amount": amount,
                "category": category,
                "initiative": initiative,
                "invoice": invoice,
                "supplier": f"Firma {ref}",
            }
            for ref, amount, category, initiative, invoice in EXPENSES
        )
    )
    book.does("import j.jsonl")
    return book


def linked(terminal: Terminal, where: str) -> list[str]:
    recorded = terminal.does(f"record link {where} {WHY} --json").json["recorded"]
    return [told["ref"].partition(".")[0] for told in recorded]


@pytest.mark.parametrize(
    ("where", "refs"),
    [
        ("initiative=P1", ["A", "B"]),
        ("category=travel", ["B", "C"]),
        ("supplier='Firma D'", ["D"]),
        ("amount=46,20", ["B"]),
        ("on=12/03/2025", ["A", "B", "C", "D"]),
        ("year=2025", ["A", "B", "C", "D"]),
        ("initiative=P9", []),
        ("initiative=P1 --where category=travel", ["B"]),
    ],
)
def test_every_expense_that_fits_is_linked(
    spent: Terminal, *, where: str, refs: list[str]
) -> None:
    before = spent.book
    assert linked(spent, f"--where {where} --dry-run") == refs
    assert spent.book == before
    assert linked(spent, f"--where {where}") == refs
    assert linked(spent, f"--where {where}") == []


def test_what_is_linked_in_part_is_linked_for_the_rest(spent: Terminal) -> None:
    spent.does(f"record link --expense A --amount 900 {WHY}")
    told = spent.does(f"record link --where initiative=P1 {WHY} --json").json[
        "recorded"
    ]
    assert [each["amount"] for each in told] == [5_000, 4_620]


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("P1", "'P1' is no condition"),
        ("initiatief=P1", "is no condition"),
        ("activity=x", "is no condition"),
        ("amount=1.234", "ambiguous"),
        ("on=gisteren", "not a date that exists"),
    ],
)
def test_a_condition_that_is_none_is_refused(
    spent: Terminal, where: str, said: str
) -> None:
    error = spent.refuses(f"record link --where {where} {WHY}", code=2)
    assert said in error["message"]
    assert error["place"] == "--where"


def test_what_goes_with_one_fact_only_is_refused(spent: Terminal) -> None:
    where = f"record link --where initiative=P1 {WHY}"
    assert spent.refuses(f"{where} --expense A", code=2)["place"] == "--where"
    assert spent.refuses(f"{where} --id 17", code=2)["place"] == "--id"
    error = spent.refuses("record link --where initiative=P1", code=2)
    assert [fault["place"] for fault in error["faults"]] == [
        "--activity",
        "--relevance",
    ]


class TestAFolder:
    def attach(self, spent: Terminal, rest: str = "") -> tuple[list[Any], str]:
        answer = spent.does(f"record document --folder scans {rest} --json")
        return answer.json["recorded"], answer.err

    def test_is_matched_by_the_longest_number(self, spent: Terminal) -> None:
        for name in ("Factuur 2025-17.pdf", "2025_171 trein.pdf", "0.pdf", ".DS_Store"):
            spent.writes(f"scans/{name}", f"%PDF-1.7 {name}")
        recorded, said = self.attach(spent)
        assert len(recorded) == 2
        assert said == "0.pdf: no expense has its invoice number; left out\n"
        for ref, name in (("A", "Factuur 2025-17.pdf"), ("B", "2025_171 trein.pdf")):
            (document,) = spent.does(f"show document {ref} --json").json["documents"]
            assert (document["name"], document["kind"]) == (name, "invoice")

    def test_is_attached_once(self, spent: Terminal) -> None:
        spent.writes("scans/2025-17.pdf", "%PDF-1.7")
        assert len(self.attach(spent, "--dry-run")[0]) == 1
        assert len(self.attach(spent)[0]) == 1
        before = spent.book
        assert self.attach(spent) == ([], "nothing fits; nothing was recorded\n")
        assert len(self.attach(spent, "--kind payment")[0]) == 1
        assert spent.book != before

    def test_leaves_out_what_could_be_of_two(self, spent: Terminal) -> None:
        spent.writes("scans/9.pdf", "%PDF-1.7")
        said = "9.pdf: several expenses have its invoice number; left out\n"
        assert self.attach(spent) == ([], f"{said}nothing fits; nothing was recorded\n")

    def test_is_attached_whole_or_not_at_all(self, spent: Terminal) -> None:
        before = spent.book
        spent.writes("scans/2025-17.pdf", "%PDF-1.7")
        spent.writes("scans/2025-171.pdf", "")
        error = spent.refuses("record document --folder scans", code=2)
        assert error["message"] == "2025-171.pdf is empty"
        assert spent.book == before

    def test_that_is_none_is_refused(self, spent: Terminal) -> None:
        assert spent.refuses("record document --folder gone", code=3)["place"] == "gone"
        (spent.folder / "empty").mkdir()
        error = spent.refuses("record document --folder empty", code=2)
        assert error["message"] == "empty holds no files"
