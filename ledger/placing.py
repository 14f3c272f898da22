"""Make a new file whole or not at all, and never over another one."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from ledger.errors import LedgerError, SurroundingsError, UsageError
from ledger.messages import Message, message, renamed
from ledger.system import reason_of


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Give an empty file beside `path` to fill; at the end it becomes `path`.

    Raises `UsageError` where `path` is there, `SurroundingsError` where it cannot be
    made; then nothing is left behind. A process that is killed leaves a `.part` file.
    """
    if os.path.lexists(path):
        raise _is_there(path)
    part = _claim(path)
    try:
        yield part
        _place(part, path)
    except LedgerError as error:
        _speak_of(path, error, part=part)
        raise
    except OSError as error:
        raise _cannot(path, error) from None
    finally:
        for name in (part, Path(f"{part}-journal")):
            name.unlink(missing_ok=True)


@contextmanager
def placed(target: Path, *, force: bool) -> Iterator[Path]:
    """Give an empty file to fill, which becomes `target`; by `force` also over one."""
    if not force:
        if os.path.lexists(target):
            raise _is_there(
                target, message("choose another name, or replace it with --force")
            )
        with new_file(target) as part:
            yield part
        return
    other = target.with_name(f"{target.name}.{os.getpid()}.new")
    with new_file(other) as part:
        yield part
    try:
        other.replace(target)
        keep_names(target.parent)
    except OSError as error:
        other.unlink(missing_ok=True)
        said = message(
            "{path} cannot be written over: {reason}",
            path=str(target),
            reason=reason_of(error),
        )
        raise SurroundingsError(said, place=str(target)) from None


def _claim(path: Path) -> Path:
    for number in count():
        part = path.with_name(f"{path.name}.{os.getpid()}-{number}.part")
        try:
            part.open("xb").close()
        except FileExistsError:
            continue
        except OSError as error:
            raise _cannot(path, error) from None
        return part
    raise AssertionError  # there is always another number


def _place(part: Path, path: Path) -> None:
    _sync(part, os.O_RDWR)
    try:
        os.link(part, path)
    except FileExistsError:
        raise _is_there(path) from None
    except OSError:
        # A file system without hard links: an empty file keeps others out.
        _claim_outright(path)
        part.replace(path)
    keep_names(path.parent)


def keep_names(folder: Path) -> None:
    """See that what was made, renamed or removed in a folder outlives a power cut."""
    with suppress(OSError):  # some systems open no folder
        _sync(folder, os.O_RDONLY)


def make_folder(folder: Path) -> None:
    """Make a folder for its owner alone, where it is not there, and those above it."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for each in missing:
        keep_names(each.parent)


def _claim_outright(path: Path) -> None:
    try:
        path.open("xb").close()
    except FileExistsError:
        raise _is_there(path) from None


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _speak_of(path: Path, error: LedgerError, *, part: Path) -> None:
    """Let an error name the file that was wanted, not the one that was being filled."""
    error.message = renamed(error.message, str(part), new=str(path))
    error.args = (error.message, *error.args[1:])
    if error.place:
        error.place = renamed(error.place, str(part), new=str(path))


def _is_there(path: Path, next_step: Message | None = None) -> UsageError:
    return UsageError(
        message("{path} is there already", path=str(path)),
        place=str(path),
        expected=message("the name of a new file"),
        next_step=next_step or message("choose another name"),
    )


def _cannot(path: Path, error: OSError) -> SurroundingsError:
    return SurroundingsError(
        message(
            "{path} cannot be made: {reason}", path=str(path), reason=reason_of(error)
        ),
        place=str(path),
        next_step=_elsewhere(path, error),
    )


def _elsewhere(path: Path, error: OSError) -> Message:
    if error.errno == errno.ENOENT:
        return message(
            "make the folder {folder} first, or choose another one",
            folder=str(path.parent),
        )
    return message("choose another place, or another name")
