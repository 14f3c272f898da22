"""Key files on disk: created once, for their owner alone, and on the disk for good.

What the system is asked to do, in this order: open (new files only, mode 0600), write,
fsync, close, and an fsync of the folder where folders have one. When one of them fails
the new file goes away again.
"""

from __future__ import annotations

import os
from pathlib import Path

from ledger.errors import SurroundingsError
from ledger.keys.sealing import FILE_SIZE_MAX
from ledger.messages import message
from ledger.system import reason_of


def write_key(path: Path, data: bytes) -> None:
    """Write a key file that nobody else may read; one that is there stays as it is."""
    _create(path, data, mode=0o600)


def write_public(path: Path, vkey: str) -> None:
    """Write the line that goes to everybody who is to check; never over another."""
    _create(path, f"{vkey}\n".encode(), mode=0o644)


def read_key(path: Path) -> bytes:
    """Read a key file, and not much more than one when it is something else."""
    try:
        with path.open("rb") as file:
            return file.read(FILE_SIZE_MAX + 1)
    except OSError as error:
        said = message("the file cannot be read: {reason}", reason=reason_of(error))
        raise SurroundingsError(said, place=str(path)) from error


def _create(path: Path, data: bytes, *, mode: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags, mode)
    except FileExistsError as error:
        raise SurroundingsError(
            message("a file of that name is there, and is never overwritten"),
            place=str(path),
            next_step=message("choose another name, or move the file away"),
        ) from error
    except OSError as error:
        raise _not_written(path, error) from error
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _sync_folder(path.parent)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise _not_written(path, error) from error


def _sync_folder(folder: Path) -> None:
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _not_written(path: Path, error: OSError) -> SurroundingsError:
    said = message("the file cannot be written: {reason}", reason=reason_of(error))
    return SurroundingsError(said, place=str(path))
