"""What catches what: each attack played with the means that the attacker has.

He can always make headers and manifests right again (`packed`). Where he has a key, he
makes the head right again as well (`head_again`).
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from fixtures.every_kind import KEY, OTHER_KEY
from ledger.findings import Code
from tests.ledger.verify import bundles as b

Attack = Callable[[b.Files], None]
Change = Callable[[list[bytes]], list[bytes]]
AMOUNT = b'"amount":95000'


def edited(lines: list[bytes]) -> list[bytes]:
    return [line.replace(AMOUNT, b'"amount":94999') for line in lines]


def removed(lines: list[bytes]) -> list[bytes]:
    return lines[:20] + lines[21:]


def inserted(lines: list[bytes]) -> list[bytes]:
    return [*lines[:20], lines[20], *lines[20:]]


def reordered(lines: list[bytes]) -> list[bytes]:
    return [*lines[:20], lines[21], lines[20], *lines[22:]]


def cut_off(lines: list[bytes]) -> list[bytes]:
    return lines[:-3]


CHANGES = (edited, removed, inserted, reordered, cut_off)


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_log_has_another_root(change: Change) -> None:
    report = b.verified(b.after(lambda files: _change(files, change)))
    assert report.code == Code.LOG
    assert b.CHECKPOINT in b.places(report, Code.LOG)
    assert report.grade == "SIGNED"  # of a head that is not that of this log


@pytest.mark.parametrize("change", CHANGES)
def test_a_new_head_cannot_be_signed_without_the_key(change: Change) -> None:
    def attack(files: b.Files) -> None:
        _change(files, change)
        b.head_again(files, OTHER_KEY)

    for keys in ((), (b.VKEY,)):
        report = b.verified(b.after(attack), keys)
        assert Code.SIGNATURE in b.codes(report)
        assert report.grade == "UNSIGNED"


@pytest.mark.parametrize("change", [edited, removed, inserted, reordered])
def test_with_the_log_key_too_the_rules_still_hold(change: Change) -> None:
    def attack(files: b.Files) -> None:
        _change(files, change)
        b.head_again(files, KEY)

    assert not b.verified(b.after(attack)).ok


def _change(files: b.Files, change: Change) -> None:
    b.put_lines(files, change(b.lines_of(files)))


def made_anew(files: b.Files) -> None:
    """The whole of it under another key: nothing in the file itself can tell."""
    lines = b.lines_of(files)
    lines[0] = lines[0].replace(KEY.vkey.encode(), OTHER_KEY.vkey.encode())
    b.put_lines(files, lines)
    b.head_again(files, OTHER_KEY)
    root = files[b.CHECKPOINT].split(b"\n")[2]
    files[b.FIGURES] = re.sub(
        rb'"root":"[^"]+"', b'"root":"%b"' % root, files[b.FIGURES]
    )


def test_a_book_made_anew_under_another_key_is_not_the_schools() -> None:
    report = b.verified(b.after(made_anew))
    assert b.codes(report) == {Code.SIGNATURE}
    assert report.grade == "CONSISTENT"


def test_without_a_policy_it_holds_and_the_answer_says_what_is_missing() -> None:
    report = b.verified(b.after(made_anew), keys=())
    assert (report.ok, report.grade) == (True, "CONSISTENT")
    assert "could have made the whole of it" in report.warnings[0]
    assert "that the book is the school's" in report.not_proven[0]


def without_signature(files: b.Files) -> None:
    files[b.CHECKPOINT] = files[b.CHECKPOINT].partition(b"\n\n")[0] + b"\n"


def another_signature(files: b.Files) -> None:
    text = files[b.CHECKPOINT].partition(b"\n\n")[0].decode() + "\n"
    files[b.CHECKPOINT] = b.signed_note(text, OTHER_KEY)


def spoilt_signature(files: b.Files) -> None:
    note = files[b.CHECKPOINT]
    files[b.CHECKPOINT] = note[:-8] + bytes([note[-8] ^ 1]) + note[-7:]


def second_signature(files: b.Files) -> None:
    files[b.CHECKPOINT] += b"\xe2\x80\x94 somebody/else AAAAAAAA\n"


def unsigned_earlier_head(files: b.Files) -> None:
    name = "data/checkpoints/24"
    files[name] = files[name].partition(b"\n\n")[0] + b"\n"


@pytest.mark.parametrize(
    "attack",
    [
        without_signature,
        another_signature,
        spoilt_signature,
        second_signature,
        unsigned_earlier_head,
    ],
)
def test_a_signature_that_is_not_the_logs_own_is_found(attack: Attack) -> None:
    for keys in ((), (b.VKEY,)):
        report = b.verified(b.after(attack), keys)
        assert b.codes(report) == {Code.SIGNATURE}


def test_an_earlier_head_of_another_history_is_found() -> None:
    def attack(files: b.Files) -> None:
        b.put_lines(files, edited(b.lines_of(files)))
        kept = dict(files)
        b.head_again(files, KEY)
        files["data/checkpoints/24"] = kept["data/checkpoints/24"]

    report = b.verified(b.after(attack))
    assert b.places(report, Code.LOG) == ["data/checkpoints/24"]


def test_a_head_of_more_events_than_there_are_shows_that_the_tail_was_cut() -> None:
    def attack(files: b.Files) -> None:
        b.put_lines(files, b.lines_of(files)[:20])
        kept = files["data/checkpoints/24"]
        b.head_again(files, KEY)
        files["data/checkpoints/24"] = kept

    report = b.verified(b.after(attack))
    assert report.code == Code.LOG
    assert "data/checkpoints/24" in b.places(report, Code.LOG)


def test_the_log_of_another_school_is_not_this_one() -> None:
    def attack(files: b.Files) -> None:
        text = files[b.CHECKPOINT].partition(b"\n\n")[0].decode() + "\n"
        other = text.replace("030569", "030570")
        files[b.CHECKPOINT] = b.signed_note(other, KEY)

    assert b.verified(b.after(attack)).code == Code.LOG


def test_a_book_without_a_key_is_nobodys_word() -> None:
    report = b.verified(b.honest(signed=False), keys=())
    assert (report.ok, report.grade) == (True, "UNSIGNED")
    assert "nobody's word" in report.warnings[0]


def test_a_book_without_a_key_does_not_meet_a_policy() -> None:
    assert b.codes(b.verified(b.honest(signed=False))) == {Code.SIGNATURE}


def test_a_signature_under_a_log_without_a_key_says_nothing() -> None:
    def attack(files: b.Files) -> None:
        b.head_again(files, KEY)

    report = b.verified(b.after(attack, signed=False), keys=())
    assert b.codes(report) == {Code.SIGNATURE}
