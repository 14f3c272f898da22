"""A bundle as it was known at one moment, read from its own file."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import BinaryIO

from ledger.bundle.container import Container
from ledger.errors import SurroundingsError
from ledger.messages import message
from ledger.store.reading import Reader
from ledger.system import reason_of
from projections.bundles.checked import Checked, check_bundle
from projections.bundles.reader import BundleReader, lay_out_bundle
from projections.moment import KnownAt
from projections.view import BookView


class BundleView(BookView):
    """The first `size` events of a bundle that holds."""

    def __init__(
        self,
        path: Path,
        known_at: KnownAt | None = None,
        *,
        checked: Checked | None = None,
    ) -> None:
        """Check the bundle, and lay it out; raises `NotHeldError` unless it holds.

        `checked` is the bundle where its check was made before. Raises
        `SurroundingsError` where it cannot be read, `UsageError` where `known_at` lies
        outside its life.
        """
        self._file = _open(path)
        try:
            self._checked = checked or check_bundle(self._file, path)
            self.grade, self.left_out = self._checked.grade, self._checked.left_out
            super().__init__(path, known_at)
        except BaseException:
            self._file.close()
            raise

    @property
    def container(self) -> Container:
        """The files of the bundle."""
        return self._checked.container

    def _connect(self) -> sqlite3.Connection:
        return lay_out_bundle(self._checked)

    def _read(self) -> Reader:
        return BundleReader(self.connection, self._checked.container)

    def close(self) -> None:
        """Let go of the file, and of what was laid out of it."""
        super().close()
        self._file.close()


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except (OSError, ValueError) as error:
        raise SurroundingsError(
            message(
                "{file} cannot be read: {why}", file=str(path), why=reason_of(error)
            ),
            place=str(path),
            expected=message("a bundle (.zip)"),
        ) from None
