"""The Merkle tree over the leaves of a log, and the proofs that it gives.

One hash, the root, stands for every leaf and their order. Who holds an old root can be
shown that the log only grew (a consistency proof), and that a leaf is in it (an
inclusion proof), with about log2(size) hashes.

Words. `size` counts leaves; `index` is a leaf's place, from 0. A *level* 0 node is a
leaf's hash; the node `(level, n)` covers the `2**level` leaves from `n << level`. Only
nodes whose leaves are all there are stored, each once, and they never change. A
`position` is where such a node stands in the one list of stored hashes: a leaf's hash
comes first, then those of the subtrees that the leaf completes, smallest first.

Bytes. A hash is 32 bytes. The hash of a leaf is `SHA-256(0x00 || leaf)`, of a node
`SHA-256(0x01 || left || right)`; the root of no leaves is `SHA-256()`. A range of
leaves is split at the largest power of two that is smaller than its width.

Three leaves store four hashes, and the root of size 3 is made from two of them:

    position  0  1  2  3        2 = node_hash(0, 1)
    level     0  0  1  0        root(3) = node_hash(2, 3)
    n         0  1  0  2

`read` takes a list of positions and gives the hashes at them, in the same order. It is
asked at most once per call, and for no more than about 2 * log2(size) hashes.

Sources: RFC 6962 section 2.1, RFC 9162 section 2.1; the order of the stored hashes is
that of Crosby and Wallach, "Efficient Data Structures for Tamper-Evident Logging".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Final, TypeAlias

from ledger.errors import MalformedError, UsageError
from ledger.messages import message

Hash: TypeAlias = bytes
ReadHashes: TypeAlias = Callable[[list[int]], list[Hash]]
_Range: TypeAlias = tuple[int, int]

HASH_SIZE: Final = 32
EMPTY_ROOT: Final[Hash] = sha256().digest()


def leaf_hash(leaf: bytes) -> Hash:
    """Hash the exact bytes of one leaf."""
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: Hash, right: Hash) -> Hash:
    """Hash two neighbours; the first byte keeps a node from posing as a leaf."""
    return sha256(b"\x01" + left + right).digest()


def stored_count(size: int) -> int:
    """How many hashes are stored for `size` leaves: fewer than two for each."""
    return 2 * size - size.bit_count()


def stored_index(level: int, n: int) -> int:
    """The position of node `(level, n)`: after the smaller ones that end with it."""
    last = ((n + 1) << level) - 1
    return stored_count(last) + level


def split_index(position: int) -> tuple[int, int]:
    """Turn a position back: `split_index(stored_index(level, n)) == (level, n)`."""
    leaf = position // 2
    while stored_count(leaf + 1) <= position:
        leaf += 1
    level = position - stored_count(leaf)
    return level, leaf >> level


def stored_hashes(n: int, leaf: Hash, *, read: ReadHashes) -> list[Hash]:
    """The hashes to store when entry `n` arrives: at most 1 + log2(n + 1) of them.

    They go to the positions from `stored_index(0, n)`, in this order.
    """
    # Each trailing 1 bit of n completes a subtree and takes in its left neighbour.
    levels = (~n & (n + 1)).bit_length() - 1
    lefts = [stored_index(level, (n >> level) - 1) for level in range(levels)]
    hashes = [leaf]
    for left in _fetch(lefts, read):
        hashes.append(node_hash(left, hashes[-1]))
    return hashes


def root(size: int, read: ReadHashes) -> Hash:
    """The root of the first `size` leaves, whatever came after them."""
    if size == 0:
        return EMPTY_ROOT
    return _hashes_of([(0, size)], read)[0]


def prove_inclusion(index: int, size: int, *, read: ReadHashes) -> list[Hash]:
    """Prove that leaf `index` is in the tree of `size` leaves: from the leaf up."""
    if not 0 <= index < size:
        said = message("leaf {n} is not in a tree of {size} leaves", n=index, size=size)
        raise UsageError(said)
    return _hashes_of(_beside(index, size), read)


def check_inclusion(
    index: int, size: int, *, leaf: Hash, proof: Sequence[Hash], root: Hash
) -> bool:
    """Whether `proof` leads from the leaf's hash at `index` to `root`."""
    if not 0 <= index < size or not _are_hashes([leaf, *proof]):
        return False
    path = _beside(index, size)
    if len(path) != len(proof):
        return False
    node = leaf
    for (start, _), beside in zip(path, proof, strict=True):
        pair = (node, beside) if start > index else (beside, node)
        node = node_hash(*pair)
    return node == root


def prove_consistency(old: int, new: int, *, read: ReadHashes) -> list[Hash]:
    """Prove that the tree of `new` leaves begins with that of `old`; `old` is not 0."""
    if not 0 < old <= new:
        said = message(
            "no consistency proof leads from size {old} to size {new}", old=old, new=new
        )
        raise UsageError(said)
    return _hashes_of(_beside(old - 1, new, old_tree=True), read)


def check_consistency(
    old: int, new: int, *, proof: Sequence[Hash], old_root: Hash, new_root: Hash
) -> bool:
    """Whether `proof` shows that the tree of `new_root` begins with that of `old_root`.

    From size 0 nothing is shown, so it is False, as it is for a shrinking tree.
    """
    if not 0 < old <= new or not _are_hashes(proof):
        return False
    path = _beside(old - 1, new, old_tree=True)
    if len(path) != len(proof):
        return False
    # Where the old tree is no single node of the new one, its last node comes first.
    seeded = bool(path) and path[0][1] == old
    before = after = proof[0] if seeded else old_root
    for (start, _), beside in list(zip(path, proof, strict=True))[seeded:]:
        if start < old:
            before = node_hash(beside, before)
        pair = (beside, after) if start < old else (after, beside)
        after = node_hash(*pair)
    return before == old_root and after == new_root


class Frontier:
    """The root of a stream of leaf hashes, of which it remembers log2(size)."""

    __slots__ = ("_peaks", "size")

    def __init__(self) -> None:
        """Start with no leaves."""
        self.size = 0
        self._peaks: list[Hash] = []

    def extend(self, leaves: Sequence[Hash]) -> None:
        """Take in the hashes of the next leaves, level by level."""
        n, nodes, odd = self.size, list(leaves), []
        self.size += len(nodes)
        while nodes:
            if n & 1:
                nodes.insert(0, self._peaks.pop())
            if len(nodes) & 1:
                odd.append(nodes.pop())
            pairs = zip(nodes[::2], nodes[1::2], strict=True)
            nodes = [sha256(b"\x01" + left + right).digest() for left, right in pairs]
            n >>= 1
        self._peaks += reversed(odd)

    def root(self) -> Hash:
        """The root of all leaves taken so far; more may follow."""
        return _fold(self._peaks) if self._peaks else EMPTY_ROOT


def roots_at(sizes: Iterable[int], leaves: Iterable[Hash]) -> dict[int, Hash]:
    """The roots at these sizes in one pass; a size that is not reached is left out."""
    wanted, frontier = frozenset(sizes), Frontier()
    found = {0: EMPTY_ROOT} if 0 in wanted else {}
    for leaf in leaves:
        frontier.extend((leaf,))
        if frontier.size in wanted:
            found[frontier.size] = frontier.root()
    return found


def _beside(index: int, size: int, *, old_tree: bool = False) -> list[_Range]:
    """The ranges beside the way from the root down to leaf `index`, last one first.

    For the old tree that ends with that leaf, the way stops where it ends too, and
    what is left of the old tree comes first (unless that is the whole of it).
    """
    path, start, end = [], 0, size
    while end - start > 1 and not (old_tree and end == index + 1):
        # The largest power of two smaller than the width goes to the left.
        middle = start + (1 << ((end - start - 1).bit_length() - 1))
        if index < middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    if old_tree and start > 0:
        path.append((start, end))
    return path[::-1]


def _hashes_of(ranges: list[_Range], read: ReadHashes) -> list[Hash]:
    """The hash of each range, with one question to `read`."""
    parts = [list(_complete_subtrees(start, end)) for start, end in ranges]
    hashes = iter(_fetch([position for part in parts for position in part], read))
    return [_fold([next(hashes) for _ in part]) for part in parts]


def _complete_subtrees(start: int, end: int) -> Iterator[int]:
    """The positions of the complete subtrees that cover a range, largest first."""
    while start < end:
        level = (end - start).bit_length() - 1
        yield stored_index(level, start >> level)
        start += 1 << level


def _fold(hashes: list[Hash]) -> Hash:
    """Join subtrees that shrink from left to right into one hash."""
    node = hashes[-1]
    for left in hashes[-2::-1]:
        node = node_hash(left, node)
    return node


def _fetch(positions: list[int], read: ReadHashes) -> list[Hash]:
    hashes = read(positions) if positions else []
    if len(hashes) != len(positions) or not _are_hashes(hashes):
        raise MalformedError(
            message("the stored tree does not give {size} hashes", size=len(positions)),
            place=message("positions {positions}", positions=str(positions)),
        )
    return hashes


def _are_hashes(hashes: Sequence[bytes]) -> bool:
    return all(len(each) == HASH_SIZE for each in hashes)
