"""Read a bundle as a book is read: the log from memory, documents from the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from ledger.bundle import payload
from ledger.bundle.container import Container
from ledger.store.laying_out import Held, lay_out
from ledger.store.reading import Reader
from ledger.verify.lines import Lines
from ledger.verify.outside import proofs_in
from projections.bundles.checked import Checked, changed


class BundleReader(Reader):
    """Reads a log that was laid out; documents may be large, and are not kept."""

    def __init__(self, connection: sqlite3.Connection, container: Container) -> None:
        """Read through `connection`, and documents from `container`."""
        super().__init__(connection)
        self._container = container

    def documents(self) -> Iterator[tuple[str, int]]:
        """Give the SHA-256 and the size in bytes of every document, sorted."""
        entries = self._container.entries
        for name in _below(self._container, payload.DOCUMENTS):
            yield name.removeprefix(payload.DOCUMENTS), entries[name].size

    def document(self, sha256: str) -> bytes | None:
        """Give the content of a document, None where it is not there."""
        name = f"{payload.DOCUMENTS}{sha256}"
        if name not in self._container.entries:
            return None
        return b"".join(self._container.chunks(name))


def lay_out_bundle(checked: Checked) -> sqlite3.Connection:
    """Lay out the log of a bundle that held.

    Its own head is among the notes that are kept: who has the bundle has that too.
    Raises `SurroundingsError` where it is no longer the one that was checked.
    """
    container = checked.container
    kept = {
        int(name.removeprefix(payload.HEADS)): _content(container, name)
        for name in _below(container, payload.HEADS)
    }
    proofs, _ = proofs_in(_below(container, payload.ANCHORS), folder=payload.ANCHORS)
    held = Held(
        events=Lines(container.chunks(payload.EVENTS)),
        disclosures=Lines(container.chunks(payload.DISCLOSURES)),
        refs=checked.refs,
        heads={**kept, checked.size: _content(container, payload.CHECKPOINT)},
        proofs={
            n: _content(container, f"{payload.ANCHORS}{size}-{n}")
            for n, size in proofs.items()
        },
    )
    connection = lay_out(held)
    # The file was read twice, and only the first time it was checked.
    reader = Reader(connection)
    if (reader.size(), reader.root(checked.size)) != (checked.size, checked.root):
        connection.close()
        raise changed(checked.path)
    return connection


def _below(container: Container, folder: str) -> Iterator[str]:
    return (name for name in container.entries if name.startswith(folder))


def _content(container: Container, name: str) -> bytes:
    return b"".join(container.chunks(name))
