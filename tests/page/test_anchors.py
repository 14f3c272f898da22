"""Anchors: each proof is there and is the one that its event names, and no other."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from msgspec import structs

from fixtures.anchored import NEW_KEY, OTHER_WITNESS, WITNESS, anchored, cosigned
from fixtures.books import OPENED, build
from fixtures.every_kind import KEY, OTHER_KEY
from ledger.book.checkpoints import sign_head
from ledger.book.exporting import Making, export
from ledger.commands import RecordAnchor
from ledger.values import AnchorKind
from tests.ledger.verify.bundles import AGENT, Files, packed, signed_note, unpacked
from tests.page.browser import Answer, Page

pytestmark = pytest.mark.needs("chromium", "chromedriver")
Check = Callable[..., Answer]
PROOF, MINUTES = "data/anchors/6-6", "data/anchors/6-7"
CHECKPOINT, COSIGNED = "data/checkpoint", "data/checkpoint.cosigned"
EVENT = "data/events.jsonl:7"
AT = "2026-01-25T09:00:00+00:00"
UNCHECKED = "Witnesses whose lines stand under a checkpoint, not checked by this page: "


@cache
def honest() -> dict[str, bytes]:
    """The files of the bundle of the book with anchors; of minutes there is none."""
    with tempfile.TemporaryDirectory() as folder:
        book, target = Path(folder, "a.book"), Path(folder, "a.zip")
        anchored(book).close()
        export(book, target, making=Making(agent=AGENT))
        files = unpacked(target.read_bytes())
    files.pop(MINUTES, None)
    return files


def after(change: Callable[[Files], object]) -> bytes:
    files = dict(honest())
    change(files)
    return packed(files)


def bundle_of(
    folder: Path, proof_of: Callable[[bytes], bytes], *, kind: AnchorKind = "cosigned"
) -> bytes:
    """A bundle whose one anchor has the proof that is made of the head."""
    path, target = folder / "a.book", folder / "a.zip"
    book = build(path, [], opened=structs.replace(OPENED, key=KEY.vkey))
    head = sign_head(book, KEY)
    size = int(head.split(b"\n")[1])
    wish = RecordAnchor(kind=kind, size=size, proof=proof_of(head))
    book.record(wish, by="u1")
    sign_head(book, KEY)
    book.close()
    export(path, target, making=Making(agent=AGENT))
    return target.read_bytes()


def found(said: Answer) -> list[tuple[int, str]]:
    return [(each.code, each.place) for each in said.findings]


def test_a_log_with_anchors_holds_and_its_witnesses_are_named(check: Check) -> None:
    said = check(packed(honest()), KEY.vkey)
    assert (said.verdict, said.grade, said.findings) == ("held", "SIGNED", [])
    assert f"{UNCHECKED}{WITNESS.name}." in said.notes


ATTACKS: dict[str, tuple[Callable[[Files], object], list[tuple[int, str]]]] = {
    "taken away": (lambda f: f.pop(PROOF), [(16, EVENT)]),
    "another": (lambda f: f.update({PROOF: b"?"}), [(16, PROOF)]),
    "of no event": (
        lambda f: f.update({"data/anchors/6-5": b""}),
        [(16, "data/anchors/6-5")],
    ),
    "of another size": (
        lambda f: f.update({"data/anchors/10-6": f.pop(PROOF)}),
        [(16, EVENT), (16, "data/anchors/10-6")],
    ),
    "of minutes": (lambda f: f.update({MINUTES: b"?"}), [(16, MINUTES)]),
    "without its head": (
        lambda f: f.pop("data/checkpoints/6"),
        [(16, EVENT), (16, "data/events.jsonl:8")],
    ),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_a_proof_is_that_of_its_anchor(check: Check, name: str) -> None:
    change, places = ATTACKS[name]
    said = check(after(change), KEY.vkey)
    assert found(said) == places
    assert (said.verdict, said.broken) == ("broken", ["Sealed values and documents"])


def other_head(head: bytes) -> bytes:
    text = head.decode().partition("\n\n")[0].split("\n")
    return signed_note("\n".join([*text[:2], "A" * 43 + "=", ""]), KEY)


def by_witness_alone(note: bytes) -> bytes:
    """The note without its first line of a signature: the log's."""
    text, _, lines = note.partition(b"\n\n")
    return text + b"\n\n" + lines.partition(b"\n")[2]


PROOFS: dict[str, tuple[Callable[[bytes], bytes], int | None]] = {
    "the head and a witness": (lambda head: cosigned(head, AT), None),
    "no note at all": (lambda head: b"?" + head[:9], 12),
    "another head": (lambda head: cosigned(other_head(head), AT), 12),
    "no line of the log": (
        lambda head: by_witness_alone(cosigned(head, AT)),
        13,
    ),
    "the line of another key": (
        lambda head: signed_note(head.decode().partition("\n\n")[0] + "\n", OTHER_KEY),
        13,
    ),
}


@pytest.mark.parametrize("name", PROOFS)
def test_a_cosigned_proof_is_the_head_that_the_log_has_signed(
    check: Check, tmp_path: Path, name: str
) -> None:
    proof_of, code = PROOFS[name]
    data = bundle_of(tmp_path, proof_of)
    (place,) = (each for each in unpacked(data) if each.startswith("data/anchors/"))
    said = check(data, KEY.vkey)
    assert found(said) == ([] if code is None else [(code, place)])


def test_a_timestamp_is_said_not_to_be_checked(check: Check, tmp_path: Path) -> None:
    data = bundle_of(tmp_path, lambda head: head, kind="timestamp")
    (place,) = (each for each in unpacked(data) if each.startswith("data/anchors/"))
    said = check(data, KEY.vkey)
    assert (said.verdict, said.findings) == ("held", [])
    assert f"Timestamps, not checked by this page: {place}." in said.notes


def broken(note: bytes) -> bytes:
    """The note with another signature by the log, of the same key id."""
    first, _, rest = note.partition(b"\n\n")
    line, _, others = rest.partition(b"\n")
    letter = b"A" if line[-10:-9] != b"A" else b"B"
    return first + b"\n\n" + line[:-10] + letter + line[-9:] + b"\n" + others


WHOLE: dict[str, tuple[Callable[[Files], bytes], list[tuple[int, str]]]] = {
    "cosigned": (lambda f: cosigned(f[CHECKPOINT], AT, by=OTHER_WITNESS), []),
    "cosigned by nobody": (lambda f: f[CHECKPOINT], [(13, COSIGNED)]),
    "of another head": (
        lambda f: cosigned(f["data/checkpoints/10"], AT),
        [(12, COSIGNED)],
    ),
    "with a broken line of the log": (
        lambda f: broken(cosigned(f[CHECKPOINT], AT)),
        [(13, COSIGNED)],
    ),
    "without the line of the log": (
        lambda f: by_witness_alone(cosigned(f[CHECKPOINT], AT)),
        [(13, COSIGNED)],
    ),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_cosigned_head_of_the_whole_log_is_the_head_with_more_lines(
    check: Check, name: str
) -> None:
    made, places = WHOLE[name]
    data = after(lambda files: files.update({COSIGNED: made(files)}))
    said = check(data, NEW_KEY.vkey)
    assert found(said) == places
    if not places:
        assert f"{UNCHECKED}{WITNESS.name}, {OTHER_WITNESS.name}." in said.notes


def test_in_dutch_witnesses_are_said_not_to_be_checked(
    page: Page, check: Check
) -> None:
    check(packed(honest()))
    page.click("[data-language=nl]")
    assert f"niet nagegaan door deze pagina: {WITNESS.name}." in page.text(".notes")
