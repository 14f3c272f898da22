"""What a verifier brings along: keys and their files, policies, heads; good and bad."""

from __future__ import annotations

import os

import pytest

from fixtures.every_kind import KEY, OTHER_KEY
from fixtures.repacking import CHECKPOINT, unpacked
from fixtures.stories import told
from ledger.note import parse_checkpoint
from ledger.note.fingerprint import fingerprint
from tests.cli.terminal import Terminal


@pytest.fixture
def desk(terminal: Terminal) -> Terminal:
    """A verifier's folder: a bundle, its head and key, and somebody else's key."""
    terminal.writes("zon.pub", f"{KEY.vkey}\n")
    terminal.writes("other.pub", f"{OTHER_KEY.vkey}\n")
    (terminal.folder / "zon.zip").write_bytes(told(100))
    (terminal.folder / "head").write_bytes(unpacked(told(100))[CHECKPOINT])
    return terminal


@pytest.mark.parametrize("key", [KEY.vkey, "zon.pub", "./zon.pub"])
def test_a_key_is_given_as_text_or_as_a_file(desk: Terminal, key: str) -> None:
    assert desk.does("verify zon.zip --json --key", key).json["grade"] == "SIGNED"


def test_a_file_whose_name_has_a_plus_is_read_as_one(desk: Terminal) -> None:
    desk.writes("a+b.pub", KEY.vkey)
    assert desk.does("verify zon.zip --json --key a+b.pub").json["grade"] == "SIGNED"


def test_another_key_is_not_the_schools(desk: Terminal) -> None:
    assert desk("verify zon.zip --key other.pub").code == 13
    assert desk("verify zon.zip --key other.pub --key zon.pub").code == 0


@pytest.mark.parametrize(
    ("policy", "code"),
    [
        (f"log {KEY.vkey}\nquorum none\n", 0),
        (f"log {OTHER_KEY.vkey}\nquorum none\n", 13),
        (f"log {OTHER_KEY.vkey}\nlog {KEY.vkey}\nquorum none\n", 0),
        ("quorum none\n", 2),
        ("", 2),
        ("log\n", 2),
    ],
)
def test_a_policy_says_whose_logs_count(desk: Terminal, policy: str, code: int) -> None:
    desk.writes("policy", policy)
    assert desk("verify zon.zip --policy policy").code == code


def test_a_policy_without_logs_goes_with_a_key(desk: Terminal) -> None:
    desk.writes("policy", "quorum none\n")
    answer = desk.does("verify zon.zip --json --policy policy --key zon.pub")
    assert answer.json["grade"] == "SIGNED"


def test_a_head_may_lack_its_last_line_feed(desk: Terminal) -> None:
    lines = (desk.folder / "head").read_text().splitlines()[:3]
    desk.writes("minutes", "\n".join(lines))
    answer = desk.does("verify zon.zip --json --checkpoint minutes --checkpoint head")
    assert answer.json["held"] == [
        "the log begins with the 5 events of minutes",
        "the log begins with the 5 events of head",
    ]


MINUTES = {
    "what close prints": (
        "for the minutes:\n  log {o}, {n} events\n  root {r}\n  fingerprint {f}\n"
    ),
    "less than that": "log {o}, {n} events\nfingerprint {f}",
    "what anchor print prints": (
        "log          {o}\nevents       {n}\nroot         {r}\n"
        "fingerprint  {half}\n             {rest}\n█▀▀█ ▄\nonce it stands there\n"
    ),
    "with Windows line ends": "{o}\r\n{n}\r\n{f}\r\n",
    "the letters in two halves": "{o}\n{n}\n{half}\n{rest}\n",
    "the letters without spaces": "{o}\n{n}\n{close}",
}


@pytest.mark.parametrize("form", MINUTES.values(), ids=MINUTES)
def test_a_head_is_read_as_it_stands_in_minutes(desk: Terminal, form: str) -> None:
    desk.writes("minutes", _minutes(desk, form))
    answer = desk.does("verify zon.zip --json --checkpoint minutes")
    assert answer.json["held"] == ["the log begins with the 5 events of minutes"]
    (known,) = answer.json["known"]
    assert known["note"].splitlines() == _three(desk)


@pytest.mark.parametrize("form", MINUTES.values(), ids=MINUTES)
def test_a_letter_that_differs_is_another_head(desk: Terminal, form: str) -> None:
    text = _minutes(desk, form)
    last = _letters(desk)[-9:]
    other = ("A" if last[0] != "A" else "B") + last[1:]
    for end in (last, last.replace(" ", "")):
        text = text.replace(end, other if " " in end else other.replace(" ", ""))
    desk.writes("minutes", text)
    code = 2 if "{r}" in form else 14
    assert desk("verify zon.zip --checkpoint minutes").code == code


def test_a_letter_too_few_is_said(desk: Terminal) -> None:
    desk.writes("minutes", _minutes(desk, "{o}\n{n}\n{f}")[:-1])
    error = desk.refuses("verify zon.zip --checkpoint minutes", code=2)
    assert "a fingerprint has 52 letters" in error["message"]
    assert error["found"] == "51 letters"
    assert "the signed note, or the lines out of the minutes" in error["expected"]


def _three(desk: Terminal) -> list[str]:
    return (desk.folder / "head").read_text().splitlines()[:3]


def _letters(desk: Terminal) -> str:
    lines = "".join(f"{line}\n" for line in _three(desk))
    return fingerprint(parse_checkpoint(lines).root)


def _minutes(desk: Terminal, form: str) -> str:
    (origin, size, root), letters = _three(desk), _letters(desk)
    parts = {"half": letters[:34], "rest": letters[35:], "f": letters}
    close = letters.replace(" ", "")
    return form.format(o=origin, n=size, r=root, close=close, **parts)


@pytest.mark.parametrize(
    ("how", "code", "words"),
    [
        ("--key nowhere.pub", 3, "nowhere.pub cannot be read: no such file"),
        ("--key nonsense", 2, "it is neither a key nor a file that is there"),
        ("--key a+b+c", 2, "that is no public key"),
        ("--key zon.zip", 2, "that is no public key"),
        ("--policy nowhere", 3, "nowhere cannot be read"),
        ("--policy zon.zip", 2, "a policy has no control characters"),
        ("--policy .", 3, "is a directory"),
        ("--checkpoint nowhere", 3, "nowhere cannot be read"),
        ("--checkpoint zon.pub", 2, "that is no checkpoint"),
        ("--checkpoint empty", 2, "that is no checkpoint"),
        ("--checkpoint zon.zip", 2, "that is no checkpoint"),
        ("--rules nowhere", 3, "nowhere cannot be read"),
        ("--against nowhere.zip", 3, "nowhere.zip cannot be read"),
        ("--against zon.zip zon.zip", 2, "--against compares one file"),
        ("--fraud-proof zon.pub", 2, "zon.pub is there already"),
    ],
)
def test_what_cannot_be_used_is_one_sentence(
    desk: Terminal, *, how: str, code: int, words: str
) -> None:
    desk.writes("empty", "")
    error = desk.refuses(f"verify zon.zip {how}", code=code)
    assert words in error["message"]


def test_a_name_that_no_system_has_is_one_sentence(desk: Terminal) -> None:
    name = "x" * (os.pathconf(".", "PC_NAME_MAX") + 1)
    for option in ("--key", "--policy", "--checkpoint"):
        assert desk("verify zon.zip", option, name).code in {2, 3}
    assert desk("verify", name).code == 3


def test_what_scripts_rely_on_stays_in_a_report(desk: Terminal) -> None:
    contract = "ok code grade events root findings figures warnings not_proven"
    found = desk.does("verify zon.zip --json").json
    assert [*found][:9] == contract.split()
