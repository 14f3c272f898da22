"""What is done to every byte of a log: its canonical form, its hashes, and its tree.

That is most of the work of a check, and asks for nothing but the bytes. So it may be
done by somebody else at the same time, of whom the rest of the check only knows this.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Final, Protocol, TypeAlias

from msgspec import Struct

from ledger import codec
from ledger.codec import LEAF_SIZE_MAX
from ledger.errors import MalformedError
from ledger.events import BookOpened, Leaf
from ledger.sealed import Disclosure, commitments_to, decode_disclosures
from ledger.tree import Frontier, Hash
from ledger.verify.keys import KEY_EVENTS

_NAMES_KEY: Final = frozenset({BookOpened, *KEY_EVENTS})

Batches = Iterable[list[bytes]]
"""Lines without their line feeds, many at a time."""


class NotVouchedError(Exception):
    """Somebody else could not say that all is in order, for whatever reason.

    Nothing was decided: whoever gave such a `Scan` checks again, `Here`.
    """


class Opened(Struct):
    """Sealed values, and what they commit to: one after the other, 44 characters."""

    values: list[Disclosure]
    commitments: str


class Scan(Protocol):
    """Reads the lines of a log, and builds its tree."""

    @property
    def size(self) -> int:
        """How many leaves the tree has."""

    def root(self) -> Hash:
        """Give the root of these leaves."""

    def leaves(
        self, batches: Batches, sizes: Sequence[int]
    ) -> Iterator[tuple[list[bytes], list[Leaf] | None]]:
        """Give each batch, and its leaves; None where one of them is not canonical.

        The roots at `sizes`, which are sorted, will be asked for.
        """

    def sealed(self, batches: Batches) -> Iterator[tuple[list[bytes], Opened | None]]:
        """Give each batch, and its values; None where one line is not canonical."""

    def grow(self, lines: Sequence[bytes], stops: Iterable[int]) -> dict[int, Hash]:
        """Take these lines into the tree, and give its root at each of some sizes."""


ScanFor: TypeAlias = Callable[[int], Scan]
"""Gives the scan of a log with so many bytes of sealed values beside it."""


class Here:
    """A scan by this process."""

    def __init__(self) -> None:
        """Start with no leaves."""
        self._tree = Frontier()

    @property
    def size(self) -> int:
        """How many leaves the tree has."""
        return self._tree.size

    def root(self) -> Hash:
        """Give the root of these leaves."""
        return self._tree.root()

    def leaves(
        self, batches: Batches, sizes: Sequence[int]
    ) -> Iterator[tuple[list[bytes], list[Leaf] | None]]:
        """Give each batch, and its leaves; None where one of them is not canonical."""
        del sizes  # a root is made when it is asked for
        return ((lines, read_leaves(lines)) for lines in batches)

    def sealed(self, batches: Batches) -> Iterator[tuple[list[bytes], Opened | None]]:
        """Give each batch, and its values; None where one line is not canonical."""
        return ((lines, read_sealed(lines)) for lines in batches)

    def grow(self, lines: Sequence[bytes], stops: Iterable[int]) -> dict[int, Hash]:
        """Take these lines into the tree, and give its root at each of some sizes."""
        tree, start, roots = self._tree, self.size, dict[int, Hash]()
        hashes = [sha256(b"\x00" + line).digest() for line in lines]
        for stop in sorted(stops):
            tree.extend(hashes[tree.size - start : stop - start])
            roots[stop] = tree.root()
        tree.extend(hashes[tree.size - start :])
        return roots


def read_leaves(lines: list[bytes]) -> list[Leaf] | None:
    """Read lines that are all canonical leaves; None where one of them is not."""
    try:
        return codec.decode_all(lines)
    except MalformedError:
        return None


def read_sealed(lines: list[bytes]) -> Opened | None:
    """Read lines that are all canonical disclosures; None where one of them is not."""
    if max(map(len, lines)) > LEAF_SIZE_MAX:
        return None
    try:
        return Opened(decode_disclosures(lines), commitments_to(lines))
    except MalformedError:
        return None


def stops_in(leaves: Sequence[object], start: int, *, sizes: Sequence[int]) -> set[int]:
    """Say at which sizes the root is wanted while leaves are taken, from `start` on.

    These are the ones among `sizes`, which are sorted, and those before every event
    that names a key.
    """
    first, last = (bisect_right(sizes, size) for size in (start, start + len(leaves)))
    named = [start + at for at, names in enumerate(map(names_key, leaves)) if names]
    return {*named, *sizes[first:last]}


def names_key(leaf: object) -> bool:
    """Say whether a leaf names a key of the log, which signs what comes before it."""
    return isinstance(leaf, Leaf) and type(leaf.event) in _NAMES_KEY
