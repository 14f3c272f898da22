"""Change the key of a log: its event, and the files beside the book."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from cli.key_files import following, key_file, key_path, public_path
from cli.passphrase import NEW_VARIABLE, key_for, new_passphrase
from cli.recording import user_code
from cli.seeing import seen
from cli.surroundings import Surroundings
from ledger.book import Book
from ledger.book.keys import replace_key, rotate_key
from ledger.errors import RefusedError, SurroundingsError
from ledger.keys import SigningKey, generate
from ledger.messages import message
from projections.moment import PointInTime


class Changed(Struct, frozen=True):
    """A change of key: its event, by number, and where the two halves lie now."""

    number: int
    key: str
    before: str | None
    key_file: str
    public_file: str


def rotate_in(here: Surroundings, *, file: Path | None, new_file: Path | None) -> None:
    """Let a new key follow the present one, which signs it over."""
    book = here.book
    old = key_for(here, book, file=file)
    if old is None:
        raise RefusedError(
            message("the log has no key that another could follow"),
            place=str(book),
            expected=message("a book with a key"),
            next_step=message("give it one: verantwoord key replace"),
        )
    by = user_code(book)
    new, text = _made(here, old.name, file=new_file)
    with following(here, book, key=new, passphrase=text), Book(book, here.world) as b:
        leaf = rotate_key(b, old, new=new, by=by)
    changed = _changed(book, new, number=leaf.n + 1, before=old.vkey)
    here.answer(changed, lambda: _rotated(changed))


def replace_in(here: Surroundings, *, lost: bool, new_file: Path | None) -> None:
    """Give the log a key that no other one has signed over."""
    book = here.book
    with seen(here, PointInTime()) as view:
        before, origin = view.key, view.origin
    if before and not lost:
        raise RefusedError(
            message("the log has a key, which can sign a new one over"),
            place=str(key_file(book, before)),
            expected=message("a book without a key, or --lost"),
            found=before,
            next_step=message(
                "verantwoord key rotate; or, where it is lost: verantwoord key"
                " replace --lost"
            ),
        )
    by = user_code(book)
    new, text = _made(here, origin, file=new_file)
    with following(here, book, key=new, passphrase=text), Book(book, here.world) as b:
        leaf = replace_key(b, new, by=by)
    changed = _changed(book, new, number=leaf.n + 1, before=before)
    here.answer(changed, lambda: _replaced(changed))


def _made(
    here: Surroundings, origin: str, *, file: Path | None
) -> tuple[SigningKey, str]:
    text = new_passphrase(here, file)
    if text is None:
        raise SurroundingsError(
            message("a new key is kept under a passphrase, and nobody gave one"),
            expected=message("a passphrase"),
            next_step=message(
                "set {variable}, or give --new-passphrase-file FILE",
                variable=NEW_VARIABLE,
            ),
        )
    return generate(origin, here.world.random(32)), text


def _changed(
    book: Path, new: SigningKey, *, number: int, before: str | None
) -> Changed:
    secret, public = str(key_path(book)), str(public_path(book))
    return Changed(number, new.vkey, before, secret, public)


def _rotated(changed: Changed) -> Iterator[str]:
    yield message(
        "#{number}: the log is signed by another key from here on",
        number=changed.number,
    )
    yield message("key: {key}", key=changed.key)
    yield message(
        "{file} is the new key; the old one lies beside it", file=changed.key_file
    )
    yield message(
        "whoever has the old public key can go on with it: the old key signed the new\n"
        "one over. Give them {public} all the same",
        public=changed.public_file,
    )


def _replaced(changed: Changed) -> Iterator[str]:
    public = changed.public_file
    yield message(
        "#{number}: the log is signed by this key from here on", number=changed.number
    )
    yield message("key: {key}", key=changed.key)
    yield message(
        "{file} is the new key: keep it, and its passphrase, to yourself",
        file=changed.key_file,
    )
    if changed.before is None:
        yield message("give {public} to whoever will verify", public=public)
        return
    yield message(
        "hand {public} to every verifier in person: the old key did not\n"
        "sign it over, and until they, or a witness, take it, verify ends in code 13",
        public=public,
    )
    yield message("ask a witness to cosign a checkpoint that the new key has signed")
