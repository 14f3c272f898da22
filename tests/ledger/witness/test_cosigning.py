"""A witness cosigns a log that grows, and nothing else; it forgets nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ledger.errors import LedgerError, RefusedError, UsageError
from ledger.note import (
    BadSignatureError,
    Checkpoint,
    Note,
    Signature,
    cosigned_at,
    format_checkpoint,
    format_note,
    parse_note,
    parse_vkey,
    sign,
    verify_note,
)
from ledger.note.witness_request import WitnessRequest
from ledger.tree import EMPTY_ROOT
from ledger.witness import (
    Asked,
    ForkError,
    SpoiltProofError,
    cosign_request,
    make_memory,
    open_memory,
)
from tests.ledger.signers import LOG, LOG_KEY, ORIGIN
from tests.ledger.witness.asking import KEY, NEW_LOG, NOW, Tree, ask


def remembered(path: Path) -> list[tuple[str, int]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT origin, size FROM logs").fetchall()


def files(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir())


def test_a_log_that_grows_is_cosigned_each_time(path: Path) -> None:
    old = 0
    for size in (1, 2, 5, 8, 8, 21):
        done = ask(path, Tree(size).request(old))
        assert parse_note(done.note).text == parse_note(Tree(size).note()).text
        assert verify_note(parse_note(done.note), [LOG_KEY, parse_vkey(KEY.vkey)]) == [
            LOG_KEY,
            parse_vkey(KEY.vkey),
        ]
        assert cosigned_at(parse_note(done.note), parse_vkey(KEY.vkey)) == NOW
        assert remembered(path) == [(ORIGIN, size)]
        old = size


def test_every_growth_up_to_twenty_is_followed(tmp_path: Path) -> None:
    for first in range(1, 20):
        for later in sorted({first, first + 1, 20}):
            path = tmp_path / f"{first}-{later}.witness"
            make_memory(path)
            ask(path, Tree(first).request(0))
            assert ask(path, Tree(later).request(first)).head.size == later


def test_the_head_seen_last_is_cosigned_again_from_its_own_size_only(
    path: Path,
) -> None:
    first = ask(path, Tree(5).request(0))
    for old in (0, 3):
        error = refused(path, Tree(5).request(old))
        assert (error.code, error.expected, error.found) == (1, "old 5", f"old {old}")
        assert "--old 5" in str(error.next_step)
    assert ask(path, Tree(5).request(5)) == first
    with_proof = WitnessRequest(5, (bytes(32),), Tree(5).note())
    assert isinstance(refused(path, with_proof), SpoiltProofError)


def test_an_empty_log_is_cosigned_and_grows(path: Path) -> None:
    assert ask(path, Tree(0).request(0)).head.root == EMPTY_ROOT
    assert ask(path, Tree(3).request(0)).head.size == 3


def test_a_line_of_the_witness_that_is_there_already_is_made_anew(path: Path) -> None:
    first = ask(path, Tree(5).request(0))
    again = ask(path, WitnessRequest(5, (), first.note))
    assert again.note == first.note


def refused(path: Path, request: WitnessRequest, **changed: object) -> LedgerError:
    before = remembered(path)
    with pytest.raises(LedgerError) as caught:
        ask(path, request, **changed)
    assert remembered(path) == before
    return caught.value


def test_another_old_size_is_told_the_one_that_was_seen(path: Path) -> None:
    error = refused(path, Tree(5).request(3))
    assert isinstance(error, RefusedError)
    assert "was 0" in error.message
    ask(path, Tree(5).request(0))
    error = refused(path, Tree(9).request(4))
    assert (error.code, error.expected) == (1, "old 5")
    assert "--old 5" in str(error.next_step)


def test_an_older_head_is_not_cosigned_any_more(path: Path) -> None:
    ask(path, Tree(9).request(0))
    error = refused(path, Tree(5).request(0))
    assert error.code == 1
    assert "tail of the log was cut off" in error.message
    assert files(path) == ["w1.witness"]


def test_another_head_of_the_same_size_is_a_fork_with_evidence(path: Path) -> None:
    ask(path, Tree(5).request(0))
    other = Tree(5, forked_at=2)
    error = refused(path, other.request(0))
    assert isinstance(error, ForkError)
    assert error.code == 14
    kept = {each.read_bytes() for each in path.parent.glob("*.fork")}
    assert kept == {Tree(5).note(), other.note()}


@pytest.mark.parametrize("forked_at", [0, 2, 4])
def test_a_later_head_of_another_story_is_refused_without_evidence(
    path: Path, forked_at: int
) -> None:
    ask(path, Tree(5).request(0))
    error = refused(path, Tree(9, forked_at=forked_at).request(5))
    assert isinstance(error, SpoiltProofError)
    assert "was changed since" in error.message
    assert "--against" in str(error.next_step)
    assert files(path) == ["w1.witness"]


def test_a_spoilt_proof_of_an_honest_head_is_no_fork(path: Path) -> None:
    ask(path, Tree(5).request(0))
    honest = Tree(9).request(5)
    for hashes in ((), (bytes(32),), honest.hashes[1:], (*honest.hashes, bytes(32))):
        error = refused(path, WitnessRequest(5, hashes, honest.note))
        assert (error.code, error.kind) == (12, "spoilt-proof")
        assert "--old 5" in str(error.next_step)
    assert files(path) == ["w1.witness"]
    assert ask(path, honest).head.size == 9


def test_what_has_no_room_for_the_answer_is_not_remembered(path: Path) -> None:
    note = parse_note(Tree(5).note())
    strangers = [Signature(f"w{n}", bytes(4), bytes(72)) for n in range(99)]
    full = Note(note.text, (*note.signatures, *strangers))
    error = refused(path, WitnessRequest(0, (), format_note(full)))
    assert (error.code, error.found, remembered(path)) == (1, "101", [])
    room = Note(full.text, full.signatures[:-1])
    done = ask(path, WitnessRequest(0, (), format_note(room)))
    assert len(parse_note(done.note).signatures) == 100
    assert remembered(path) == [(ORIGIN, 5)]


def test_a_fork_after_what_was_seen_is_none(path: Path) -> None:
    ask(path, Tree(5).request(0))
    assert ask(path, Tree(9, forked_at=5).request(5)).head.size == 9


def test_a_proof_where_none_is_needed_is_wrong_use(path: Path) -> None:
    with_proof = WitnessRequest(0, (bytes(32),), Tree(5).note())
    assert isinstance(refused(path, with_proof), UsageError)


def test_the_root_of_an_empty_log_is_the_one_of_nothing(path: Path) -> None:
    text = format_checkpoint(Checkpoint(ORIGIN, 0, bytes(32)))
    line = sign(text, LOG.name, public=LOG.public, sign_bytes=LOG.sign)
    request = WitnessRequest(0, (), format_note(Note(text, (line,))))
    assert isinstance(refused(path, request), UsageError)


def test_a_log_that_nobody_named_is_not_cosigned(path: Path) -> None:
    error = refused(path, Tree(5).request(0), logs=[])
    assert (error.code, error.kind) == (13, "unknown-log")


def test_a_key_that_nobody_named_is_not_taken(path: Path) -> None:
    error = refused(path, Tree(5).request(0, NEW_LOG))
    assert (error.code, error.kind) == (13, "unknown-log")


def test_a_bad_signature_of_the_log_spoils_the_request(path: Path) -> None:
    note = Tree(5).note()
    head, _, line = note.rpartition(b" ")
    other = Tree(6).note().rpartition(b" ")[2]
    assert line != other
    request = WitnessRequest(0, (), head + b" " + other)
    error = refused(path, request)
    assert isinstance(error, BadSignatureError)


def test_a_new_key_is_taken_only_on_the_word_of_the_school(path: Path) -> None:
    ask(path, Tree(5).request(0))
    new = [parse_vkey(NEW_LOG.vkey)]
    request = Tree(7).request(5, NEW_LOG)
    error = refused(path, request, logs=new)
    assert error.code == 13
    assert "--replaces-key" in str(error.next_step)
    assert ask(path, request, logs=new, replaces_key=True).head.size == 7
    old = refused(path, Tree(9).request(7))
    assert old.code == 13


def test_a_new_key_does_not_excuse_another_story(path: Path) -> None:
    ask(path, Tree(5).request(0))
    new = [parse_vkey(NEW_LOG.vkey)]
    request = Tree(7, forked_at=2).request(5, NEW_LOG)
    error = refused(path, request, logs=new, replaces_key=True)
    assert isinstance(error, SpoiltProofError)
    assert refused(path, Tree(7).request(5), logs=new).code == 13


def test_a_log_is_not_its_own_witness(path: Path) -> None:
    asked = Asked(logs=[LOG_KEY])
    with open_memory(path) as memory, pytest.raises(UsageError, match="own witness"):
        cosign_request(memory, Tree(5).request(0), key=LOG, asked=asked, time=NOW)
