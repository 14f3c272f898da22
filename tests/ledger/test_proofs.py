from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from ledger.errors import UsageError
from ledger.tree import (
    EMPTY_ROOT,
    Hash,
    check_consistency,
    check_inclusion,
    leaf_hash,
    prove_consistency,
    prove_inclusion,
    root,
)
from tests.ledger.rfc6962 import HASHES, SIZE_MAX, STORED, Stored, path, subproof


@pytest.mark.parametrize("size", range(1, SIZE_MAX + 1))
def test_every_inclusion_proof_is_that_of_the_rfc(size: int) -> None:
    head = root(size, STORED.read)
    for index in range(size):
        proof = prove_inclusion(index, size, read=STORED.read)
        assert proof == path(index, HASHES[:size])
        assert check_inclusion(index, size, leaf=HASHES[index], proof=proof, root=head)


@pytest.mark.parametrize("size", range(1, 33))
def test_an_inclusion_proof_holds_for_one_index_only(size: int) -> None:
    head = root(size, STORED.read)
    for index in range(size):
        leaf, proof = HASHES[index], prove_inclusion(index, size, read=STORED.read)
        holds = [
            other
            for other in range(-1, size + 1)
            if check_inclusion(other, size, leaf=leaf, proof=proof, root=head)
        ]
        assert holds == [index]


@pytest.mark.parametrize("new", range(1, SIZE_MAX + 1))
def test_every_consistency_proof_is_that_of_the_rfc(new: int) -> None:
    new_root = root(new, STORED.read)
    for old in range(1, new + 1):
        proof = prove_consistency(old, new, read=STORED.read)
        old_root = root(old, STORED.read)
        assert proof == subproof(old, HASHES[:new])
        assert check_consistency(
            old, new, proof=proof, old_root=old_root, new_root=new_root
        )


def damaged(proof: list[Hash]) -> list[list[Hash]]:
    """One hash changed, missing, doubled or too much; two swapped."""
    spoilt = [[*proof, HASHES[0]], [HASHES[0], *proof], [*proof, b""]]
    for place, each in enumerate(proof):
        head, tail = proof[:place], proof[place + 1 :]
        changed = bytes([each[0] ^ 1]) + each[1:]
        spoilt += [[*head, changed, *tail], [*head, *tail], [*head, each, each, *tail]]
        spoilt.append([*head, each[:-1], *tail])
        if tail:
            spoilt.append([*head, tail[0], each, *tail[1:]])
    return spoilt


@pytest.mark.parametrize("size", range(1, 34))
def test_a_damaged_inclusion_proof_does_not_hold(size: int) -> None:
    head = root(size, STORED.read)
    for index in range(size):
        for proof in damaged(prove_inclusion(index, size, read=STORED.read)):
            assert not check_inclusion(
                index, size, leaf=HASHES[index], proof=proof, root=head
            )


@pytest.mark.parametrize("new", range(1, 34))
def test_a_damaged_consistency_proof_does_not_hold(new: int) -> None:
    new_root = root(new, STORED.read)
    for old in range(1, new + 1):
        old_root = root(old, STORED.read)
        for proof in damaged(prove_consistency(old, new, read=STORED.read)):
            assert not check_consistency(
                old, new, proof=proof, old_root=old_root, new_root=new_root
            )


def test_hashes_whose_border_was_moved_do_not_hold() -> None:
    old, new = HASHES[0], HASHES[1]
    assert not check_consistency(
        1,
        2,
        proof=[old[-1:] + new],
        old_root=old[:-1],
        new_root=root(2, STORED.read),
    )
    assert not check_inclusion(
        0, 2, leaf=old[:-1], proof=[old[-1:] + new], root=root(2, STORED.read)
    )


def test_a_log_that_was_rewritten_has_no_consistency_proof() -> None:
    forged = Stored([*HASHES[:3], leaf_hash(b"another"), *HASHES[4:]])
    for old in range(4, SIZE_MAX + 1):
        assert not check_consistency(
            old,
            SIZE_MAX,
            proof=prove_consistency(old, SIZE_MAX, read=forged.read),
            old_root=root(old, STORED.read),
            new_root=root(SIZE_MAX, forged.read),
        )


def test_nothing_is_proved_that_is_not_there() -> None:
    for index, size in [(5, 5), (-1, 5), (0, 0)]:
        with pytest.raises(UsageError):
            prove_inclusion(index, size, read=STORED.read)
    for old, new in [(0, 5), (6, 5), (-1, 5), (0, 0)]:
        with pytest.raises(UsageError):
            prove_consistency(old, new, read=STORED.read)


def test_size_nought_shows_nothing() -> None:
    for new, new_root in [(0, EMPTY_ROOT), (1, HASHES[0])]:
        assert not check_consistency(
            0, new, proof=[], old_root=EMPTY_ROOT, new_root=new_root
        )


class Inclusion(msgspec.Struct, rename="camel"):
    leaf_idx: int
    tree_size: int
    root: bytes
    leaf_hash: bytes
    proof: list[bytes] | None
    want_err: bool


class Consistency(msgspec.Struct, rename="camel"):
    size1: int
    size2: int
    root1: bytes
    root2: bytes
    proof: list[bytes] | None
    want_err: bool


def test_public_vectors_for_inclusion(vectors: Path) -> None:
    files = sorted((vectors / "merkle/inclusion").rglob("*.json"))
    assert len(files) > 90
    for file in files:
        case = msgspec.json.decode(file.read_bytes(), type=Inclusion)
        held = check_inclusion(
            case.leaf_idx,
            case.tree_size,
            leaf=case.leaf_hash,
            proof=case.proof or [],
            root=case.root,
        )
        assert held is not case.want_err, file


def test_public_vectors_for_consistency(vectors: Path) -> None:
    files = sorted((vectors / "merkle/consistency").rglob("*.json"))
    assert len(files) > 90
    for file in files:
        case = msgspec.json.decode(file.read_bytes(), type=Consistency)
        held = check_consistency(
            case.size1,
            case.size2,
            proof=case.proof or [],
            old_root=case.root1,
            new_root=case.root2,
        )
        assert held is not case.want_err, file
