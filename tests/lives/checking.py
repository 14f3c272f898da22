"""What must hold of a book after any life, worked out from its leaves alone."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from ledger import codec
from ledger.book.copying import check_whole
from ledger.store.connection import connect
from ledger.store.reading import Reader


def check_book(path: Path) -> Counter[str]:
    """Check that a book is whole and has no gap; count its events by command id."""
    check_whole(path, named=path)
    with closing(connect(path)) as connection:
        reader = Reader(connection)
        lines = list(reader.lines())
        assert reader.size() == len(lines)
        assert reader.root(len(lines)) == root(lines)
    leaves = [codec.decode(line) for line in lines]
    versions: Counter[str] = Counter()
    for n, leaf in enumerate(leaves):
        versions[leaf.stream] += 1
        assert (leaf.n, leaf.version) == (n, versions[leaf.stream])
    moments = [leaf.at for leaf in leaves]
    assert moments == sorted(moments)
    return Counter(leaf.id for leaf in leaves)


def root(lines: list[bytes]) -> bytes:
    """The root of leaves as RFC 6962 puts it, joining neighbours from below."""
    level = [sha256(b"\x00" + line).digest() for line in lines]
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        odd = level[-1:] if len(level) % 2 else []
        level = [sha256(b"\x01" + left + right).digest() for left, right in pairs] + odd
    return level[0] if level else sha256().digest()
