"""A log key, a witness key, a checkpoint that the log signed, and ways to spoil it."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.keys import generate
from ledger.note import COSIGNATURE, Note, VerifierKey, format_note, parse_vkey, sign

ORIGIN = "example.be/log"
TEXT = f"{ORIGIN}\n1\nbjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n"
LOG = generate(ORIGIN, bytes(range(32)))
LOG_KEY = parse_vkey(LOG.vkey)
LOG_LINE = sign(TEXT, ORIGIN, public=LOG.public, sign_bytes=LOG.sign)
SIGNED = format_note(Note(TEXT, (LOG_LINE,)))

WITNESS = generate("witness.example/w1", bytes(range(1, 33)))
WITNESS_KEY = VerifierKey(WITNESS.name, COSIGNATURE, WITNESS.public)


def every_small_change(data: bytes) -> Iterator[bytes]:
    """Each byte as each other byte, left out, doubled; and each shorter beginning."""
    for place, byte in enumerate(data):
        head, tail = data[:place], data[place + 1 :]
        yield from (head + bytes([b]) + tail for b in range(256) if b != byte)
        yield head
        if data[place - 1 : place] != bytes([byte]):
            yield head + tail
            yield head + bytes([byte, byte]) + tail
