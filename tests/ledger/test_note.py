from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import MalformedError
from ledger.note import (
    ED25519,
    Note,
    Signature,
    VerifierKey,
    cosignature_message,
    format_note,
    parse_note,
    parse_vkey,
    verify_note,
)
from tests.ledger.signers import LOG_LINE, SIGNED, TEXT

# c2sp.org/signed-note, "Example".
PUBLISHED_VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
PUBLISHED_NOTE = (
    "This is an example message.\n"
    "\n"
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXs"
    "YjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
).encode()

# c2sp.org/signed-note, the poem: its text holds an empty line.
POEM = (
    "Ognuno sta solo sul cuor della terra\n"
    "trafitto da un raggio di sole:\n"
    "\n"
    "ed è subito sera.\n"
    "\n"
    "— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9"
    "oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n"
).encode()

# c2sp.org/tlog-cosignature, the checkpoint with a witness's line.
COSIGNED = (
    "example.com/behind-the-sofa\n"
    "20852163\n"
    "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    "\n"
    "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4UR"
    "YN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZC"
    "B9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n"
).encode()


def test_the_published_note_holds_under_the_published_key() -> None:
    note, key = parse_note(PUBLISHED_NOTE), parse_vkey(PUBLISHED_VKEY)
    assert note.text == "This is an example message.\n"
    assert verify_note(note, [key]) == [key]
    assert key == VerifierKey("example.com/foo", ED25519, key.public)
    assert key.key_id.hex() == "530d903a"


@pytest.mark.parametrize("published", [PUBLISHED_NOTE, POEM, COSIGNED, SIGNED])
def test_published_notes_are_written_as_they_were_read(published: bytes) -> None:
    assert format_note(parse_note(published)) == published


def test_the_last_empty_line_ends_the_text() -> None:
    note = parse_note(POEM)
    assert note.text.endswith("sole:\n\ned è subito sera.\n")
    assert [line.name for line in note.signatures] == ["quasimodo.example/salvatore"]


def test_a_published_cosignature_holds_its_time() -> None:
    note = parse_note(COSIGNED)
    witness = note.signatures[1]
    assert witness.name == "witness.example.com/w1"
    assert witness.key_id.hex() == "8d66cf3f"
    assert int.from_bytes(witness.raw[:8], "big") == 1679315147
    assert cosignature_message(note.text, 1679315147) == (
        b"cosignature/v1\n"
        b"time 1679315147\n"
        b"example.com/behind-the-sofa\n"
        b"20852163\n"
        b"CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    )


LINE = SIGNED[len(TEXT) + 1 :]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n",
        TEXT.encode(),
        TEXT.encode() + LINE,
        LINE,
        SIGNED[:-1],
        SIGNED[:-1] + b"x",
        SIGNED + b"\n",
        SIGNED + b"more\n",
        SIGNED.replace(b"\n", b"\r\n"),
        *(bytes([byte]) + SIGNED for byte in range(32) if byte != ord("\n")),
        b"\xff" + SIGNED,
        b"\xed\xa0\x80" + SIGNED,
        SIGNED.replace("—".encode(), b"-"),
        SIGNED.replace("— ".encode(), "—  ".encode()),
        SIGNED.replace(b" example", "\u2003example".encode()),
        "t\n\n— a+b AAAAAAA=\n".encode(),
        "t\n\n— a\u00a0b AAAAAAA=\n".encode(),
        "t\n\n—  AAAAAAA=\n".encode(),
        "t\n\n— a\n".encode(),
        "t\n\n— a \n".encode(),
        "t\n\n— a AAAAAA==\n".encode(),
        b"t\n\na AAAAAAA=\n",
        "t\n\n— a AAAAAAB=\n".encode(),
        "t\n\n— a AAAAAAA\n".encode(),
        "t\n\n— a AAAAAAA=\n\n".encode(),
        "t\n\n— a AAAAAAA= \n".encode(),
        "t\n\n— a AAAAAA_=\n".encode(),
        TEXT.encode() + b"\n" + LINE * 101,
        b"x" * 1_000_000 + SIGNED,
    ],
)
def test_what_is_no_note_is_refused(data: bytes) -> None:
    with pytest.raises(MalformedError):
        parse_note(data)


def test_a_note_has_a_million_bytes_at_most() -> None:
    room = 1_000_000 - len(SIGNED)
    assert parse_note(b"x" * room + SIGNED).text == "x" * room + TEXT
    with pytest.raises(MalformedError, match="at most 1000000 bytes"):
        parse_note(b"x" * (room + 1) + SIGNED)


def test_a_note_may_have_a_hundred_signatures() -> None:
    note = Note(TEXT, (LOG_LINE,) * 100)
    assert parse_note(format_note(note)) == note


@pytest.mark.parametrize(
    "note",
    [
        Note(TEXT),
        Note("", (LOG_LINE,)),
        Note("no line feed", (LOG_LINE,)),
        Note("\ud800\n", (LOG_LINE,)),
        Note("a\tb\n", (LOG_LINE,)),
        Note("t\n\n— a AAAAAAA=", (LOG_LINE,)),
        Note(TEXT, (Signature("a b", bytes(4), b"s"),)),
        Note(TEXT, (Signature("", bytes(4), b"s"),)),
        Note(TEXT, (Signature("a", bytes(3), b"s"),)),
        Note(TEXT, (Signature("a", bytes(5), b"s"),)),
        Note(TEXT, (Signature("a", bytes(4), b""),)),
        Note(TEXT, (Signature("a\n— b", bytes(4), b"s"),)),
        Note(TEXT, (LOG_LINE,) * 101),
    ],
)
def test_what_would_not_read_back_is_not_written(note: Note) -> None:
    with pytest.raises(MalformedError):
        format_note(note)


texts = st.text(st.characters(codec="utf-8", min_codepoint=32) | st.just("\n"))
names = st.from_regex(r"[^\s+\x00-\x1f\ud800-\udfff]+", fullmatch=True)
lines = st.builds(
    Signature, names, st.binary(min_size=4, max_size=4), st.binary(min_size=1)
)
notes = st.builds(
    Note,
    texts.map(lambda text: f"{text}\n"),
    st.lists(lines, min_size=1, max_size=5).map(tuple),
)


@given(notes)
def test_a_note_reads_back_as_it_was_written(note: Note) -> None:
    data = format_note(note)
    assert parse_note(data) == note
    assert format_note(parse_note(data)) == data


@given(st.binary() | texts.map(str.encode))
def test_no_bytes_make_the_reader_stumble(data: bytes) -> None:
    with suppress(MalformedError):
        assert format_note(parse_note(data)) == data
