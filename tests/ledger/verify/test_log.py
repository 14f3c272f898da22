"""Step 12, with the log key in the attacker's hands: every line keeps the form."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

import msgspec
import pytest

from fixtures.every_kind import KEY
from ledger import codec
from ledger.events import BookOpened
from ledger.findings import Code
from ledger.note import COSIGNATURE, VerifierKey, format_vkey
from ledger.tree import EMPTY_ROOT
from ledger.verify import Report
from ledger.verify.keys import LogKeys
from ledger.verify.log import LogCheck
from tests.ledger.verify import bundles as b


def forged(change: Callable[[list[bytes]], object]) -> Report:
    """What a verifier says of a log whose own key signed it after a change."""

    def attack(files: b.Files) -> None:
        lines = b.lines_of(files)
        change(lines)
        b.put_lines(files, lines)
        b.head_again(files, KEY)

    return b.verified(b.after(attack))


def with_leaf(number: int, **fields: object) -> Report:
    """The same, for a change of fields in the leaf of one line."""

    def change(lines: list[bytes]) -> None:
        leaf = codec.decode(lines[number - 1])
        lines[number - 1] = codec.encode(msgspec.structs.replace(leaf, **fields))

    return forged(change)


def line_findings(report: Report) -> list[tuple[str, str | None, str | None]]:
    return [
        (finding.place, finding.expected, finding.found)
        for finding in report.findings
        if finding.code == Code.LOG
    ]


def test_an_index_that_is_not_the_next_one_is_found() -> None:
    report = with_leaf(37, n=40)
    assert line_findings(report) == [(f"{b.EVENTS}:37", "36", "40")]


def test_a_line_that_was_taken_out_is_one_finding() -> None:
    report = forged(lambda lines: lines.pop(30))
    assert (f"{b.EVENTS}:31", "30", "31") in line_findings(report)
    assert (f"{b.EVENTS}:32", "31", "32") not in line_findings(report)


def test_a_version_that_is_not_the_next_one_is_found() -> None:
    report = with_leaf(37, version=99)
    place, expected, found = line_findings(report)[0]
    assert (place, found) == (f"{b.EVENTS}:37", "99")
    assert expected != found


def test_a_moment_before_the_one_above_is_found() -> None:
    report = with_leaf(37, at="2024-01-01T00:00:00.000000Z")
    place, expected, found = line_findings(report)[0]
    assert (place, found) == (f"{b.EVENTS}:37", "2024-01-01T00:00:00.000000Z")
    assert expected is not None
    assert expected.endswith(" or later")


@pytest.mark.parametrize("at", ["2025-06-31", "2025-19-01", "2199-12-31"])
def test_a_moment_that_does_not_exist_is_found(at: str) -> None:
    hour = "T29:00:00.000000Z" if at.startswith("2199") else "T10:00:00.000000Z"
    report = with_leaf(37, at=at + hour)
    assert [place for place, *_ in line_findings(report)] == [f"{b.EVENTS}:37"]
    assert report.figures == {}


def test_a_command_id_that_is_used_again_is_found() -> None:
    first = codec.decode(b.lines_of(b.unpacked(b.honest()))[0]).id
    report = with_leaf(37, id=first)
    assert [(p, f) for p, _, f in line_findings(report)] == [(f"{b.EVENTS}:37", first)]


@pytest.mark.parametrize("stream", ["0000", "2024", "2025", "9999"])
def test_an_event_in_the_wrong_stream_is_found(stream: str) -> None:
    report = with_leaf(37, stream=stream)
    assert (f"{b.EVENTS}:37", None, stream) in line_findings(report)


def test_a_fact_of_a_year_does_not_belong_to_the_school() -> None:
    lines = b.lines_of(b.unpacked(b.honest()))
    number = next(n for n, x in enumerate(lines, 1) if b"expense-recorded/1" in x)
    report = with_leaf(number, stream="school")
    assert (f"{b.EVENTS}:{number}", None, "school") in line_findings(report)


def spaced(line: bytes) -> bytes:
    return line.replace(b'"by":', b'"by": ')


def escaped(line: bytes) -> bytes:
    return line.replace(b'"by"', b'"\\u0062y"')


def repeated(line: bytes) -> bytes:
    return line.replace(b'{"at"', b'{"n":0,"at"', 1)


def not_json(_: bytes) -> bytes:
    return b"PK\x03\x04"


def not_utf8(line: bytes) -> bytes:
    return line.replace(b'"by"', b'"b\xff"')


def deep(_: bytes) -> bytes:
    return b"[" * 60_000


def empty(_: bytes) -> bytes:
    return b""


def long(_: bytes) -> bytes:
    return b" " * 3_000_000


def huge_number(line: bytes) -> bytes:
    return line.replace(b'"version":', b'"version":' + b"9" * 5_000)


def carriage_return(line: bytes) -> bytes:
    return line + b"\r"


@pytest.mark.parametrize(
    "spoil",
    [
        spaced,
        escaped,
        repeated,
        not_json,
        not_utf8,
        deep,
        empty,
        long,
        huge_number,
        carriage_return,
    ],
)
@pytest.mark.parametrize("number", [1, 20, 37])
def test_a_line_that_is_not_canonical_is_found(
    spoil: Callable[[bytes], bytes], number: int
) -> None:
    def change(lines: list[bytes]) -> None:
        lines[number - 1] = spoil(lines[number - 1])

    report = forged(change)
    assert report.code == Code.LOG
    assert b.places(report, Code.LOG)[0] == f"{b.EVENTS}:{number}"
    assert report.figures == {}
    assert f"line {number} could not be read" in report.warnings[0]


def test_a_last_line_that_does_not_end_is_found() -> None:
    def attack(files: b.Files) -> None:
        files[b.EVENTS] = files[b.EVENTS][:-1]

    assert line_findings(b.verified(b.after(attack))) == [(b.EVENTS, None, None)]


def test_an_empty_log_is_found() -> None:
    def attack(files: b.Files) -> None:
        files[b.EVENTS] = b""

    report = b.verified(b.after(attack))
    assert report.code == Code.LOG
    assert (report.events, report.root) == (0, None)


def of_a_newer_program(lines: list[bytes]) -> None:
    lines[36] = lines[36].replace(b"school-ended/1", b"school-ended/2")


def test_a_type_of_a_newer_program_leaves_tree_and_signature_checked() -> None:
    report = forged(of_a_newer_program)
    assert b.codes(report) == {Code.SURROUNDINGS}
    assert report.grade == "SIGNED"
    assert report.figures == {}
    assert any("figures were not computed" in said for said in report.warnings)


def test_a_newer_type_does_not_hide_a_root_that_differs() -> None:
    def attack(files: b.Files) -> None:
        lines = b.lines_of(files)
        of_a_newer_program(lines)
        b.put_lines(files, lines)

    report = b.verified(b.after(attack))
    assert report.code == Code.LOG


@pytest.mark.parametrize(
    "name", [b"school-ended", b"Ended/1", b"school-ended/01", b"school-ended/1\\u0000"]
)
def test_a_type_that_is_no_versioned_name_is_no_newer_one(name: bytes) -> None:
    def change(lines: list[bytes]) -> None:
        lines[36] = lines[36].replace(b"school-ended/1", name)

    assert forged(change).code == Code.LOG


def test_a_newer_type_has_to_be_canonical_too() -> None:
    def change(lines: list[bytes]) -> None:
        of_a_newer_program(lines)
        lines[36] = lines[36].replace(b'"into":"030570"', b'"into":1.5')

    assert forged(change).code == Code.LOG


def test_what_is_wrong_a_thousand_times_is_told_a_hundred_times() -> None:
    check = LogCheck("line {}".format)
    lines = list(chain.from_iterable(check.read([[b"{}"] * 1_000] * 10)))
    assert [line.leaf for line in lines] == [None] * 10_000
    assert len(check.found.findings) == 101
    assert "only the first 100" in check.found.findings[-1].message
    assert check.size == 10_000


def test_a_key_that_signs_no_logs_is_no_log_key() -> None:
    key = format_vkey(VerifierKey(KEY.name, COSIGNATURE, KEY.public))
    opened = BookOpened(origin=KEY.name, school="030569", level="primary", key=key)
    keys = LogKeys("line {}".format)
    keys.take(0, opened, root_before=EMPTY_ROOT)
    (finding,) = keys.findings
    assert finding.code == Code.SIGNATURE
    assert finding.message == "the log names a key that signs no logs"
