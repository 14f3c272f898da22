"""Anchors as a school and a witness type them, and what they get for a wrong word."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ledger.note.fingerprint import fingerprint
from ledger.timestamps import request as timestamp_request
from tests.cli.terminal import PASSPHRASE, Terminal
from tests.ledger.authority import Authority

INIT = "init zon --school 030569 --level primary"
GRANT = "record allocation --year 2025 --on 2025-01-15 --amount 100"
MORE = "record adjustment --year 2025 --on 2025-09-01 --amount 5"
COSIGN = "cosign r --key agodi.key --log zon.pub"


@pytest.fixture
def signed(terminal: Terminal) -> Terminal:
    """A book with a key and a grant, and a witness beside it."""
    terminal.sets(passphrase=PASSPHRASE)
    terminal.does(INIT)
    terminal.does(GRANT)
    terminal.does("key new-witness agodi --name regulator.example/agodi")
    return terminal


@pytest.fixture
def cosigned(signed: Terminal) -> Terminal:
    """The same, with a request and the answer of the witness."""
    signed.does("anchor request r --witness")
    signed.does(COSIGN)
    return signed


def policy(terminal: Terminal) -> None:
    log, witness = (
        (terminal.folder / name).read_text().strip()
        for name in ("zon.pub", "agodi.pub")
    )
    text = f"log {log}\nwitness agodi {witness}\nquorum agodi\n"
    terminal.writes("policy", text)


def test_what_came_back_makes_the_log_witnessed(cosigned: Terminal) -> None:
    added = cosigned.does("anchor add r.cosigned --json").json
    assert (added["number"], added["kind"], added["size"]) == (6, "cosigned", 5)
    policy(cosigned)
    cosigned.does("export b.zip")
    report = cosigned.does("verify b.zip --policy policy --no-memory --json").json
    assert report["grade"] == "WITNESSED"
    assert report["windows"] == [
        {
            "from": 1,
            "to": 5,
            "not_before": None,
            "not_after": "2026-01-20T10:00:00.000000Z",
        },
        {"from": 6, "to": 6, "not_before": None, "not_after": None},
    ]
    assert "agodi" in cosigned.does("verify b.zip --policy policy --no-memory").out


def test_the_next_request_begins_where_the_last_anchor_stands(
    cosigned: Terminal,
) -> None:
    cosigned.does("anchor add r.cosigned")
    cosigned.does(MORE)
    told = cosigned.does("anchor request r2 --witness --json").json
    assert (told["old"], told["size"]) == (5, 7)
    assert (
        cosigned.does("cosign r2 --key agodi.key --log zon.pub --json").json["size"]
        == 7
    )


def test_a_request_is_for_a_head_that_is_kept_and_covers(cosigned: Terminal) -> None:
    cosigned.does("anchor add r.cosigned")
    before = cosigned.book
    assert cosigned.does("anchor request t.tsq --json").json["size"] == 5
    assert cosigned.book == before


def test_who_kept_another_size_is_told_which(cosigned: Terminal) -> None:
    cosigned.does(MORE)
    cosigned.does("anchor request r2 --witness --old 0")
    error = cosigned.refuses("cosign r2 --key agodi.key --log zon.pub", code=1)
    assert "--old 5" in error["next"]
    cosigned.does("anchor request r3 --witness --old 5")
    cosigned.does("cosign r3 --key agodi.key --log zon.pub")


def test_a_book_that_was_rewritten_is_a_fork_for_the_witness(signed: Terminal) -> None:
    shutil.copy(signed.folder / "zon.book", signed.folder / "before")
    signed.does(MORE)
    signed.does("anchor request r --witness")
    signed.does(COSIGN)
    shutil.copy(signed.folder / "before", signed.folder / "zon.book")
    signed.does(MORE.replace("--amount 5", "--amount 6"))
    signed.does("anchor request s --witness --old 0")
    error = signed.refuses("cosign s --key agodi.key --log zon.pub", code=14)
    assert error["kind"] == "fork"
    assert len(list(signed.folder.glob("agodi.*.fork"))) == 2


def test_a_printed_head_says_what_the_checkpoint_says(signed: Terminal) -> None:
    head = signed.does("checkpoint --json").json
    printed = signed.does("anchor print --svg q.svg --json").json
    assert {
        name: printed[name] for name in ("origin", "size", "root", "fingerprint")
    } == {name: head[name] for name in ("origin", "size", "root", "fingerprint")}
    assert printed["text"] == head["note"].partition("\n\n")[0] + "\n"
    assert printed["kept"] is True
    signed.does("anchor print --svg again.svg")
    picture = (signed.folder / "q.svg").read_bytes()
    assert picture == (signed.folder / "again.svg").read_bytes()
    assert picture.startswith(b"<?xml")


def test_an_older_head_can_be_printed(signed: Terminal) -> None:
    out = signed.does("anchor print --size 3").out
    assert "events       3\n" in out
    assert "does not keep this head yet" in out


def test_minutes_are_recorded_with_their_head(signed: Terminal) -> None:
    signed.writes("scan.pdf", "a scan")
    added = signed.does(
        "anchor add scan.pdf --kind minutes --size 4 --on 2026-01-19 --json"
    ).json
    assert (added["number"], added["on"]) == (6, "2026-01-19")
    listed = signed.does("anchor list --json").json["anchors"]
    assert [(a["number"], a["kind"], a["octets"]) for a in listed] == [
        (6, "minutes", None)
    ]
    signed.does("checkpoint")
    assert signed.does("verify zon.book --key zon.pub --no-memory").code == 0


def test_a_book_without_a_key_has_anchors_too(book: Terminal) -> None:
    book.does("anchor add --kind mail --size 3 --on 2026-01-20")
    book.does("anchor request t.tsq")
    error = book.refuses("anchor request r --witness", code=1)
    assert error["next"] == "give it one: verantwoord key replace"
    book.does("export b.zip")
    assert (
        book.does("verify b.zip --no-memory --json").json["anchors"][0]["kind"]
        == "mail"
    )


@pytest.mark.needs("openssl")
def test_a_timestamp_is_recognised_and_asked_for(signed: Terminal) -> None:
    authority = Authority(signed.folder / "tsa")
    signed.does("anchor request t.tsq")
    answer = authority.answer((signed.folder / "t.tsq").read_bytes())
    (signed.folder / "t.tsr").write_bytes(answer)
    (signed.folder / "root.pem").write_bytes(authority.pem)
    # The authority has the clock of this machine.
    signed.sets(clock="2100-01-01T10:00:00Z")
    assert signed.does("anchor add t.tsr --json").json["kind"] == "timestamp"
    signed.does("export b.zip")
    given = "verify b.zip --key zon.pub --no-memory --json --require-timestamp"
    assert signed.does(f"{given} root.pem").json["grade"] == "TIMESTAMPED"
    other = Authority(signed.folder / "other")
    (signed.folder / "other.pem").write_bytes(other.pem)
    assert signed(f"{given} other.pem").json["code"] == 15
    (signed.folder / "x.tsr").write_bytes(authority.answer(timestamp_request(b"x")))
    error = signed.refuses("anchor add x.tsr", code=1)
    assert "no head that the book keeps" in error["message"]


WRONG = {
    "anchor add": 2,
    "anchor add nowhere": 3,
    "anchor add zon.pub": 2,
    "anchor add zon.book": 2,
    "anchor add r": 2,
    "anchor add head": 1,
    "anchor add r.cosigned --size 3": 2,
    "anchor add r.cosigned --kind timestamp": 2,
    "anchor add r.cosigned --policy stranger": 1,
    "anchor add r.cosigned --policy zon.pub": 2,
    "anchor add --kind minutes": 2,
    "anchor add --kind minutes --size 3": 2,
    "anchor add --kind minutes --size 99 --on 2026-01-20": 1,
    "anchor add --kind minutes --size 0 --on 2026-01-20": 2,
    "anchor add --kind minutes --size 3 --on 2026-01-21": 1,
    "anchor add --kind minutes --size 3 --on morgen": 2,
    "anchor add --kind papyrus --size 3 --on 2026-01-20": 2,
    "anchor print --size 99": 2,
    "anchor print --svg zon.pub": 2,
    "anchor print --svg nowhere/q.svg": 3,
    "anchor request r": 2,
    "anchor request x --old 3": 2,
    "anchor request x --witness --old 99": 2,
    "cosign nowhere --key agodi.key --log zon.pub": 3,
    "cosign zon.book --key agodi.key --log zon.pub -o x": 2,
    "cosign r --key agodi.key -o x": 2,
    "cosign r --key agodi.key --log nonsense -o x": 2,
    "cosign r --key agodi.key --log agodi.pub -o x": 13,
    "cosign r --key zon.key --log zon.pub -o x": 3,
    "cosign r --key nowhere.key --log zon.pub -o x": 3,
    "cosign r --key agodi.key --log zon.pub": 2,
    "key new-witness agodi": 2,
    "key new-witness other --name 'two words'": 2,
    "key new-witness nowhere/other": 3,
    "export b.zip --cosigned zon.pub": 2,
    "export b.zip --cosigned earlier": 2,
    "verify zon.book --require-timestamp zon.pub": 2,
    "verify zon.book --require-timestamp nowhere": 3,
}  # fmt: skip


@pytest.mark.parametrize("command", WRONG)
def test_a_wrong_word_is_said_and_nothing_is_done(
    cosigned: Terminal, command: str
) -> None:
    head = cosigned.does("checkpoint --json").json["note"]
    cosigned.writes("head", head)
    shutil.copy(cosigned.folder / "r.cosigned", cosigned.folder / "earlier")
    log = (cosigned.folder / "zon.pub").read_text().strip()
    cosigned.does("key new-witness stranger.example")
    witness = (cosigned.folder / "stranger.example.pub").read_text().strip()
    stranger = f"log {log}\nwitness w {witness}\nquorum w\n"
    cosigned.writes("stranger", stranger)
    if "earlier" in command:
        cosigned.does(MORE)
    before = state(cosigned.folder)
    cosigned.refuses(command, code=WRONG[command])
    assert state(cosigned.folder) == before


def state(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


def test_a_fingerprint_is_52_letters() -> None:
    assert len(fingerprint(bytes(32)).replace(" ", "")) == 52
