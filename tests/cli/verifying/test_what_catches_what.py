"""Every line of "What catches what", played as the attacker would and typed as found.

The attacker is the school itself. He makes headers and manifests right again, and where
the table gives him the log key he signs anew. Each attack is caught by the means that
the table names, with the code that it names; where those means lie outside, the same
file without them is not caught, for that is why they are needed.
"""

from __future__ import annotations

from hashlib import sha256

import pytest

from fixtures.every_kind import KEY, OTHER_KEY
from fixtures.hostile_zips import hostile_zips
from ledger.book import Book
from ledger.book.checkpoints import sign_head
from ledger.commands import AddUser
from tests.cli.terminal import Terminal
from tests.cli.verifying.attacking import (
    KNOWN,
    Attack,
    Change,
    anew,
    changed,
    code_of,
    desk_of,
    given,
    story,
)
from tests.ledger.verify import bundles as b
from tests.ledger.verify.test_attacks_on_the_log import CHANGES


@pytest.fixture
def desk(terminal: Terminal) -> Terminal:
    return desk_of(terminal)


# 1. An event edited, removed, inserted, reordered: root and signature.


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_log_is_caught_by_root_and_signature(
    desk: Terminal, change: Change
) -> None:
    name = given(desk, changed(change, signed_anew=False))
    assert code_of(desk, f"{name} {KNOWN}") == 12


def spelled(lines: list[bytes]) -> list[bytes]:
    """A change that breaks no rule: only who holds an older head can tell."""
    was, now = b'"people":24', b'"people":25'
    assert any(was in line for line in lines)
    return [line.replace(was, now) for line in lines]


def test_with_the_log_key_it_is_caught_by_a_head_that_lies_outside(
    desk: Terminal,
) -> None:
    name = given(desk, changed(spelled, signed_anew=True))
    assert code_of(desk, f"{name} {KNOWN} --no-memory") == 0
    assert code_of(desk, f"{name} {KNOWN} --checkpoint head") == 14


def test_and_by_one_that_the_program_remembers(desk: Terminal) -> None:
    assert code_of(desk, f"honest.zip {KNOWN}") == 0
    name = given(desk, changed(spelled, signed_anew=True))
    assert code_of(desk, f"{name} {KNOWN}") == 14


# 2. The whole book made anew under another key: the key in the policy, or memory.


def under_another_key() -> bytes:
    def attack(files: b.Files) -> None:
        files[b.EVENTS] = files[b.EVENTS].replace(
            KEY.vkey.encode(), OTHER_KEY.vkey.encode()
        )
        anew(files, OTHER_KEY)

    return b.after(attack)


def test_a_book_under_another_key_is_caught_by_the_key_of_the_policy(
    desk: Terminal,
) -> None:
    name = given(desk, under_another_key())
    assert code_of(desk, f"{name} --no-memory") == 0
    assert code_of(desk, f"{name} {KNOWN}") == 13
    assert code_of(desk, f"{name} --policy policy") == 13


def test_and_told_by_memory(desk: Terminal) -> None:
    assert code_of(desk, "honest.zip") == 0
    answer = desk(f"verify {given(desk, under_another_key())} --json")
    assert answer.code == 14
    said = [text for text in answer.json["warnings"] if "signed with key" in text]
    assert KEY.vkey in said[0]


# 3. The tail cut off: a known larger checkpoint.


def cut_off(lines: list[bytes]) -> list[bytes]:
    return lines[:-2]


def test_a_tail_cut_off_without_the_key_is_caught_by_the_signed_size(
    desk: Terminal,
) -> None:
    name = given(desk, changed(cut_off, signed_anew=False))
    assert code_of(desk, f"{name} {KNOWN}") == 12


def test_with_the_key_it_is_caught_by_a_larger_head(desk: Terminal) -> None:
    def shorter(book: Book) -> None:
        book.record(AddUser(name="Mia Maes"), by="u1")
        (desk.folder / "later").write_bytes(sign_head(book, KEY))

    story(desk, "longer", work=shorter)
    assert code_of(desk, f"honest.zip {KNOWN} --no-memory") == 0
    assert code_of(desk, f"honest.zip {KNOWN} --checkpoint later") == 14
    assert code_of(desk, f"longer.zip {KNOWN}") == 0
    assert code_of(desk, f"honest.zip {KNOWN}") == 14


# 6. An omitting exporter: every leaf present, up to the size of the checkpoint.


def test_a_fact_left_out_of_a_bundle_is_caught(desk: Terminal) -> None:
    name = given(desk, changed(lambda lines: lines[:-1], signed_anew=False))
    assert code_of(desk, f"{name} --no-memory") == 12


# 7. A swapped receipt: its digest.


def swapped_receipt(files: b.Files) -> None:
    name = next(name for name in files if name.startswith("data/documents/"))
    content = files.pop(name).replace(b"017", b"018")
    files[f"data/documents/{sha256(content).hexdigest()}"] = content


# 8. Another rule set: its digest, and the verifier's own copy.


def other_rules(files: b.Files) -> None:
    name = next(name for name in files if name.startswith("data/rules/"))
    files[name] = files[name].replace(b"percent = 50", b"percent = 90")


# 9. A false figure in a report: replay.


def false_figure(files: b.Files) -> None:
    files[b.FIGURES] = files[b.FIGURES].replace(b'"spent":', b'"spent":1', 1)


# 10. The signature taken off: the key that the log names.


def signature_off(files: b.Files) -> None:
    text, _, _ = files[b.CHECKPOINT].partition(b"\n\n")
    files[b.CHECKPOINT] = text + b"\n"


@pytest.mark.parametrize(
    ("attack", "code"),
    [(swapped_receipt, 16), (other_rules, 17), (false_figure, 17), (signature_off, 13)],
)
def test_what_lies_beside_the_log_is_caught_without_any_anchor(
    desk: Terminal, attack: Attack, code: int
) -> None:
    name = given(desk, b.after(attack))
    assert code_of(desk, f"{name} --no-memory") == code
    assert code_of(desk, f"{name} {KNOWN} --no-memory") == code


# 11. A hostile bundle: code 10 before anything is parsed.


def test_a_hostile_bundle_is_caught_from_outside(desk: Terminal) -> None:
    for hostile in hostile_zips().values():
        name = given(desk, hostile.data)
        assert code_of(desk, f"{name} --no-memory") == hostile.code
