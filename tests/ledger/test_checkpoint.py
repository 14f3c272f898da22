from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import MalformedError
from ledger.keys import generate
from ledger.note import (
    Checkpoint,
    Note,
    format_checkpoint,
    format_head,
    format_note,
    parse_checkpoint,
    parse_head,
    sign,
)
from ledger.tree import EMPTY_ROOT
from tests.ledger.signers import LOG_LINE, ORIGIN, SIGNED, TEXT, every_small_change

ROOT = "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0="
SCHOOL = "verantwoord/voorbeeld/00112233445566778899aabbccddeeff"


def test_the_example_of_the_format_is_made_byte_for_byte() -> None:
    key = generate(SCHOOL, bytes(range(32)))
    text = f"{SCHOOL}\n1\n{ROOT}\n"
    line = sign(text, SCHOOL, public=key.public, sign_bytes=key.sign)
    assert key.vkey == (
        "verantwoord/voorbeeld/00112233445566778899aabbccddeeff"
        "+fb54a2dd+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
    )
    assert format_note(Note(text, (line,))).decode() == (
        "verantwoord/voorbeeld/00112233445566778899aabbccddeeff\n"
        "1\n"
        "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n"
        "\n"
        "— verantwoord/voorbeeld/00112233445566778899aabbccddeeff +1Si3REorAGbtH8wbuL4T"
        "SXxCED1aAcRWw8YFgGghhMwKDeP+hxewEsnWLt86IAFqhi4qqm7tSkjcMG+EIVJ1J4KlAI=\n"
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"a b\n1\n{ROOT}\n", "checkpoint, line 1"),
        (f"{ORIGIN}\n01\n{ROOT}\n", "checkpoint, line 2"),
        (f"{ORIGIN}\n1\n?\n", "checkpoint, line 3"),
        (f"{ORIGIN}\n1\nAAAA\n", "checkpoint, line 3"),
    ],
)
def test_the_line_that_is_wrong_is_named(text: str, place: str) -> None:
    with pytest.raises(MalformedError) as refused:
        parse_checkpoint(text)
    assert refused.value.place == place


def test_three_lines_are_a_checkpoint() -> None:
    text = (
        "example.com/behind-the-sofa\n"
        "20852163\n"
        "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    )
    checkpoint = parse_checkpoint(text)
    assert checkpoint.origin == "example.com/behind-the-sofa"
    assert checkpoint.size == 20852163
    assert checkpoint.root.hex().startswith("0ac5186a91863e8e")
    assert format_checkpoint(checkpoint) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n\n",
        f"{ORIGIN}\n1\n{ROOT}",
        f"{ORIGIN}\n1\n",
        f"{ORIGIN}\n1\n{ROOT}\n\n",
        f"{ORIGIN}\n1\n{ROOT}\nextension\n",
        f"\n1\n{ROOT}\n",
        f"a b\n1\n{ROOT}\n",
        f"a+b\n1\n{ROOT}\n",
        f"a\u2028b\n1\n{ROOT}\n",
        f"a\x00b\n1\n{ROOT}\n",
        *(
            f"{ORIGIN}\n{size}\n{ROOT}\n"
            for size in ("", "01", "00", "+1", "-1", "1.0", " 1", "1 ", "1_0", "٣", "x")
        ),
        f"{ORIGIN}\n{2**63}\n{ROOT}\n",
        f"{ORIGIN}\n{'9' * 5000}\n{ROOT}\n",
        f"{ORIGIN}\n1\n\n",
        f"{ORIGIN}\n1\n{ROOT[:-1]}\n",
        f"{ORIGIN}\n1\n{ROOT} \n",
        f"{ORIGIN}\n1\n{ROOT.replace('0=', '1=')}\n",
        f"{ORIGIN}\n1\n{ROOT.replace('+', '-')}\n",
        f"{ORIGIN}\n1\nAAAA\n",
        f"{ORIGIN}\n1\n{'A' * 44}\n",
        f"{ORIGIN}\n1\n{ROOT[:-1]}AAAA\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(MalformedError):
        parse_checkpoint(text)


@pytest.mark.parametrize(
    "checkpoint",
    [
        Checkpoint("", 1, EMPTY_ROOT),
        Checkpoint("a b", 1, EMPTY_ROOT),
        Checkpoint("a\n1", 1, EMPTY_ROOT),
        Checkpoint("a", -1, EMPTY_ROOT),
        Checkpoint("a", 2**63, EMPTY_ROOT),
        Checkpoint("a", 1, EMPTY_ROOT[:-1]),
        Checkpoint("a", 1, b""),
    ],
)
def test_what_is_no_checkpoint_is_not_written(checkpoint: Checkpoint) -> None:
    with pytest.raises(MalformedError):
        format_checkpoint(checkpoint)


def test_a_head_is_a_signed_note_or_the_bare_three_lines() -> None:
    assert parse_head(SIGNED) == Note(TEXT, (LOG_LINE,))
    assert parse_head(TEXT.encode()) == Note(TEXT)
    for head in (SIGNED, TEXT.encode()):
        assert format_head(parse_head(head)) == head


@pytest.mark.parametrize(
    "tail", ["\n", "x", "x\n", " ", "\n\n", "\n— a\n", "\n— a b\n"]
)
def test_a_bare_head_is_three_lines_and_nothing_else(tail: str) -> None:
    with pytest.raises(MalformedError):
        parse_head(f"{TEXT}{tail}".encode())


def test_a_note_that_is_no_checkpoint_is_no_head() -> None:
    message = Note("This is an example message.\n", (LOG_LINE,))
    with pytest.raises(MalformedError):
        parse_head(format_note(message))
    for note in (message, Note(message.text)):
        with pytest.raises(MalformedError):
            format_head(note)


def test_no_change_of_a_bare_head_reads_as_the_same() -> None:
    for damaged in every_small_change(TEXT.encode()):
        with suppress(MalformedError):
            head = parse_head(damaged)
            assert head.text != TEXT
            assert format_head(head) == damaged


origins = st.from_regex(r"[^\s+\x00-\x1f\ud800-\udfff]+", fullmatch=True)
sizes = st.integers(min_value=0, max_value=2**63 - 1)
roots = st.binary(min_size=32, max_size=32)


@given(st.builds(Checkpoint, origins, sizes, roots))
def test_a_checkpoint_reads_back_as_it_was_written(checkpoint: Checkpoint) -> None:
    text = format_checkpoint(checkpoint)
    assert parse_checkpoint(text) == checkpoint
    assert parse_head(text.encode()) == Note(text)
