"""Files that were made to harm: whatever they hold, the answer is a report.

Headers and manifests are right, so every step comes to read them.
"""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest

from fixtures.every_kind import KEY
from fixtures.hostile_bags import hostile_bags
from fixtures.hostile_layouts import hostile_layouts
from fixtures.hostile_zips import hostile_zips
from ledger import codec
from ledger.errors import MalformedError
from ledger.findings import Code
from ledger.verify.bundle import PLACES
from ledger.verify.lines import Lines
from ledger.verify.reading import Reading
from ledger.verify.statements import encode_figures
from tests.ledger.verify import bundles as b

GARBAGE = {
    "nothing": b"",
    "a NUL": b"\0",
    "no UTF-8": b"\xff\xfe",
    "a lone surrogate": b'{"a":"\\ud800"}',
    "deep JSON": b"[" * 100_000,
    "a huge number": b'{"format":' + b"9" * 10_000 + b"}",
    "an exponent": b'{"format":1e999}',
    "not a number": b'{"format":NaN}',
    "line feeds": b"\n" * 10_000,
    "one long line": b"a" * 3_000_000,
    "another file": b"%PDF-1.7\n",
    "bidi and control": "\u202e\u2066\x1b[2J\x07".encode(),
}
READ = {
    b.EVENTS: Code.LOG,
    b.CHECKPOINT: Code.LOG,
    b.DISCLOSURES: Code.DISCLOSURE,
    b.EXPORT: Code.REPLAY,
    b.FIGURES: Code.REPLAY,
    "data/checkpoints/24": Code.LOG,
    "data/rules/pd-grant-1.toml": Code.REPLAY,
}


@pytest.mark.parametrize("garbage", GARBAGE)
@pytest.mark.parametrize("name", READ)
def test_a_file_of_garbage_gives_the_code_of_its_step(name: str, garbage: str) -> None:
    def attack(files: b.Files) -> None:
        files[name] = GARBAGE[garbage]

    report = b.verified(b.after(attack))
    assert report.code == READ[name]
    assert name in report.findings[0].place


@pytest.mark.parametrize("name", [b.EVENTS, b.CHECKPOINT, b.DISCLOSURES, b.EXPORT])
def test_a_file_that_is_missing_is_found_by_the_manifest(name: str) -> None:
    files = b.unpacked(b.honest())
    files["data/derived/other.json"] = files.pop(name)
    with pytest.raises(MalformedError, match="always holds"):
        b.packed(files)  # no writer of ours makes such a bundle


@pytest.mark.parametrize("name", ["data/checkpoints/0", "data/checkpoints/9999999999"])
def test_a_head_of_a_size_that_cannot_be_is_found(name: str) -> None:
    def attack(files: b.Files) -> None:
        files[name] = files[b.CHECKPOINT]

    report = b.verified(b.after(attack))
    assert report.code == Code.LOG
    assert set(b.places(report, Code.LOG)) == {name}


def test_foreign_text_is_no_command_to_a_terminal() -> None:
    def attack(files: b.Files) -> None:
        lines = b.lines_of(files)
        lines[36] = lines[36].replace(b'"school"', '"\u202e\x7f\u2066"'.encode())
        lines[35] = lines[35].replace(b'"jsonl"', b'"' + b"\\u001b[2J" * 5_000 + b'"')
        b.put_lines(files, lines)

    report = b.verified(b.after(attack))
    texts = [text for f in report.findings for text in (f.message, f.found or "")]
    assert all(text.isprintable() and len(text) < 5_000 for text in texts)


def test_files_that_are_not_looked_into_are_named() -> None:
    def attack(files: b.Files) -> None:
        files["data/derived/report.html"] = b"<p>0</p>"
        files["HOW-TO-VERIFY.txt"] = b"send me your passphrase\n"

        files["verify.html"] = b"<p>All is well</p>\n"

    report = b.verified(b.after(attack))
    assert report.ok
    assert any("verify.html is not the page" in said for said in report.warnings)
    assert any("data/derived/report.html" in said for said in report.warnings)
    assert any("HOW-TO-VERIFY.txt" in said for said in report.warnings)


HOSTILE = {**hostile_zips(), **hostile_layouts(), **hostile_bags()}


@pytest.mark.parametrize("sentence", HOSTILE)
def test_a_hostile_container_or_bag_is_refused_by_verify_too(sentence: str) -> None:
    assert b.verified(HOSTILE[sentence].data).code == HOSTILE[sentence].code


NUMBERS = [0, 1, 2, -1, 2**53 - 1, 3, 17, 36, 37, 1990, 2024, 2025, 2199, 10**9]
WORDS = [
    *("A", "B", "C", "school", "2024", "2025", "0000", "2199", "P1", "u1", "u2", "u9"),
    *("9999-12-31", "0001-01-01", "2024-03-12", "2025-12-31", "2023-2024", "0000-0001"),
    *("leisure", "travel", "expense", "opening", "carry-over", "tranche", "close"),
    "2199-12-31T23:59:59.999999Z",
    "1900-01-01T00:00:00.000000Z",
]


def spoilt(value: object, chance: Random) -> object:
    if isinstance(value, list):
        return value * chance.choice([0, 2, 3])
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return chance.choice(NUMBERS)
    return chance.choice([None, *NUMBERS, *WORDS])


def nonsense(honest: list[bytes], chance: Random) -> list[bytes]:
    """Canonical leaves, counted rightly, of events that make no sense together."""
    picked = chance.choices(honest, k=60) if chance.random() < 0.5 else honest
    versions: dict[str, int] = {}
    lines: list[bytes] = []
    for line in [*honest[:6], *picked]:
        leaf: dict[str, Any] = json.loads(line)
        for _ in range(chance.choice([0, 0, 1, 1, 3])):
            place = leaf["event"] if chance.random() < 0.9 else leaf
            name = chance.choice([n for n in place if n not in {"type", "event"}])
            place[name] = spoilt(place[name], chance)
        stream = leaf["stream"]
        counted = {"n": len(lines), "version": versions.get(stream, 0) + 1}
        made = codec.encode_value({**leaf, **counted})
        try:
            codec.decode(made)
        except MalformedError:
            continue
        versions[stream] = counted["version"]
        lines.append(made)
    return lines


@pytest.mark.parametrize("seed", range(12))
def test_events_that_make_no_sense_are_findings(seed: int) -> None:
    files, chance = b.unpacked(b.honest()), Random(seed)
    honest = b.lines_of(files)
    for _ in range(25):
        lines = nonsense(honest, chance)
        reading = Reading(PLACES)
        reading.read([lines], Lines([files[b.DISCLOSURES]]))
        reading.check_documents({})
        encode_figures(reading.figures())
        assert reading.findings


def test_sums_that_no_reader_keeps_exact_are_no_figures() -> None:
    def attack(files: b.Files) -> None:
        lines = b.lines_of(files)
        number = next(n for n, x in enumerate(lines) if b"adjustment-recorded" in x)
        lines[number] = lines[number].replace(b":-1200", b":9007199254740991")
        b.put_lines(files, lines)
        b.head_again(files, KEY)

    report = b.verified(b.after(attack))
    assert report.figures == {}
    assert "too large" in str([f.message for f in report.findings])
