"""What the readers of the program take: where fuzzing them begins.

Each function gives inputs that are as they should be, and small.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519

from fixtures import repacking as r
from fixtures.anchored import anchored, cosigned
from fixtures.every_kind import KEY, every_kind
from fixtures.stories import told
from ledger import note
from ledger.book.exporting import export
from ledger.book.handing_out import hand_out
from ledger.keys import COST_MIN, seal_key
from ledger.keys.sshsig import ssh_signer
from ledger.memory.seen import Memory, Seen
from ledger.note.witness_request import WitnessRequest, format_request
from ledger.rules import SHIPPED, shipped
from ledger.tree import leaf_hash
from ledger.verify.fraud import encode_fraud, prove_fraud
from ledger.witness import memory as witness
from tests.conftest import ROOT

SCHOOL = ROOT / "fixtures" / "school"
COSIGNED = "data/checkpoint.cosigned"
PASSPHRASE = "een lange zin"
PARTS = {
    "links": "_rels/workbook.xml.rels",
    "sheet": "worksheets/sheet1.xml",
    "styles": "styles.xml",
    "texts": "sharedStrings.xml",
    "workbook": "workbook.xml",
}
"""The parts of a workbook, by what they hold."""

WITNESS = note.VerifierKey("witness.example/w1", note.COSIGNATURE, KEY.public)
FILES = r.unpacked(r.honest())
FILES.pop("verify.html", None)  # it is large, and read by nobody here


def texts(*texts: str) -> Callable[[], list[bytes]]:
    return lambda: [text.encode() for text in texts]


def file(name: str) -> Callable[[], list[bytes]]:
    return lambda: [FILES[name]]


def lines(name: str) -> Callable[[], list[bytes]]:
    return lambda: r.lines_of(FILES, name)


@cache
def anchored_files() -> r.Files:
    """The files of a bundle with anchors, two keys, and a head that was cosigned."""
    with tempfile.TemporaryDirectory() as folder:
        book, target = Path(folder, "a.book"), Path(folder, "a.zip")
        anchored(book).close()
        export(book, target)
        files = r.unpacked(target.read_bytes())
    files.pop("verify.html", None)
    head = cosigned(files[r.CHECKPOINT], "2026-01-26T09:00:00+00:00")
    return {**files, COSIGNED: head}


def anchored_file(name: str) -> Callable[[], list[bytes]]:
    return lambda: [anchored_files()[name]]


@cache
def books() -> list[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder, "a.book")
        every_kind(book).close()
        return [book.read_bytes()]


@cache
def hand_outs() -> list[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder, "a.book")
        every_kind(book).close()
        return [hand_out(book, n) for n in (0, 7, 15)]


@cache
def workbook_parts() -> dict[str, bytes]:
    """Give the parts of the school's workbook, in their order."""
    with ZipFile(SCHOOL / "uitgaven-2025.xlsx") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def workbook(changed: dict[str, bytes]) -> bytes:
    """Give the workbook of the school with some of its parts changed."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, data in {**workbook_parts(), **changed}.items():
            archive.writestr(name, data)
    return made.getvalue()


def sheet(name: str) -> Callable[[], list[bytes]]:
    return lambda: [workbook_parts()[f"xl/{name}"]]


def extras() -> list[bytes]:
    return [note.parse_proof(each).extra or b"" for each in hand_outs()]


@cache
def frauds() -> list[bytes]:
    one, other = r.unpacked(told(100, 250)), r.unpacked(told(100, 200, 300))
    leaves = map(leaf_hash, r.lines_of(other))
    notes = {"older": one[r.CHECKPOINT], "newer": other[r.CHECKPOINT]}
    key = note.parse_vkey(KEY.vkey)
    return [encode_fraud(prove_fraud(leaves, **notes, keys=[key]))]


@cache
def memories() -> list[bytes]:
    head = note.parse_checkpoint(heads()[0].decode())
    seen = Seen(
        origin=head.origin,
        key=KEY.vkey,
        size=head.size,
        root=head.root,
        note=FILES[r.CHECKPOINT],
        school="030569",
        seen_at="2026-01-20T10:00:00.000000Z",
        file="zon.zip",
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "memory")
        Memory(path).remember(seen)
        return [path.read_bytes()]


@cache
def witness_memories() -> list[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "memory")
        witness.make_memory(path)
        with witness.open_memory(path) as memory:
            memory.keep(KEY.name, witness.Seen(KEY.vkey, 37, FILES[r.CHECKPOINT]))
        return [path.read_bytes()]


def heads() -> list[bytes]:
    return [FILES[r.CHECKPOINT].partition(b"\n\n")[0] + b"\n"]


def requests() -> list[bytes]:
    hashes = (bytes(32), bytes(range(32)))
    request = WitnessRequest(17, hashes, FILES[r.CHECKPOINT])
    return [format_request(request)]


def proofs() -> list[bytes]:
    hashes = (bytes(32), bytes(range(32)))
    made = (
        note.Proof(17, hashes, FILES[r.CHECKPOINT]),
        note.Proof(0, (), FILES[r.CHECKPOINT], b"extra"),
    )
    return [note.format_proof(each) for each in made]


def policies() -> list[bytes]:
    vkey = note.format_vkey(WITNESS)
    text = f"# ours\nlog {KEY.vkey} https://log.example\nwitness w1 {vkey}\n"
    return [f"{text}group g any w1\nquorum g\n".encode(), b"quorum none\n"]


def ssh_keys() -> list[bytes]:
    secret = ed25519.Ed25519PrivateKey.from_private_bytes(KEY.seed)
    form = serialization.PrivateFormat.OpenSSH
    lock = serialization.NoEncryption()
    return [secret.private_bytes(serialization.Encoding.PEM, form, lock)]


def ssh_signatures() -> list[bytes]:
    return [ssh_signer(ssh_keys()[0], lambda: None)(b"a list of files")]


def key_files() -> list[bytes]:
    made = {"salt": bytes(16), "nonce": bytes(12)}
    return [seal_key(KEY, PASSPHRASE, **made, cost=COST_MIN)]


def rule_sets() -> list[bytes]:
    return [rules.source for each in SHIPPED if (rules := shipped(each))]


def journals() -> list[bytes]:
    records = (SCHOOL / "2024.jsonl").read_bytes().splitlines(keepends=True)
    return [(SCHOOL / "2025.jsonl").read_bytes(), *records]
