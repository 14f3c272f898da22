"""This side: lines are sent ahead of their use, answers taken when it comes."""

from __future__ import annotations

import contextlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Final, TypeVar

from cli.at_once.pool import out_of_reach
from cli.beside import frames
from cli.beside.answering import main
from cli.beside.frames import Answer, Committed, Grown
from ledger import codec, sealed
from ledger.errors import MalformedError
from ledger.tree import EMPTY_ROOT, Hash
from ledger.verify.scan import Here, NotVouchedError, Opened

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from ledger.events import Leaf
    from ledger.verify.scan import Batches, Scan, ScanFor

A = TypeVar("A", Grown, Committed)

AHEAD: Final = 4
"""How many batches of each kind are on their way beyond the one that is waited for."""

SEALED_WORTH_IT: Final = 4 << 20
"""From so many bytes of sealed values on, a second process saves time: it has most to
do with these, and the first most with the rules."""


@contextmanager
def beside() -> Iterator[ScanFor]:
    """Give scans of which a second process does its part; it is ended in the end."""
    with ExitStack() as started:

        def scan_for(octets: int) -> Scan:
            if octets >= SEALED_WORTH_IT:
                return started.enter_context(_second())
            return Here()

        yield scan_for


@contextmanager
def _second() -> Iterator[Beside]:
    """Start a second process. Raises `NotVouchedError` where the system starts none."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=main, args=(theirs,), daemon=True)
    with ours, ExitStack() as ending:
        # The last writer has to be that process: then its death ends the pipe.
        with theirs, out_of_reach():
            _start(process)
        ending.callback(process.join)
        ending.callback(process.kill)
        scan = Beside(ours)
        # Whatever is being sent ends with the process, and before the pipe does.
        ending.callback(scan.end)
        ending.callback(process.kill)
        yield scan


def _start(process: SpawnProcess) -> None:
    try:
        process.start()
    except OSError:
        raise NotVouchedError from None


class Beside:
    """A `Scan` of which the second process does the part that it can."""

    def __init__(self, pipe: Connection) -> None:
        """Ask whoever is at the other end of a pipe."""
        self.size = 0
        self._pipe = pipe
        self._waiting: dict[type[Answer], deque[Answer]] = {}
        self._requests: SimpleQueue[bytes | None] = SimpleQueue()
        self._grown: Grown | None = None
        self._root = EMPTY_ROOT
        # Whoever waits for an answer must not be kept from it by a full pipe.
        self._sending = Thread(target=self._send, daemon=True)
        try:
            self._sending.start()
        except RuntimeError:
            raise NotVouchedError from None

    def end(self) -> None:
        """Send no more, once the second process has ended."""
        self._requests.put(None)
        self._sending.join()

    def root(self) -> Hash:
        """Give the root of the leaves that were taken."""
        return self._root

    def leaves(
        self, batches: Batches, sizes: Sequence[int]
    ) -> Iterator[tuple[list[bytes], list[Leaf] | None]]:
        """Give each batch, and its leaves, all of them canonical."""
        self._requests.put(frames.encode(frames.Sizes(list(sizes))))
        for lines, block in self._sent(batches, frames.Lines):
            self._grown = self._answer(Grown)
            with _vouched():
                leaves = codec.decode_vouched(block)
            yield lines, leaves

    def sealed(self, batches: Batches) -> Iterator[tuple[list[bytes], Opened | None]]:
        """Give each batch, and its values, all of them canonical."""
        for lines, block in self._sent(batches, frames.SealedLines):
            commitments = self._answer(Committed).commitments
            with _vouched():
                values = sealed.decode_vouched(block)
            yield lines, Opened(values, commitments)

    def grow(self, lines: Sequence[bytes], stops: Iterable[int]) -> dict[int, Hash]:
        """Take the lines of a batch into the tree: all of them, as they were read."""
        grown, self._grown = self._grown, None
        wanted = set(stops)
        if not grown or grown.count != len(lines) or not wanted <= grown.roots.keys():
            raise NotVouchedError
        self.size += grown.count
        self._root = grown.root
        return {size: grown.roots[size] for size in wanted}

    def _sent(
        self,
        batches: Batches,
        kind: type[frames.Lines | frames.SealedLines],
    ) -> Iterator[tuple[list[bytes], bytes]]:
        """Give each batch, also as a block, once those after it are on their way."""
        sent: deque[tuple[list[bytes], bytes]] = deque()
        for lines in batches:
            block = b"\n".join([*lines, b""])
            self._requests.put(frames.encode(kind(block)))
            sent.append((lines, block))
            if len(sent) > AHEAD:
                yield sent.popleft()
        yield from sent

    def _answer(self, kind: type[A]) -> A:
        waiting = self._waiting.setdefault(kind, deque())
        while not waiting:
            answer = self._heard()
            self._waiting.setdefault(type(answer), deque()).append(answer)
        answer = waiting.popleft()
        if not isinstance(answer, kind):
            raise NotVouchedError
        return answer

    def _heard(self) -> Answer:
        try:
            return frames.decode_answer(self._pipe.recv_bytes())
        except (EOFError, OSError):
            raise NotVouchedError from None

    def _send(self) -> None:
        # Where the second process has ended, its silence is heard by who waits for it.
        with contextlib.suppress(OSError):
            while (request := self._requests.get()) is not None:
                self._pipe.send_bytes(request)


@contextmanager
def _vouched() -> Iterator[None]:
    try:
        yield
    except MalformedError:
        raise NotVouchedError from None
