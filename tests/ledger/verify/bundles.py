"""Honest bundles, and bundles whose maker lies and then makes the rest fit again.

An attacker here unpacks a bundle, changes what he likes and writes it anew: headers,
manifests and the count of bytes are right again, as anybody can make them. With the
log key, or for a book without one, the head is right again too.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

from msgspec import structs

from fixtures.books import OPENED, build
from fixtures.every_kind import KEY, OTHER_KEY, every_kind
from ledger.book.exporting import export
from ledger.bundle.bag import Part, write_bundle
from ledger.bundle.tag_files import BAG_INFO, Label, parse_bag_info
from ledger.commands import RecordExpense
from ledger.keys import SigningKey
from ledger.note import (
    Checkpoint,
    Note,
    VerifierKey,
    format_checkpoint,
    format_head,
    parse_vkey,
    sign,
)
from ledger.tree import Frontier, leaf_hash
from ledger.verify import Report, Trust, verify_bundle

AGENT = "verantwoord 0.0.1"
VKEY = parse_vkey(KEY.vkey)
OTHER_VKEY = parse_vkey(OTHER_KEY.vkey)
Files = dict[str, bytes]
EVENTS, DISCLOSURES = "data/events.jsonl", "data/disclosures.jsonl"
CHECKPOINT, EXPORT = "data/checkpoint", "data/export.json"
FIGURES = "data/derived/figures.json"


@cache
def honest(*, signed: bool = True) -> bytes:
    """The bundle of the small book with an event of every kind."""
    with tempfile.TemporaryDirectory() as folder:
        book, target = Path(folder, "school.book"), Path(folder, "school.zip")
        every_kind(book, signed=signed).close()
        export(book, target, agent=AGENT)
        return target.read_bytes()


@cache
def smallest() -> bytes:
    """The bundle of a signed book with one expense, linked."""
    spent = RecordExpense(
        on=date(2025, 3, 12),
        amount=95_000,
        category="study-day-expert",
        beneficiary="team",
        activity="Studiedag",
        relevance="Leerlijn",
    )
    with tempfile.TemporaryDirectory() as folder:
        book, target = Path(folder, "school.book"), Path(folder, "school.zip")
        opened = structs.replace(OPENED, key=KEY.vkey)
        build(book, [spent], opened=opened).close()
        export(book, target, key=KEY, agent=AGENT)
        return target.read_bytes()


def verified(data: bytes, keys: Sequence[VerifierKey] = (VKEY,)) -> Report:
    """What a verifier says who knows the school's key."""
    return verify_bundle(BytesIO(data), Trust(keys=keys))


def unpacked(data: bytes) -> Files:
    """What is in a bundle."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Files, label: Label | None = None) -> bytes:
    """A bundle of these files, with manifests that are right."""
    label = label or parse_bag_info(files[BAG_INFO]).label
    payload = {name: data for name, data in files.items() if name.startswith("data/")}
    tags = {"HOW-TO-VERIFY.txt": files["HOW-TO-VERIFY.txt"]}
    parts = [
        Part(name=name, size=len(data), chunks=[data]) for name, data in payload.items()
    ]
    file = BytesIO()
    write_bundle(file, parts, label=label, tag_files=tags)
    return file.getvalue()


def after(change: Callable[[Files], None], *, signed: bool = True) -> bytes:
    """The honest bundle after a change, with manifests that are right again."""
    files = unpacked(honest(signed=signed))
    change(files)
    return packed(files)


def lines_of(files: Files, name: str = EVENTS) -> list[bytes]:
    """The lines of a file, without their line feeds."""
    return files[name].removesuffix(b"\n").split(b"\n")


def put_lines(files: Files, lines: Sequence[bytes], *, name: str = EVENTS) -> None:
    """Write the lines of a file."""
    files[name] = b"".join(line + b"\n" for line in lines)


def head_again(files: Files, key: SigningKey | None) -> None:
    """Make the head of the lines as they are now, signed by who has `key`."""
    text = format_checkpoint(Checkpoint(KEY.name, *_tree(lines_of(files))))
    files[CHECKPOINT] = signed_note(text, key)
    for name in [name for name in files if name.startswith("data/checkpoints/")]:
        size = int(name.rpartition("/")[2])
        text = format_checkpoint(Checkpoint(KEY.name, *_tree(lines_of(files)[:size])))
        files[name] = signed_note(text, key)


def signed_note(text: str, key: SigningKey | None) -> bytes:
    """The bytes of a note with the line of `key`, or bare."""
    if key is None:
        return format_head(Note(text))
    line = sign(text, key.name, public=key.public, sign_bytes=key.sign)
    return format_head(Note(text, (line,)))


def _tree(lines: Sequence[bytes]) -> tuple[int, bytes]:
    tree = Frontier()
    for line in lines:
        tree.push(leaf_hash(line))
    return tree.size, tree.root()


def codes(report: Report) -> set[int]:
    """The codes of what was found."""
    return {finding.code for finding in report.findings}


def places(report: Report, code: int) -> list[str]:
    """Where something of this code was found."""
    return [finding.place for finding in report.findings if finding.code == code]
