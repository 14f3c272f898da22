"""An oracle: RFC 6962 section 2.1 word for word, and slow; a list of hashes to read."""

from __future__ import annotations

from ledger.tree import EMPTY_ROOT, Hash, leaf_hash, node_hash, stored_hashes

SIZE_MAX = 100
HASHES = [leaf_hash(f"leaf {index}".encode()) for index in range(SIZE_MAX)]


class Stored:
    """A list of stored hashes that keeps count of what was asked of it."""

    def __init__(self, leaves: list[Hash]) -> None:
        self.hashes: list[Hash] = []
        self.questions: list[list[int]] = []
        for n, leaf in enumerate(leaves):
            self.hashes += stored_hashes(n, leaf, read=self.read)

    def read(self, positions: list[int]) -> list[Hash]:
        self.questions.append(positions)
        return [self.hashes[position] for position in positions]


def split(width: int) -> int:
    return max(1 << k for k in range(width) if 1 << k < width)


def mth(d: list[Hash]) -> Hash:
    if not d:
        return EMPTY_ROOT
    if len(d) == 1:
        return d[0]
    k = split(len(d))
    return node_hash(mth(d[:k]), mth(d[k:]))


def path(m: int, d: list[Hash]) -> list[Hash]:
    if len(d) == 1:
        return []
    k = split(len(d))
    if m < k:
        return [*path(m, d[:k]), mth(d[k:])]
    return [*path(m - k, d[k:]), mth(d[:k])]


def subproof(m: int, d: list[Hash], *, known: bool = True) -> list[Hash]:
    if m == len(d):
        return [] if known else [mth(d)]
    k = split(len(d))
    if m <= k:
        return [*subproof(m, d[:k], known=known), mth(d[k:])]
    return [*subproof(m - k, d[k:], known=False), mth(d[:k])]


STORED = Stored(HASHES)
