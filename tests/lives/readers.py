"""Every reader of the program, with inputs that it takes: what is fuzzed.

A reader takes bytes, and returns or raises a `LedgerError`; anything else is a bug. A
new one is an entry of `READERS`: what makes its samples, and the reader.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path

from cli.intake.files import read_files
from cli.sheets import parse_column_map
from fixtures import repacking as r
from fixtures.anchored import policy
from fixtures.every_kind import KEY
from ledger import codec, note
from ledger.book.verifying import verify_book
from ledger.bundle import payload, tag_files
from ledger.findings import Finding
from ledger.keys import open_key
from ledger.keys.sshsig import ssh_signer
from ledger.memory.seen import Memory
from ledger.note.policy import parse_policy
from ledger.note.sshsig import parse_sshsig
from ledger.note.witness_request import parse_request
from ledger.rules import parse_rules
from ledger.sealed import decode_disclosure, decode_disclosures
from ledger.verify import verify_bundle
from ledger.verify.extra import decode_extra
from ledger.verify.fraud_check import check_fraud
from ledger.verify.handout import verify_hand_out
from ledger.verify.trust import NOBODY, Trust
from ledger.witness.memory import open_memory
from tests.lives import samples
from tests.lives.arguments import ARGUMENTS
from tests.lives.reader import Reader, of_lines, of_text


def _as_file(name: str) -> Callable[[bytes], object]:
    """A reader of files that go by their names."""
    folder = tempfile.TemporaryDirectory(prefix="fuzz-")
    path = Path(folder.name, name)
    path.with_name("a.pdf").write_bytes(b"%PDF-1.7\n")

    def read(data: bytes) -> object:
        assert folder  # it goes away with the last reader
        path.write_bytes(data)
        return read_files([path], None)

    return read


def _sheet(name: str) -> Callable[[bytes], object]:
    """A workbook with these bytes as one of its parts, in a container that is right."""
    read = _as_file("u.xlsx")
    return lambda data: read(samples.workbook({f"xl/{name}": data}))


def _opened(read: Callable[[Path], object]) -> Callable[[bytes], object]:
    """A reader of a file that stays where it is, such as a database."""
    folder = tempfile.TemporaryDirectory(prefix="fuzz-")
    path = Path(folder.name, "file")

    def given(data: bytes) -> object:
        assert folder  # as above
        for other in path.parent.iterdir():
            other.unlink()  # a journal of before is none of this input
        path.write_bytes(data)
        return read(path)

    return given


def _shown(findings: Iterable[Finding]) -> None:
    """All that is said can be shown to a person."""
    for each in findings:
        for text in (each.place, each.message, each.expected, each.found):
            if text and not text.isprintable():
                message = f"no terminal should be given {text[:80]!a}"
                raise ValueError(message)


def _verify(data: bytes) -> None:
    _shown(verify_bundle(BytesIO(data)).findings)


def _within(name: str) -> Callable[[bytes], object]:
    """A bundle with these bytes as one of its files, all else being right."""
    return lambda data: _verify(r.packed({**samples.FILES, name: data}))


def _within_anchored(name: str) -> Callable[[bytes], object]:
    """Likewise, one with anchors, for a verifier who asks for a witness."""
    trust = Trust(policy=parse_policy(policy()))

    def read(data: bytes) -> None:
        bundle = r.packed({**samples.anchored_files(), name: data})
        _shown(verify_bundle(BytesIO(bundle), trust).findings)

    return read


def _seen_by_witness(path: Path) -> object:
    with open_memory(path) as memory:
        return memory.seen(KEY.name)


READERS: dict[str, Reader] = {
    **ARGUMENTS,
    "bag-info": Reader(samples.file("bag-info.txt"), tag_files.parse_bag_info),
    "book": Reader(
        samples.books,
        _opened(lambda path: _shown(verify_book(path, NOBODY).findings)),
    ),
    "bundle": Reader(lambda: [r.packed(samples.FILES)], _verify),
    "bundle-anchored": Reader(
        samples.anchored_file(r.EVENTS), _within_anchored(r.EVENTS)
    ),
    "bundle-cosigned": Reader(
        samples.anchored_file(samples.COSIGNED), _within_anchored(samples.COSIGNED)
    ),
    "bundle-checkpoint": Reader(samples.file(r.CHECKPOINT), _within(r.CHECKPOINT)),
    "bundle-disclosures": Reader(samples.file(r.DISCLOSURES), _within(r.DISCLOSURES)),
    "bundle-events": Reader(samples.file(r.EVENTS), _within(r.EVENTS)),
    "bundle-export": Reader(samples.file(r.EXPORT), _within(r.EXPORT)),
    "bundle-figures": Reader(samples.file(r.FIGURES), _within(r.FIGURES)),
    "checkpoint": Reader(samples.heads, of_text(note.parse_checkpoint)),
    "columns": Reader(
        lambda: [(samples.SCHOOL / "kolommen.toml").read_bytes()],
        lambda data: parse_column_map(data, place="k.toml"),
    ),
    "csv": Reader(
        lambda: [path.read_bytes() for path in sorted(samples.SCHOOL.glob("*.csv"))],
        _as_file("u.csv"),
    ),
    "disclosure": Reader(samples.lines(r.DISCLOSURES), decode_disclosure),
    "disclosures": Reader(samples.file(r.DISCLOSURES), of_lines(decode_disclosures)),
    "export": Reader(samples.file(r.EXPORT), payload.decode_export),
    "extra": Reader(samples.extras, decode_extra),
    "fraud": Reader(samples.frauds, lambda data: _shown(check_fraud(data).findings)),
    "hand-out": Reader(
        samples.hand_outs, lambda data: _shown(verify_hand_out(data).report.findings)
    ),
    "head": Reader(samples.file(r.CHECKPOINT), note.parse_head),
    "journal": Reader(samples.journals, _as_file("j.jsonl")),
    "key-file": Reader(
        samples.key_files, lambda data: open_key(data, samples.PASSPHRASE)
    ),
    "leaf": Reader(samples.lines(r.EVENTS), codec.decode),
    "leaves": Reader(samples.file(r.EVENTS), of_lines(codec.decode_all)),
    "manifest": Reader(samples.file("manifest-sha256.txt"), tag_files.parse_manifest),
    "memory": Reader(samples.memories, _opened(lambda path: Memory(path).heads())),
    "note": Reader(samples.file(r.CHECKPOINT), note.parse_note),
    "proof": Reader(samples.proofs, note.parse_proof),
    "rules": Reader(samples.rule_sets, parse_rules),
    "ssh-key": Reader(samples.ssh_keys, lambda data: ssh_signer(data, lambda: None)),
    "sshsig": Reader(samples.ssh_signatures, parse_sshsig),
    "witness-memory": Reader(samples.witness_memories, _opened(_seen_by_witness)),
    "xlsx": Reader(
        lambda: [(samples.SCHOOL / "uitgaven-2025.xlsx").read_bytes()],
        _as_file("u.xlsx"),
    ),
    "witness-request": Reader(samples.requests, parse_request),
    **{
        f"xlsx-{name}": Reader(samples.sheet(part), _sheet(part))
        for name, part in samples.PARTS.items()
    },
}
