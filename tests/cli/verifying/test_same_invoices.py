"""One invoice in two schools: found where both tell it, else counted."""

from __future__ import annotations

import pytest

from fixtures.stories import told
from ledger.commands import ReverseFact
from tests.cli.terminal import Terminal
from tests.cli.verifying.grouped import BUS, bundle, group_of, spent, twice

PLACES = [
    {
        "file": "030569.zip",
        "school": "030569",
        "event": 5,
        "ref": "A",
        "amount": 21_000,
        "part": None,
    },
    {
        "file": "111111.zip",
        "school": "111111",
        "event": 5,
        "ref": "B",
        "amount": 18_000,
        "part": None,
    },
]


def test_it_is_told_with_both_places(terminal: Terminal) -> None:
    found = twice(terminal)
    assert found["same_invoices"] == [
        {
            "supplier": "de bus nv",
            "invoice": "f 77",
            "amount": 39_000,
            "shared": False,
            "places": PLACES,
        }
    ]
    assert (found["ok"], found["code"]) == (False, 1)
    assert [each["code"] for each in found["bundles"]] == [0, 0]


def test_on_the_screen_each_place_is_a_row(terminal: Terminal) -> None:
    twice(terminal)
    answer = terminal("verify 030569.zip 111111.zip")
    rows = [" ".join(line.split()) for line in answer.out.splitlines()]
    assert "030569.zip 030569 #5 A 210.00" in rows
    assert "111111.zip 111111 #5 B 180.00" in rows
    assert answer.code == 1


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "claimed by more than one school, for 390.00 in all"),
        ("nl", "door meer dan één school ingebracht, samen voor 390,00"),
        ("fr", "comptée par plus d’une école, pour 390,00 au total"),
    ],
)
def test_it_is_told_in_the_language_on_eighty_columns(
    terminal: Terminal, lang: str, said: str
) -> None:
    twice(terminal)
    out = terminal(f"verify 030569.zip 111111.zip --lang {lang}").out
    assert said in " ".join(out.split())
    assert [line for line in out.splitlines() if len(line) > 80] == []


def test_spelling_does_not_hide_it(terminal: Terminal) -> None:
    found = twice(terminal, supplier="de  BUS nv", invoice="f  77", part=2)
    assert len(found["same_invoices"]) == 1


@pytest.mark.parametrize(
    "other", [{"invoice": "F 78"}, {"supplier": "De Tram NV"}, {"invoice": None}]
)
def test_another_invoice_is_none(terminal: Terminal, other: dict[str, str]) -> None:
    found = twice(terminal, **other)
    assert (found["same_invoices"], found["code"]) == ([], 0)


def test_that_nothing_was_found_is_said(terminal: Terminal) -> None:
    twice(terminal, invoice="F 78")
    said = terminal.does("verify 030569.zip 111111.zip").out
    assert "2 invoices of 2 schools were compared: no two schools" in said


def test_what_both_say_they_share_is_no_fault(terminal: Terminal) -> None:
    shares = {"030569": ("111111",), "111111": ("030569",)}
    for total, (shared, code) in {39_000: (True, 0), 38_999: (False, 1)}.items():
        for school, others in shares.items():
            amount = 21_000 if school == "030569" else 18_000
            given = {**BUS, "shared_with": others, "invoice_total": total}
            (terminal.folder / f"{school}.zip").unlink(missing_ok=True)
            bundle(terminal.folder, school, wishes=[spent("A", amount, **given)])
        answer = terminal("verify 030569.zip 111111.zip --no-memory --json")
        assert [x["shared"] for x in answer.json["same_invoices"]] == [shared]
        assert answer.code == code


def test_what_one_alone_calls_shared_is_found(terminal: Terminal) -> None:
    found = twice(terminal, shared_with=("030569",))
    assert (found["same_invoices"][0]["shared"], found["code"]) == (False, 1)


def test_two_files_of_one_school_are_one_claim(terminal: Terminal) -> None:
    claim = [spent("A", 21_000, **BUS)]
    group_of(terminal, s030569=claim, s030569_1=claim, s111111=[])
    found = terminal("verify 030569.zip 030569-1.zip 111111.zip --json").json
    assert (found["same_invoices"], found["code"]) == ([], 0)


def test_what_was_undone_is_claimed_no_more(terminal: Terminal) -> None:
    undone = ReverseFact(of="B", ground="duplicate", on=spent("B", 1).on)
    claim = spent("B", 21_000, **BUS)
    group_of(terminal, s030569=[spent("A", 21_000, **BUS)], s111111=[claim, undone])
    assert terminal.does("verify 030569.zip 111111.zip --json").json["ok"]


def test_what_is_left_out_is_counted_and_not_compared(terminal: Terminal) -> None:
    claims = [spent("A", 21_000, **BUS), spent("B", 1)]
    group_of(terminal, s030569=claims)
    bundle(terminal.folder, "111111", wishes=claims, redact=["supplier"])
    answer = terminal("verify 030569.zip 111111.zip --allow-redacted --json")
    found = answer.json
    assert (answer.code, found["same_invoices"]) == (0, [])
    assert found["not_compared"] == [{"file": "111111.zip", "expenses": 2}]
    said = terminal.does("verify 030569.zip 111111.zip --allow-redacted").out
    assert "the invoices of 2 expenses could not be compared" in " ".join(said.split())


def test_what_must_not_be_left_out_is_counted_all_the_same(terminal: Terminal) -> None:
    group_of(terminal, s030569=[spent("A", 21_000, **BUS)])
    bundle(terminal.folder, "111111", wishes=[spent("A", 1, **BUS)], redact=["invoice"])
    answer = terminal("verify 030569.zip 111111.zip --json")
    assert answer.code == 18
    assert answer.json["not_compared"] == [{"file": "111111.zip", "expenses": 1}]


def test_a_file_that_does_not_hold_claims_nothing(terminal: Terminal) -> None:
    """A log that was made up for the purpose could accuse any school."""
    (terminal.folder / "a.zip").write_bytes(told(1, 2))
    (terminal.folder / "b.zip").write_bytes(told(1, 3))
    group_of(terminal, s111111=[])
    answer = terminal("verify a.zip b.zip 111111.zip --json")
    assert answer.code == 14
    assert answer.json["not_compared"] == [{"file": "b.zip", "expenses": None}]


def test_a_graver_code_is_not_hidden(terminal: Terminal) -> None:
    twice(terminal)
    answer = terminal("verify 030569.zip 111111.zip nowhere.zip --json")
    assert (answer.code, len(answer.json["same_invoices"])) == (3, 1)
