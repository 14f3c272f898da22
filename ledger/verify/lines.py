r"""A stream of bytes as lines, many at a time, whatever its chunks are.

Memory stays at a chunk and the longest line that is allowed. A line that is longer is
handed on cut short, one byte longer than is allowed: who reads it refuses it by that.

    lines = Lines([b"one\ntwo", b"\nthr", b"ee\n"])
    [line for batch in lines for line in batch] == [b"one", b"two", b"three"]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ledger.codec import LEAF_SIZE_MAX

FEED = b"\n"
BATCH_MAX = 8192
"""How many lines are handed on at a time."""


class Lines:
    """The lines of a file, in batches; none is empty of lines."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        """The chunks are gone through once."""
        self._chunks = chunks
        self.ended = True
        """After the last line: whether it ended in a line feed, as it has to."""

    def __iter__(self) -> Iterator[list[bytes]]:
        tail, skipping = b"", False
        for given in self._chunks:
            chunk = given
            if skipping:
                _, feed, chunk = chunk.partition(FEED)
                skipping = not feed
            data = tail + chunk
            end = data.rfind(FEED) + 1
            tail = data[end:]
            if end:
                lines = data[: end - 1].split(FEED)
                # A chunk of line feeds alone would be a million lines at once.
                for start in range(0, len(lines), BATCH_MAX):
                    yield lines[start : start + BATCH_MAX]
            if len(tail) > LEAF_SIZE_MAX:
                yield [tail[: LEAF_SIZE_MAX + 1]]
                tail, skipping = b"", True
        if tail:
            yield [tail]
        self.ended = not tail and not skipping
