"""How a fraud proof is made: the hashes that it needs, in one pass over the leaves."""

from __future__ import annotations

from hashlib import sha256

from fixtures.books import ORIGIN
from fixtures.every_kind import KEY
from fixtures.repacking import signed_note
from ledger.note import Checkpoint, format_checkpoint
from ledger.note.vkey import encode_base64
from ledger.tree import (
    leaf_hash,
    prove_consistency,
    root,
    stored_count,
    stored_hashes,
    stored_index,
)
from ledger.verify.fraud import encode_fraud, hashes_at, prove_fraud
from ledger.verify.fraud_check import check_fraud
from tests.ledger.verify.bundles import VKEY


def stored_by_a_book(leaves: list[bytes]) -> list[bytes]:
    stored: list[bytes] = []

    def read(positions: list[int]) -> list[bytes]:
        return [stored[position] for position in positions]

    for n, leaf in enumerate(leaves):
        stored += stored_hashes(n, leaf, read=read)
    return stored


def test_the_hashes_of_one_pass_are_those_that_a_book_stores() -> None:
    leaves = [sha256(bytes([n])).digest() for n in range(40)]
    stored = stored_by_a_book(leaves)
    every = range(stored_count(40))
    assert hashes_at(every, leaves) == dict(enumerate(stored))
    assert hashes_at([stored_index(3, 4), 10_000], leaves) == {
        stored_index(3, 4): stored[stored_index(3, 4)]
    }


def test_a_proof_is_made_for_every_pair_of_small_sizes() -> None:
    leaves = [leaf_hash(bytes([n])) for n in range(20)]
    stored = stored_by_a_book(leaves)

    def read(positions: list[int]) -> list[bytes]:
        return [stored[position] for position in positions]

    for new in range(1, 21):
        newer = note(new, root(new, read))
        for old in range(1, new + 1):
            fraud = prove_fraud(
                leaves[:new], older=note(old, bytes(32)), newer=newer, keys=[VKEY]
            )
            wanted = prove_consistency(old, new, read=read)
            assert fraud.proof == tuple(map(encode_base64, wanted))
            assert check_fraud(encode_fraud(fraud)).proven


def note(size: int, digest: bytes) -> bytes:
    return signed_note(format_checkpoint(Checkpoint(ORIGIN, size, digest)), KEY)
