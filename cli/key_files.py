"""The key files beside a book: NAME.key and NAME.pub, and those that they followed.

A key that no longer signs stays beside the book as NAME.<key id>.key: nobody needs it
to verify, and nobody loses it. Which file is the right one its public line says, so a
call that was cut short between two names does no harm.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cli.surroundings import Surroundings
from ledger.errors import LedgerError
from ledger.keys import SigningKey, named_vkey, read_key, seal_key, write_key
from ledger.keys.files import write_public
from ledger.placing import keep_names


def key_path(book: Path) -> Path:
    """Give the place of the log key: `NAME.key` beside `NAME.book`."""
    return book.with_suffix(".key")


def public_path(book: Path) -> Path:
    """Give the place of the public half: `NAME.pub` beside `NAME.book`."""
    return book.with_suffix(".pub")


def key_file(book: Path, vkey: str) -> Path:
    """Find the key file of this public key; `NAME.key` where none says that it is."""
    usual = key_path(book)
    try:
        others = sorted(book.parent.glob(f"{book.stem}.*.key"))
    except OSError:
        others = []
    for path in (usual, *others):
        if _vkey_in(path) == vkey:
            return path
    return usual


def _vkey_in(path: Path) -> str | None:
    try:
        return named_vkey(read_key(path))
    except LedgerError:
        return None


def write_pair(
    here: Surroundings, key: SigningKey, *, passphrase: str, at: tuple[Path, Path]
) -> Iterator[Path]:
    """Write the encrypted key and its public line; yields each path once it is made."""
    random = here.world.random
    secret, public = at
    write_key(secret, seal_key(key, passphrase, salt=random(16), nonce=random(12)))
    yield secret
    write_public(public, key.vkey)
    yield public


@contextmanager
def following(
    here: Surroundings, book: Path, *, key: SigningKey, passphrase: str
) -> Iterator[None]:
    """Write the pair of a key that is to follow; where it does, it gets the names.

    Where recording it fails, the new files go away again.
    """
    mark = key_id(key.vkey)
    own = (_marked(key_path(book), mark), _marked(public_path(book), mark))
    made: list[Path] = []
    try:
        made.extend(write_pair(here, key, passphrase=passphrase, at=own))
        yield
    except LedgerError:
        for path in made:
            path.unlink(missing_ok=True)
        raise
    before = key_path(book)
    old = key_id(_vkey_in(before) or "lost+lost")
    for fresh, usual in zip(own, (before, public_path(book)), strict=True):
        if usual.exists():
            _move_aside(usual, _marked(usual, old))
        fresh.replace(usual)
    keep_names(book.parent)


def key_id(vkey: str) -> str:
    """Give the key id of a vkey: eight hex digits that name it."""
    return vkey.split("+")[1]


def _marked(path: Path, mark: str) -> Path:
    return path.with_name(f"{path.stem}.{mark}{path.suffix}")


def _move_aside(path: Path, target: Path) -> None:
    count = 1
    while os.path.lexists(target):
        count += 1
        target = path.with_name(f"{target.stem}-{count}{path.suffix}")
    path.rename(target)
    keep_names(path.parent)  # before another file takes the name of the only copy
