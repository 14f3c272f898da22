"""A bundle takes a cosigned note only where the log and somebody else signed it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixtures.anchored import anchored, cosigned
from fixtures.every_kind import KEY, OTHER_KEY
from fixtures.repacking import signed_note, unpacked
from ledger.book.anchors import Came, cosigned_anchor
from ledger.book.exporting import Making, export
from ledger.book.snapshot import snapshot
from ledger.errors import RefusedError
from ledger.keys import SigningKey
from ledger.note import (
    BadSignatureError,
    Note,
    Signature,
    format_note,
    parse_checkpoint,
    parse_note,
)
from ledger.store.reading import Reader

WHEN = "2026-01-26T09:00:00+00:00"
COSIGNED = "data/checkpoint.cosigned"


class Case:
    """A book with a key, and ways to export it with a note that came back."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with anchored(folder / "zon.book") as book:
            self.path = book.path
        self.head = export(self.path, folder / "plain.zip").note

    def export(self, note: bytes) -> bytes:
        target = self.folder / "b.zip"
        export(self.path, target, making=Making(cosigned=note))
        return target.read_bytes()


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case(tmp_path)


def test_a_note_by_the_log_and_a_witness_is_taken(case: Case) -> None:
    note = cosigned(case.head, WHEN)
    assert unpacked(case.export(note))[COSIGNED] == note


def test_a_note_that_nobody_else_signed_is_refused(case: Case) -> None:
    with pytest.raises(RefusedError, match="nobody has cosigned"):
        case.export(case.head)
    assert not (case.folder / "b.zip").exists()


def test_a_note_with_a_second_line_by_the_log_only_is_refused(case: Case) -> None:
    note = parse_note(case.head)
    twice = Note(note.text, note.signatures * 2)
    with pytest.raises(RefusedError, match="nobody has cosigned"):
        case.export(format_note(twice))


@pytest.mark.parametrize("key", [KEY, OTHER_KEY], ids=["the old key", "a stranger"])
def test_a_note_without_the_line_of_the_log_is_refused(
    case: Case, key: SigningKey
) -> None:
    note = signed_note(parse_note(case.head).text, key)
    with pytest.raises(RefusedError, match="the log's own key"):
        case.export(cosigned(note, WHEN))
    assert not (case.folder / "b.zip").exists()


def test_a_line_of_the_log_that_does_not_hold_is_refused(case: Case) -> None:
    note = parse_note(cosigned(case.head, WHEN))
    own, witness = note.signatures
    spoilt = Signature(own.name, own.key_id, bytes(64))
    with pytest.raises(BadSignatureError):
        case.export(format_note(Note(note.text, (spoilt, witness))))
    assert not (case.folder / "b.zip").exists()


def test_a_key_id_under_another_name_is_not_the_line_of_the_log(case: Case) -> None:
    note = parse_note(case.head)
    (own,) = note.signatures
    like = Signature("witness.example", own.key_id, own.raw)
    data = format_note(Note(note.text, (like, own)))
    with snapshot(case.path) as connection:
        came = cosigned_anchor(Reader(connection), data, policy=None)
    assert came == Came("cosigned", parse_checkpoint(note.text).size, case.head)
