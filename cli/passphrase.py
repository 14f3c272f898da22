"""The passphrase of the log key: from a file, a variable, or a prompt."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

import click

from cli.key_files import key_file
from cli.surroundings import Surroundings
from ledger.errors import LedgerError, SurroundingsError, UsageError
from ledger.keys import SigningKey, WrongPassphraseError, open_key, read_key
from ledger.messages import message
from projections.view import BookView

VARIABLE = "VERANTWOORD_PASSPHRASE"
SSH_VARIABLE = "VERANTWOORD_SSH_PASSPHRASE"
NEW_VARIABLE = "VERANTWOORD_NEW_PASSPHRASE"
TRIES_MAX = 3
LOG_KEY: Final = message("the log key")


def passphrase(
    here: Surroundings, file: Path | None, *, new: bool, what: str = LOG_KEY
) -> str | None:
    """Give the passphrase, or None where there is none and nobody can be asked."""
    if file is not None:
        return _from_file(file)
    if VARIABLE in os.environ:
        return _not_empty(os.environ[VARIABLE], VARIABLE)
    return _ask(here, message("Passphrase of {key}", key=what), twice=new)


def new_passphrase(here: Surroundings, file: Path | None) -> str | None:
    """Give the passphrase of a key that follows another one; None as above.

    Where none is given for it outright and nobody can be asked, the variable of the
    present one serves for both.
    """
    if file is not None:
        return _from_file(file)
    for name in (NEW_VARIABLE, VARIABLE):
        if name in os.environ:
            return _not_empty(os.environ[name], name)
    return _ask(here, message("Passphrase for the new key"), twice=True)


def _ask(here: Surroundings, words: str, *, twice: bool = False) -> str | None:
    if not here.asks:
        return None
    text: str = click.prompt(
        here.tell(words), hide_input=True, confirmation_prompt=twice, err=True
    )
    return text


def _from_file(file: Path) -> str:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise SurroundingsError(
            message("the passphrase cannot be read from {file}", file=file),
            place=str(file),
            expected=message("a text file with the passphrase on its first line"),
        ) from None
    return _not_empty(text.split("\n", 1)[0].rstrip("\r"), str(file))


def _not_empty(text: str, place: str) -> str:
    if not text:
        raise UsageError(
            message("the passphrase in {place} is empty", place=place),
            place=place,
            expected=message("any text"),
        )
    return text


def key_for(here: Surroundings, book: Path, *, file: Path | None) -> SigningKey | None:
    """Open the key beside a book; None for a book whose log names no key.

    Raises `SurroundingsError` where the key or its passphrase is missing or wrong.
    """
    with BookView(book) as view:
        vkey = view.key
    if vkey is None:
        return None
    path = key_file(book, vkey)
    return unlock(here, path, file=file)


def unlock(
    here: Surroundings, path: Path, *, file: Path | None, what: str = LOG_KEY
) -> SigningKey:
    """Open the key file at `path`; who is asked for its passphrase may try again."""
    data = read_key(path)
    is_asked = here.asks and file is None and VARIABLE not in os.environ
    for left in reversed(range(TRIES_MAX if is_asked else 1)):
        text = passphrase(here, file, new=False, what=what)
        if text is None:
            raise SurroundingsError(
                message("{key} is locked, and nobody gave its passphrase", key=what),
                place=str(path),
                expected=message("a passphrase"),
                next_step=message(
                    "set {variable}, or give --passphrase-file FILE", variable=VARIABLE
                ),
            )
        try:
            return open_key(data, text)
        except LedgerError as error:
            error.place = error.place or str(path)
            if not left or not isinstance(error, WrongPassphraseError):
                raise
            here.say(message("that passphrase does not open it; try again"))
    raise AssertionError  # the last attempt returns or raises


def ssh_signer_for(here: Surroundings, file: Path) -> Callable[[bytes], bytes]:
    """Open somebody's own OpenSSH key; its passphrase is asked for if it has one."""
    from ledger.keys.sshsig import read_ssh_key, ssh_signer

    def ask() -> str | None:
        if SSH_VARIABLE in os.environ:
            return _not_empty(os.environ[SSH_VARIABLE], SSH_VARIABLE)
        return _ask(here, message("Passphrase of the SSH key {file}", file=file))

    try:
        return ssh_signer(read_ssh_key(file), ask)
    except LedgerError as error:
        error.place = error.place or str(file)
        raise
