"""The passphrase of the log key: from a file, a variable, or a prompt."""

from __future__ import annotations

import os
from pathlib import Path

import click

from cli.surroundings import Surroundings
from ledger.errors import LedgerError, SurroundingsError, UsageError
from ledger.keys import SigningKey, open_key, read_key
from projections.view import BookView

VARIABLE = "VERANTWOORD_PASSPHRASE"


def passphrase(here: Surroundings, file: Path | None, *, new: bool) -> str | None:
    """Give the passphrase, or None where there is none and nobody can be asked."""
    if file is not None:
        return _from_file(file)
    if VARIABLE in os.environ:
        return _not_empty(os.environ[VARIABLE], VARIABLE)
    if not here.asks:
        return None
    text: str = click.prompt(
        "Passphrase of the log key", hide_input=True, confirmation_prompt=new, err=True
    )
    return text


def _from_file(file: Path) -> str:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise SurroundingsError(
            f"the passphrase cannot be read from {file}",
            place=str(file),
            expected="a text file with the passphrase on its first line",
        ) from None
    return _not_empty(text.split("\n", 1)[0].rstrip("\r"), str(file))


def _not_empty(text: str, place: str) -> str:
    if not text:
        raise UsageError(
            f"the passphrase in {place} is empty", place=place, expected="any text"
        )
    return text


def key_path(book: Path) -> Path:
    """Give the place of the log key: `NAME.key` beside `NAME.book`."""
    return book.with_suffix(".key")


def public_path(book: Path) -> Path:
    """Give the place of the public half: `NAME.pub` beside `NAME.book`."""
    return book.with_suffix(".pub")


def key_for(here: Surroundings, book: Path, *, file: Path | None) -> SigningKey | None:
    """Open the key beside a book; None for a book whose log names no key.

    Raises `SurroundingsError` where the key or its passphrase is missing or wrong.
    """
    if not _names_a_key(book):
        return None
    data = read_key(key_path(book))
    text = passphrase(here, file, new=False)
    if text is None:
        raise SurroundingsError(
            "the log key is locked, and nobody gave its passphrase",
            place=str(key_path(book)),
            expected="a passphrase",
            next_step=f"set {VARIABLE}, or give --passphrase-file FILE",
        )
    try:
        return open_key(data, text)
    except LedgerError as error:
        error.place = error.place or str(key_path(book))
        raise


def _names_a_key(book: Path) -> bool:
    with BookView(book) as view:
        return view.key is not None
