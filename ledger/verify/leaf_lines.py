"""The leaves of a bundle, read once more: for what has to be known of an earlier size.

A bundle that was checked and is read again may meanwhile be another one: whoever uses
these lines compares their root.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import BinaryIO

from ledger.bundle.container import Container
from ledger.bundle.payload import EVENTS
from ledger.bundle.zip_reader import open_container
from ledger.errors import MalformedError
from ledger.tree import Hash
from ledger.verify.lines import Lines


def bundle_lines(file: BinaryIO) -> Iterator[bytes]:
    """Yield the leaves, without their line feeds; none where the file is no bundle."""
    container = open_container(file, file.seek(0, 2))
    if isinstance(container, Container) and EVENTS in container.entries:
        for batch in Lines(_chunks(container)):
            yield from batch


def leaf_hashes(lines: Iterable[bytes]) -> Iterator[Hash]:
    """Hash each line as a leaf."""
    return (sha256(b"\x00" + line).digest() for line in lines)


def _chunks(container: Container) -> Iterator[bytes]:
    try:
        yield from container.chunks(EVENTS)
    except MalformedError:
        return
