"""Logs that grow or fork, and a witness that is asked to cosign them."""

from __future__ import annotations

from pathlib import Path

from ledger.keys import SigningKey, generate
from ledger.note import (
    COSIGNATURE,
    Checkpoint,
    Note,
    format_checkpoint,
    format_note,
    sign,
)
from ledger.note.witness_request import WitnessRequest
from ledger.tree import leaf_hash, prove_consistency, root, stored_hashes
from ledger.witness import Asked, Cosigned, cosign_request, open_memory
from tests.ledger.signers import LOG, LOG_KEY, ORIGIN

KEY = generate("witness.example/w1", bytes(range(5, 37)), kind=COSIGNATURE)
NEW_LOG = generate(ORIGIN, bytes(range(6, 38)))
NOW = 1_768_900_000


class Tree:
    """A log of so many leaves; another `story` is another log from that size on."""

    def __init__(self, size: int, *, forked_at: int | None = None) -> None:
        self.size = size
        self.stored: list[bytes] = []
        for n in range(size):
            story = "other" if forked_at is not None and n >= forked_at else "own"
            leaf = leaf_hash(f"{story} {n}".encode())
            self.stored += stored_hashes(n, leaf, read=self.read)

    def read(self, positions: list[int]) -> list[bytes]:
        return [self.stored[position] for position in positions]

    def note(self, key: SigningKey = LOG, *, origin: str = ORIGIN) -> bytes:
        text = format_checkpoint(
            Checkpoint(origin, self.size, root(self.size, self.read))
        )
        line = sign(text, key.name, public=key.public, sign_bytes=key.sign)
        return format_note(Note(text, (line,)))

    def request(self, old: int, key: SigningKey = LOG) -> WitnessRequest:
        proof = prove_consistency(old, self.size, read=self.read) if old else []
        return WitnessRequest(old, tuple(proof), self.note(key))


def ask(path: Path, request: WitnessRequest, **changed: object) -> Cosigned:
    given = {"logs": [LOG_KEY], **changed}
    asked = Asked(**given)  # type: ignore[arg-type]  # fields of Asked
    with open_memory(path) as memory:
        return cosign_request(memory, request, key=KEY, asked=asked, time=NOW)
