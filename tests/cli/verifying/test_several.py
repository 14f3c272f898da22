"""Several files side by side: the same answer as one after the other, and no less."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cli.verifying import checking, working
from cli.verifying.checking import Checked
from fixtures.books import build, worked_example
from fixtures.every_kind import KEY
from fixtures.faults import faults
from fixtures.stories import told
from ledger.memory import Memory
from ledger.verify import Trust
from ledger.verify.fraud_check import FraudReport
from ledger.verify.handout import HandOut
from tests.cli.terminal import Terminal
from tests.cli.verifying.grouped import BUS, bundle, group_of, spent
from tests.conftest import ROOT
from tests.ledger.authority import Authority

FILES = (
    "a.zip b.zip cut.zip nowhere.zip f.json old.zip 111111.zip 111111-1.zip zon.book"
)

(RULES, *_) = sorted((ROOT / "ledger" / "rules").glob("*.toml"))


@pytest.fixture
def desk(terminal: Terminal) -> Terminal:
    """Of everything a bit: what holds, what does not, and what is of one school."""
    folder = terminal.folder
    (folder / "old.zip").write_bytes(told(1))
    (folder / "a.zip").write_bytes(told(1, 2))
    (folder / "b.zip").write_bytes(told(1, 3))
    terminal("verify a.zip b.zip --no-memory --fraud-proof f.json")
    (folder / "cut.zip").write_bytes(told(1)[:-9])
    bundle(folder, "111111", wishes=[spent("A", 100, **BUS)])
    bundle(folder, "111111-1", wishes=[spent("A", 100, **BUS)])
    build(folder / "zon.book", worked_example()).close()
    return terminal


@pytest.mark.parametrize("how", ["--json", "--lang nl", "--lang fr", "--no-memory"])
def test_any_number_of_processes_gives_the_same_answer(
    desk: Terminal, tmp_path_factory: pytest.TempPathFactory, how: str
) -> None:
    answers = []
    for jobs in (1, 3):
        desk.sets(data=str(tmp_path_factory.mktemp("memory")))
        answers.append(desk(f"verify {FILES} --jobs {jobs} {how}"))
        for made in desk.folder.glob("*.fraud.json"):
            made.unlink()
    assert answers[0] == answers[1]
    assert answers[0].code == 3


def test_one_bad_file_stops_no_other(desk: Terminal) -> None:
    found = desk(f"verify {FILES} --jobs 2 --json").json
    rows = {each["file"]: each["code"] for each in found["bundles"]}
    assert rows == {
        "a.zip": 0,
        "b.zip": 14,
        "cut.zip": 10,
        "nowhere.zip": 3,
        "f.json": 14,
        "old.zip": 14,
        "111111.zip": 0,
        "111111-1.zip": 0,
        "zon.book": 14,
    }
    assert (found["ok"], found["code"]) == (False, 3)


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ("a.zip 111111.zip", 0),
        ("a.zip 111111.zip b.zip", 14),
        ("a.zip b.zip cut.zip", 10),
        ("a.zip b.zip cut.zip nowhere.zip", 3),
    ],
)
def test_the_lowest_code_of_a_file_counts(
    desk: Terminal, files: str, code: int
) -> None:
    assert desk(f"verify {files} --jobs 2 --no-memory").code == code


def test_two_stories_are_found_though_both_are_new(terminal: Terminal) -> None:
    names = ["one", "two", "three"]
    for amount, name in enumerate(names, 2):
        (terminal.folder / f"{name}.zip").write_bytes(told(1, amount))
    group_of(terminal, s111111=[], s222222=[])
    answer = terminal(
        "verify one.zip 111111.zip two.zip 222222.zip three.zip --jobs 3 --json"
    )
    assert [row["code"] for row in answer.json["bundles"]] == [0, 0, 14, 0, 14]
    proofs = [row["fraud_proof"] for row in answer.json["bundles"]]
    assert proofs[2:] == ["030569-6-6.fraud.json", None, "030569-6-6-2.fraud.json"]
    assert remembered() == ["111111.zip", "222222.zip", "one.zip"]


def remembered() -> list[str]:
    from cli.folders import data_folder

    folder = data_folder()
    assert folder
    return sorted(seen.file for seen in Memory(folder / "seen.db").heads())


def test_what_was_remembered_is_compared_by_every_process(terminal: Terminal) -> None:
    (terminal.folder / "one.zip").write_bytes(told(1, 2))
    (terminal.folder / "two.zip").write_bytes(told(1, 3))
    group_of(terminal, s111111=[])
    terminal.does("verify one.zip")
    found = terminal("verify 111111.zip two.zip --jobs 2 --json").json
    assert [row["code"] for row in found["bundles"]] == [0, 14]


def test_keys_and_policy_are_brought_to_every_process(desk: Terminal) -> None:
    desk.writes("school.policy", f"log {KEY.vkey}\nquorum none\n")
    for option in (f"--key {KEY.vkey}", "--policy school.policy"):
        found = desk(f"verify a.zip 111111.zip --jobs 2 {option} --json").json
        assert found["bundles"][0]["grade"] == "SIGNED"
        assert [row["code"] for row in found["bundles"]] == [0, 13]


def test_hostile_files_are_what_they_are_alone(terminal: Terminal) -> None:
    quick = [x for x in faults().items() if not x[0].startswith("large:")][::9]
    codes = {}
    for number, (name, fault) in enumerate(quick):
        if "at its end" not in name:
            (terminal.folder / f"{number}.zip").write_bytes(fault.make())
            codes[f"{number}.zip"] = fault.code
    answer = terminal(f"verify {' '.join(codes)} --key {KEY.vkey} --jobs 2 --json")
    assert {row["file"]: row["code"] for row in answer.json["bundles"]} == codes
    assert answer.code == min(filter(None, codes.values()))


@pytest.mark.needs("openssl")
def test_certificates_are_brought_to_every_process(
    terminal: Terminal, tmp_path: Path
) -> None:
    certificates = Authority(tmp_path / "authority").pem
    (terminal.folder / "root.pem").write_bytes(certificates)
    group_of(terminal, s111111=[], s222222=[])
    found = terminal(
        "verify 111111.zip 222222.zip --jobs 2 --require-timestamp root.pem --json"
    ).json
    assert [row["code"] for row in found["bundles"]] == [15, 15]


def test_a_rule_set_is_brought_to_every_process(desk: Terminal) -> None:
    desk.writes("own.toml", RULES.read_text(encoding="utf-8"))
    answer = desk("verify a.zip 111111.zip --rules own.toml --jobs 2 --json")
    assert answer.code == 0


def test_a_copy_is_said_to_be_one(terminal: Terminal) -> None:
    group_of(terminal, s111111=[spent("A", 100, **BUS)])
    shutil.copy(terminal.folder / "111111.zip", terminal.folder / "again.zip")
    answer = terminal.does("verify 111111.zip again.zip 111111.zip --jobs 2 --json")
    assert answer.json["copies"] == [
        {"file": "again.zip", "of": "111111.zip"},
        {"file": "111111.zip", "of": "111111.zip"},
    ]
    assert answer.json["same_invoices"] == []
    said = terminal.does("verify 111111.zip again.zip 111111.zip").out
    assert "again.zip is a copy of 111111.zip, byte by byte\n" in said
    assert "111111.zip was named more than once\n" in said


def test_an_error_of_the_program_is_one_of_its_file(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(file: Path, trust: Trust) -> Checked | HandOut | FraudReport:
        if file.name == "222222.zip":
            raise ZeroDivisionError
        return checking.check(file, trust)

    monkeypatch.setattr(working, "check", check)
    group_of(terminal, s111111=[], s222222=[])
    answer = terminal("verify 111111.zip 222222.zip --json")
    assert [row["code"] for row in answer.json["bundles"]] == [0, 70]
    assert answer.code == 70
    (finding,) = answer.json["bundles"][1]["findings"]
    said = "an error of the program itself (ZeroDivisionError); nothing was half-done"
    assert finding["message"].startswith(said)


def test_jobs_are_at_least_one(terminal: Terminal) -> None:
    assert terminal.refuses("verify a.zip b.zip --jobs 0", code=2)["kind"] == "usage"
