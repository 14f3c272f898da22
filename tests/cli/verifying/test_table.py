"""Several files at once: a row for each, one document, and no file in another's way."""

from __future__ import annotations

import pytest

from fixtures.stories import told
from tests.cli.terminal import Terminal

GRADE_TO_FINDING = ["grade", "result", "worst", "finding"]
LATEST = {
    "year": 2025,
    "projected": True,
    "refund_due": 134_789,
    "above_limit": 134_789,
    "open_checks": 9,
    "missing_documents": {"invoice": 0, "payment": 2, "programme-or-certificate": 1},
}


def test_one_document_tells_of_every_file(school: Terminal) -> None:
    (school.folder / "small.zip").write_bytes(told(1))
    (school.folder / "cut.zip").write_bytes(told(1)[:-9])
    answer = school("verify zon.zip small.zip cut.zip nowhere.zip --no-memory --json")
    found = answer.json
    assert (answer.code, found["ok"], found["code"]) == (3, False, 3)
    assert [
        (each["file"], each["code"], each["school"], each["name"], each["year"])
        for each in found["bundles"]
    ] == [
        ("zon.zip", 0, "030569", None, 2025),
        ("small.zip", 0, "030569", "Gemeentelijke Basisschool De Zonnewijzer", 2025),
        ("cut.zip", 10, None, None, None),
        ("nowhere.zip", 3, None, None, None),
    ]
    first = found["bundles"][0]
    assert {name: first[name] for name in LATEST} == LATEST
    assert first["figures"]["2025"]["refund_due"] == LATEST["refund_due"]


def test_the_checks_are_those_that_the_school_itself_sees(school: Terminal) -> None:
    objections = school("check --json").json["objections"]
    needless = {"no-checkpoint", "invoice-twice", "expense-twice", "late-entries"}
    own = [
        each
        for each in objections
        if each["code"] not in needless and each["severity"] != "info"
    ]
    (found,) = school("verify zon.zip zon.zip --no-memory --json").json["bundles"][:1]
    assert found["open_checks"] == len(own)


def test_the_code_is_the_lowest_that_applies(terminal: Terminal) -> None:
    (terminal.folder / "a.zip").write_bytes(told(1, 2))
    (terminal.folder / "b.zip").write_bytes(told(1, 3))
    (terminal.folder / "c.zip").write_bytes(told(1)[:-9])
    assert terminal("verify a.zip a.zip --no-memory").code == 0
    assert terminal("verify a.zip b.zip --no-memory").code == 14
    assert terminal("verify a.zip b.zip c.zip --no-memory").code == 10


@pytest.mark.parametrize(
    ("lang", "last"),
    [("en", "1 of 2 files held"), ("nl", "1 van 2 bestanden kloppen")],
)
def test_a_table_is_told_in_the_language(
    terminal: Terminal, lang: str, last: str
) -> None:
    (terminal.folder / "a.zip").write_bytes(told(1))
    answer = terminal(f"verify a.zip b.zip --no-memory --lang {lang}")
    assert answer.out.splitlines()[-1] == last


def test_a_warning_of_many_files_is_told_once(terminal: Terminal) -> None:
    names = [f"{letter}.zip" for letter in "abcde"]
    for name in names:
        (terminal.folder / name).write_bytes(told(1))
    said = terminal(f"verify {' '.join(names)} --no-memory").out
    assert " ".join(said.split()).count("(in a.zip, b.zip, c.zip and 2 more)") == 1


def test_a_fraud_proof_among_them_is_a_row(terminal: Terminal) -> None:
    (terminal.folder / "a.zip").write_bytes(told(1, 2))
    (terminal.folder / "b.zip").write_bytes(told(1, 3))
    assert terminal("verify a.zip b.zip --no-memory --fraud-proof f.json").code == 14
    rows = terminal("verify a.zip f.json --no-memory --json").json["bundles"]
    assert [row["code"] for row in rows] == [0, 14]


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_the_answer_fits_on_a_screen(terminal: Terminal, lang: str) -> None:
    long = "de-zonnewijzer-verantwoording-van-2025-tweede-versie.zip"
    (terminal.folder / long).write_bytes(told(1, 123_456_789))
    (terminal.folder / "cut.zip").write_bytes(told(1)[:-9])
    lines = terminal(f"verify {long} cut.zip --no-memory --lang {lang}").out
    told_of = lines.splitlines()[-15:]
    assert [line for line in told_of if len(line) > 80] == []
    glance, result = [line for line in told_of if "  030569  " in line]
    for row in (glance, result):
        assert row.split()[0] == f"…{long[-(len(row.split()[0]) - 1) :]}"


def test_a_name_is_told_as_far_as_there_is_room(terminal: Terminal) -> None:
    (terminal.folder / "b.zip").write_bytes(told(1))
    lines = terminal("verify b.zip b.zip --no-memory").out.splitlines()
    rows = [line for line in lines if line.startswith("b.zip  030569  2025*")]
    assert len(rows) == 2
    assert all(line.endswith("  Gemeentelijke Basisschoo…") for line in rows), rows


def test_a_row_tells_what_came_of_a_file(terminal: Terminal) -> None:
    (terminal.folder / "a.zip").write_bytes(told(1))
    (terminal.folder / "b.zip").write_bytes(told(1)[:-9])
    *_, head, good, bad, last = terminal("verify a.zip b.zip").out.splitlines()
    assert head.split() == ["file", "school", "events", *GRADE_TO_FINDING]
    assert good.split() == ["a.zip", "030569", "5", "CONSISTENT", "ok"]
    assert bad.split()[:6] == ["b.zip", "–", "–", "–", "code", "10"]
    assert "the file is cut off" in bad
    assert last == "1 of 2 files held"
