"""What is wrong with a line of a journal is said with its place, and nothing else."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cli.intake.journal import LINE_LENGTH_MAX, read_journal
from cli.intake.wishes import KINDS, fields_of
from ledger.book.rows import Row
from ledger.errors import LedgerError

EXPENSE = (
    '{"record":"expense","on":"2025-03-12","amount":"9","category":"travel",'
    '"beneficiary":"team"'
)
PLAN = '{"record":"plan","school_year":"2024-2025","on":"2024-10-01",'
NESTED = '{"record":"school","name":%s1%s}'

FAULTY: dict[str, tuple[str, str, str]] = {
    "no JSON": ("hello", "j:1", "not JSON"),
    "half a line": ('{"record":"expense"', "j:1", "not JSON"),
    "a list": ("[1]", "j:1", "the line is no object"),
    "a text": ('"expense"', "j:1", "the line is no object"),
    "no kind": ("{}", "j:1", "the line says no kind of record"),
    "an odd kind": ('{"record":{}}', "j:1", "the line says no kind of record"),
    "another kind": ('{"record":"expence"}', "j:1", "is no kind of record"),
    "a user": ('{"record":"user","name":"x"}', "j:1", "'user' is no kind"),
    "a key of none": (EXPENSE + ',"bank":"x"}', "j:1 (bank)", "no field 'bank'"),
    "a key twice": (EXPENSE + ',"on":"2025-03-12"}', "j:1", "'on' stands twice"),
    "a key twice inside": (
        '{"record":"plan","initiatives":[{"ref":"P","ref":"Q"}]}',
        "j:1",
        "'ref' stands twice",
    ),
    "a float": ('{"record":"close","year":2025.0}', "j:1", "amounts are text"),
    "an exponent": ('{"record":"close","year":2e3}', "j:1", "amounts are text"),
    "not a number": ('{"record":"close","year":NaN}', "j:1", "amounts are text"),
    "a large number": ('{"record":"close","year":' + "9" * 5000 + "}", "j:1", "JSON"),
    "deep": (NESTED % ("[" * 4, "]" * 4), "j:1", "nested too deeply"),
    "too deep to read": (NESTED % ("[" * 99_999, "]" * 99_999), "j:1", "not JSON"),
    "huge": (NESTED % ('"' + "x" * LINE_LENGTH_MAX, '"'), "j:1", "line is too long"),
    "a control": (EXPENSE + ',"supplier":"a\\u001b[2J"}', "j:1 (supplier)", "seen"),
    "a turn": (EXPENSE + ',"supplier":"a\\u202eb"}', "j:1 (supplier)", "seen"),
    "half a sign": (EXPENSE + ',"supplier":"\\ud800"}', "j:1 (supplier)", "half a"),
    "half a sign as a key": (EXPENSE + ',"\\ud800":"1"}', "j:1 (\ud800)", "no field"),
    "half a sign as a kind": ('{"record":"\\udfff"}', "j:1", "is no kind of record"),
    "digits": ('{"record":"close","year":"٢٠٢٥"}', "j:1 (year)", "not a budget year"),
    "a link": (EXPENSE + ',"activity":"x"}', "j:1", "the row says no relevance"),
    "a target": ('{"record":"unlink","link":"#0"}', "j:1 (link)", "names no fact"),
    "initiatives": (
        PLAN + '"initiatives":[{"ref":"P1","plan":"1"}]}',
        "j:1 (initiatives)",
        "initiative 'P1', plan: there is no field 'plan'",
    ),
    "no initiatives": (
        PLAN + '"initiatives":{"ref":"P1"}}',
        "j:1 (initiatives)",
        "initiatives are a list",
    ),
}
DOCUMENTS = {
    "no path": ("{}", "path is missing"),
    "a number": ('{"path":1}', "path is missing"),
    "outside": ('{"path":"../secret"}', "lies outside"),
    "outside by the other slash": ('{"path":"..\\\\secret"}', "lies outside"),
    "from the root": ('{"path":"/etc/passwd"}', "lies outside"),
    "nothing there": ('{"path":"a.pdf"}', "cannot be read"),
    "a zero": ('{"path":"a\\u0000.pdf"}', "is no path"),
    "half a sign": ('{"path":"\\ud800.pdf"}', "is no path"),
    "very long": ('{"path":"' + "x" * 5000 + '"}', "cannot be read"),
    "a loop": ('{"path":"loop/a.pdf"}', "is no path"),
    "a folder": ('{"path":"."}', "is not a file"),
    "its content": ('{"path":"a.pdf","content":"x"}', "no field 'content'"),
    "its type": ('{"path":"a.pdf","media_type":"x"}', "no field 'media_type'"),
}
Read = tuple[list[Row], list[tuple[str | None, str]]]


def read(data: bytes, folder: Path) -> Read:
    rows, _, faults, _ = read_journal(data, folder / "j")
    return rows, [(fault.place, said(fault)) for fault in faults]


def said(fault: LedgerError) -> str:
    fields = getattr(fault, "faults", {})
    return "; ".join([fault.message, *(each.message for each in fields.values())])


@pytest.mark.parametrize(("line", "place", "message"), FAULTY.values(), ids=[*FAULTY])
def test_a_faulty_line_is_named(
    line: str, place: str, message: str, *, tmp_path: Path
) -> None:
    rows, faults = read(line.encode(), tmp_path)
    assert rows == []
    assert [found for found, _ in faults][:1] == [place]
    assert message in faults[0][1]


def test_no_depth_is_too_deep_to_be_refused(tmp_path: Path) -> None:
    for depth in range(880, 1000):
        rows, faults = read((NESTED % ("[" * depth, "]" * depth)).encode(), tmp_path)
        assert (len(rows), len(faults)) == (0, 1)


@pytest.mark.parametrize(("fields", "message"), DOCUMENTS.values(), ids=[*DOCUMENTS])
def test_a_document_is_a_file_below_the_journal(
    fields: str, message: str, *, tmp_path: Path
) -> None:
    (tmp_path / "loop").symlink_to("loop")
    record = {"record": "document", "of": "A", "kind": "invoice", **json.loads(fields)}
    rows, faults = read(json.dumps(record).encode(), tmp_path)
    assert rows == []
    assert message in faults[0][1]


def test_a_document_that_never_ends_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    line = b'{"record":"document","of":"A","kind":"invoice","path":"pipe.pdf"}'
    assert "is not a file" in read(line, tmp_path)[1][0][1]


def test_all_faulty_lines_are_named_and_the_others_are_read(tmp_path: Path) -> None:
    lines = [EXPENSE + "}", "x", "", EXPENSE + ',"ref":"A 1","part":"0"}', "\xff"]
    data = "\n".join(lines[:-1]).encode() + b"\r\n\xff\n" + EXPENSE.encode() + b"}"
    rows, faults = read(data, tmp_path)
    assert [row.place for row in rows] == ["j:1", "j:6"]
    assert [place for place, _ in faults] == ["j:2", "j:4 (ref)", "j:4 (part)", "j:5"]


def test_a_mark_at_the_start_and_any_line_end_are_read(tmp_path: Path) -> None:
    line = EXPENSE.encode() + b"}"
    for end in (b"\n", b"\r\n", b"\r"):
        rows, faults = read(b"\xef\xbb\xbf" + end.join([line, b"", line]), tmp_path)
        assert ([row.place for row in rows], faults) == (["j:1", "j:3"], [])


def test_a_journal_in_another_encoding_is_refused_line_by_line(tmp_path: Path) -> None:
    _, faults = read((EXPENSE + "}\n").encode("utf-16"), tmp_path)
    assert faults[0] == ("j:1", "the line is not UTF-8")


KEYS = sorted({name for kind in KINDS.values() for name in fields_of(kind)})
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2)
    ),
    max_leaves=4,
)
RECORDS = st.fixed_dictionaries(
    {"record": st.sampled_from(list(KINDS))},
    optional={key: JSON for key in KEYS},  # noqa: C420  # an argument of its own
)
LINES = st.one_of(
    st.binary(max_size=100),
    RECORDS.map(lambda record: json.dumps(record).encode()),
    st.builds(bytes.__add__, st.just(EXPENSE.encode() + b',"'), st.binary(max_size=40)),
)


@settings(max_examples=80)
@given(st.lists(LINES, max_size=4).map(b"\n".join))
@example(b'{"record":"document","path":"\x00"}')
def test_any_bytes_are_rows_or_faults(data: bytes) -> None:
    rows, _, faults, broken = read_journal(data, Path("no-such-folder") / "j.jsonl")
    lines = [line for line in data.splitlines() if line.strip()]
    assert len(rows) + len(faults) >= len(lines) - (data[:3] == b"\xef\xbb\xbf")
    assert all(fault.place for fault in faults)
    assert bool(broken) == bool(faults)
