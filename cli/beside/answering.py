"""The second process: it answers for one batch after another, until one is at fault."""

from __future__ import annotations

import contextlib
import gc
import signal
from typing import TYPE_CHECKING

from cli.beside.frames import (
    Answer,
    Committed,
    Grown,
    Lines,
    SealedLines,
    Sizes,
    decode_request,
    encode,
)
from ledger.verify.scan import Here, read_leaves, read_sealed, stops_in

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


def main(pipe: Connection) -> None:
    """Serve the process that started this one."""
    # Ctrl-C reaches all processes of a terminal; the one that asked decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(200_000, 50, 50)
    serve(pipe)


def serve(pipe: Connection) -> None:
    """Answer what is asked; at the first fault say no more."""
    answering = _Answering()
    # Where nobody is left who asked there is nobody to be told, and for want of memory
    # nothing is said, as at a fault.
    with contextlib.suppress(EOFError, OSError, MemoryError):
        while True:
            request = decode_request(pipe.recv_bytes())
            if isinstance(request, Sizes):
                answering.sizes = request.sizes
            elif answer := answering.answer(request):
                pipe.send_bytes(encode(answer))
            else:
                return


class _Answering:
    def __init__(self) -> None:
        self.sizes: list[int] = []
        self._scan = Here()

    def answer(self, request: Lines | SealedLines) -> Answer | None:
        lines = request.block.split(b"\n")[:-1]
        if isinstance(request, SealedLines):
            opened = read_sealed(lines)
            return Committed(opened.commitments) if opened else None
        leaves = read_leaves(lines)
        if leaves is None:
            return None
        stops = stops_in(leaves, self._scan.size, sizes=self.sizes)
        roots = self._scan.grow(lines, stops)
        return Grown(len(lines), self._scan.root(), roots)
