"""`--json` prints exactly one document, whatever the command, also when it fails."""

from __future__ import annotations

import pytest

from cli.commands.show import VIEWS
from cli.main import COMMANDS
from ledger.verify import Report
from projections.statement import Statement
from tests.cli.terminal import INIT, Terminal

LINK = "record link --expense C --activity x --relevance y"
KEYS = {
    "init": "book school origin key user",
    "record": "recorded repeated dry_run",
    "import": "new same changed corrected dry_run events changes recorded notes",
    "close": "figures recorded dry_run head",
    "check": "events root objections",
    "status": "on known_at events root years",
    "checkpoint": "origin size root fingerprint signed note",
    "key": "origin key pem key_file",
    "export": "bundle bytes head left_out missing reports",
    "erase": "number of slots document kept standing stays dry_run not_reached",
    "verify": " ".join(Report.__struct_fields__),
    "printed": "origin size root fingerprint text kept svg",
    "requested": "request kind size old",
    "anchor": "number kind size on sha256",
    "anchors": "events anchors",
    "witness": "name key files",
    "backup": "book backup bytes",
    "report": "on known_at events root years files",
    "user": "users",
    "reopen": "recorded repeated dry_run",
    "balance": " ".join(Statement.__struct_fields__),
    "tranches": "year on known_at events root tranches",
    "expenses": "year on known_at events root expenses",
    "history": "on known_at events root history sums",
    "document": "on known_at events root documents",
    "rules": "year on known_at events root rules rules_sha256 toml",
}
DONE = [
    ("init", INIT.replace("zon", "maan"), 0),
    ("record", LINK, 0),
    ("record", f"{LINK} --dry-run", 0),
    ("record", "record link --where category=travel --activity x --relevance y", 0),
    ("record", "record document --kind other --folder bewijsstukken --dry-run", 0),
    ("import", "import uitgaven-2025.xlsx", 0),
    ("close", "close 2025 --dry-run", 0),
    ("close", "close 2025", 0),
    ("reopen", "reopen 2024 --reason x", 0),
    ("check", "check", 1),
    ("check", "check --year 2024", 1),
    ("status", "status", 0),
    ("figure", "explain refund_due --year 2025", 0),
    ("events", "diff '#20' '#30'", 0),
    ("plan", "show plan", 0),
    ("checkpoint", "checkpoint", 0),
    ("key", "key show", 0),
    ("export", "export new.zip", 0),
    ("export", "export new.zip --redact names", 0),
    ("erase", "erase A --value supplier --ground request --yes", 0),
    ("erase", "erase A --all --ground request --dry-run", 0),
    ("printed", "anchor print", 0),
    ("requested", "anchor request head.tsq", 0),
    ("requested", "anchor request head.request --witness", 0),
    ("anchor", "anchor add --kind minutes --size 3 --on 2026-01-20", 0),
    ("anchors", "anchor list", 0),
    ("witness", "key new-witness agodi", 0),
    ("error", "cosign 2024.jsonl --key zon.key --log zon.pub", 3),
    ("verify", "verify zon.zip", 0),
    ("verify", "verify zon.book", 0),
    ("verify", "verify 2024.jsonl", 10),
    ("backup", "backup copy.book", 0),
    ("report", "report report.json --year 2025", 0),
    ("record", "user add 'An Claes' --role head", 0),
    ("user", "user list", 0),
    ("balance", "show balance --year 2024", 0),
    ("tranches", "show tranches", 0),
    ("expenses", "show expenses --on 2025-06-30", 0),
    ("reserve", "show reserve", 0),
    ("refund", "show refund", 0),
    ("history", "show history --known-at 12", 0),
    ("event", "show event A", 0),
    ("document", "show document A", 0),
    ("rules", "show rules", 0),
]
FAILED = [
    ("no such command 'recrod'", "recrod", 2),
    ("missing command", "show", 2),
    ("missing argument 'FILES...'", "import", 2),
    ("no such option '--yeer'", "show balance --yeer 2025", 2),
    ("option '--year' requires an argument", "show balance --year", 2),
    ("got unexpected extra argument (x)", "show balance x", 2),
    ("'l' is no kind", "import l.jsonl", 2),
    ("2025 is closed already", "close 2024", 1),
    ("the book has no year 1999", "show balance --year 1999", 2),
    ("there is no file gone.book", "--book gone.book check", 3),
    ("gone.zip cannot be read", "verify gone.zip", 3),
    ("is there already", "backup zon.zip", 2),
    ("is there already", INIT, 2),
    ("has the format of this program already", "upgrade new.book", 2),
    ("no event that is seen here is called '999'", "show event 999", 2),
    ("the last one who may record", "user leave u1", 1),
    ("somebody else is not among those", "record school --name x", 2),
    ("is there already, and not empty", "demo .", 2),
]


@pytest.mark.parametrize(
    ("what", "command", "code"), DONE, ids=[row[1] for row in DONE]
)
def test_an_answer_is_one_document(
    school: Terminal, *, what: str, command: str, code: int
) -> None:
    answer = school(f"{command} --json")
    assert answer.code == code
    assert answer.out.count("\n") == 1
    assert set(KEYS.get(what, "").split()) <= set(answer.json)
    if what in KEYS:
        assert set(answer.json) == set(KEYS[what].split())


@pytest.mark.parametrize(
    ("said", "command", "code"), FAILED, ids=[row[1] for row in FAILED]
)
def test_an_error_is_one_document(
    school: Terminal, *, said: str, command: str, code: int
) -> None:
    school.writes("l.jsonl", '{"record":"l"}')
    if "somebody" in said:
        school.sets(user="somebody else")
    said = "2024 is closed already" if command == "close 2024" else said
    answer = school(f"--json {command}")
    assert answer.code == code
    error = answer.error
    assert list(answer.json) == ["error"]
    parts = ["code", "kind", "place", "message", "expected", "found", "next"]
    assert [name for name in error if name != "faults"] == parts
    assert error["code"] == code
    told = " ".join(
        [error["message"], *(f["message"] for f in error.get("faults", []))]
    )
    assert said in told
    assert error["message"][0] == error["message"][0].lower()
    assert not error["message"].endswith(".")


def test_every_command_is_tried(school: Terminal) -> None:
    tried = {command.split()[0] for _, command, _ in DONE} | {"upgrade", "demo"}
    assert tried == set(COMMANDS)
    assert {name for name, *_ in DONE} >= set(VIEWS)
    assert school.folder


def test_an_error_of_a_line_has_the_same_parts(book: Terminal) -> None:
    book.journal({"record": "close"}, {"record": "reopen", "year": 1})
    error = book.refuses("import j.jsonl", code=2)
    for fault in error["faults"]:
        assert [*fault] == [name for name in error if name != "faults"]
        assert fault["place"].startswith("j.jsonl:")


def test_what_no_encoding_has_is_written_out(book: Terminal) -> None:
    error = book.refuses("verify", "gone\udcff.zip", code=3)
    assert "gone\\udcff.zip" in error["message"]
    book.writes("j.jsonl", '{"record":"\\ud800"}')
    (fault,) = book.refuses("import j.jsonl", code=2)["faults"]
    assert fault["found"] == "\\ud800"
    assert "gone\\udcff.zip" in book("verify", "gone\udcff.zip").err


def test_what_a_terminal_would_obey_is_written_out(book: Terminal) -> None:
    book.writes(
        "j.jsonl", '{"record":"\\u001b[2J\\u202e"}\n' + '{"x":"%s"}' % ("y" * 999)
    )
    said = book("import j.jsonl").err
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "\\x1b[2J\\u202e" in said
    assert max(map(len, said.splitlines())) < 400


def test_amounts_are_cents_and_dates_are_text(school: Terminal) -> None:
    (line,) = [
        line
        for line in school.does("show expenses --json").json["expenses"]
        if line["ref"] == "A"
    ]
    assert (line["amount"], line["on"]) == (95_000, "2025-03-12")
