"""Begin a book, and make the key that signs its checkpoints."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, get_args

import click
from msgspec import Struct

from cli.completing import one_of
from cli.intake.numbers import parse_iban
from cli.intake.values import parse_value
from cli.intake.wishes import padded
from cli.key_files import key_path, public_path, write_pair
from cli.options import common_options, pass_surroundings
from cli.passphrase import passphrase
from cli.surroundings import Surroundings, user_name
from ledger import values as v
from ledger.book.creating import create_book
from ledger.commands import ChangeSchool, OpenBook
from ledger.errors import LedgerError, UsageError
from ledger.keys import SigningKey, generate
from ledger.messages import message

LEVELS: tuple[str, ...] = get_args(v.Level)
NEEDED: dict[str, tuple[str, str]] = {
    "school": (message("School"), message("the number of the school")),
    "level": (message("Level"), message("the level of the school")),
}
"""What a book cannot begin without: how it is asked for, and what is expected."""


class Begun(Struct, frozen=True):
    """What `init` made."""

    book: str
    school: str
    origin: str
    key: str | None
    user: str


@click.command()
@click.argument("name", required=False)
@click.option("--school", help="The school's number (instellingsnummer), six digits.")
@click.option("--name", "school_name", help="The school's name.")
@click.option(
    "--level",
    help=f"One of: {', '.join(LEVELS)}.",
    shell_complete=one_of(LEVELS),
)
@click.option("--board", help="The number of the school board.")
@click.option("--kbo", help="The company number (KBO).")
@click.option("--iban", help="The account that the grant is paid to.")
@click.option("--no-key", is_flag=True, help="Begin without a key for checkpoints.")
@click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path, readable=False),
    help="A file with the passphrase for the key.",
)
@common_options
@pass_surroundings
def init(here: Surroundings, /, **given: Any) -> None:
    """Begin a new book, NAME.book, for one school.

    Beside it lie NAME.key, the key that signs its checkpoints (encrypted), and
    NAME.pub, its public half, which verifiers ask for. NAME is the school's number if
    left out.
    """
    school = parse_value(v.SchoolNumber, _needed(here, given, name="school"))
    given["level"] = _needed(here, given, name="level")
    for number in padded(ChangeSchool, {"number": given["school"]}):
        here.say(message("the school number was padded to {number}", number=number))
    book = _path(here, given["name"] or school)
    _refuse_those_there(book)
    origin = f"verantwoord/{school}/{here.world.random(8).hex()}"
    text = _passphrase(here, given)
    key = generate(origin, here.world.random(32)) if text else None
    wish = _wish(given, origin=origin, key=key)
    with _all_or_nothing(book) as made:
        if key and text:
            _write_key(here, book, key=key, passphrase=text, made=made)
        create_book(book, wish, world=here.world)
    begun = Begun(str(book), school, origin, wish.key, wish.user_name)
    here.answer(begun, lambda: _lines(begun))


def _passphrase(here: Surroundings, given: dict[str, Any]) -> str | None:
    if given["no_key"]:
        return None
    return passphrase(here, given["passphrase_file"], new=True)


def _wish(given: dict[str, Any], *, origin: str, key: SigningKey | None) -> OpenBook:
    return OpenBook(
        origin=origin,
        school=parse_value(v.SchoolNumber, given["school"]),
        level=parse_value(v.Level, given["level"]),
        user_name=parse_value(v.Text, user_name()),
        key=key.vkey if key else None,
        board=_optional(v.BoardNumber, given["board"]),
        kbo=_optional(v.CompanyNumber, given["kbo"]),
        name=_optional(v.Text, given["school_name"]),
        iban=parse_iban(given["iban"]) if given["iban"] else None,
    )


def _needed(here: Surroundings, given: dict[str, Any], *, name: str) -> str:
    words, expected = NEEDED[name]
    if given[name] is None and here.asks:
        choices = click.Choice(LEVELS) if name == "level" else None
        given[name] = click.prompt(here.tell(words), type=choices, err=True)
    if given[name] is None:
        raise UsageError(
            message("--{name} is missing", name=name),
            expected=expected,
            next_step="verantwoord init --school 030569 --level primary --name …",
        )
    return str(given[name])


def _optional(hint: Any, text: str | None) -> Any:
    return parse_value(hint, text) if text else None


def _path(here: Surroundings, name: str) -> Path:
    path = here.book_option or Path(name)
    return path if path.suffix == ".book" else path.with_name(path.name + ".book")


def _refuse_those_there(book: Path) -> None:
    """Raise `UsageError` where the book, or a key beside it, is there already."""
    for path in (book, key_path(book), public_path(book)):
        if os.path.lexists(path):
            raise UsageError(
                message("{path} is there already", path=path),
                place=str(path),
                expected=message("the name of a new file"),
                next_step=message("choose another name"),
            )


def _write_key(
    here: Surroundings,
    book: Path,
    *,
    key: SigningKey,
    passphrase: str,
    made: list[Path],
) -> None:
    at = (key_path(book), public_path(book))
    made.extend(write_pair(here, key, passphrase=passphrase, at=at))


@contextmanager
def _all_or_nothing(book: Path) -> Iterator[list[Path]]:
    """Take away again what was made where the book was not: its key signed nothing."""
    made: list[Path] = []
    try:
        yield made
    except BaseException as error:
        if isinstance(error, LedgerError) or not book.exists():
            for path in made:
                path.unlink(missing_ok=True)
        raise


def _lines(begun: Begun) -> Iterator[str]:
    yield message(
        "{book}: a book for school {school}", book=begun.book, school=begun.school
    )
    yield message("log: {origin}", origin=begun.origin)
    if begun.key:
        yield message("key: {key}", key=begun.key)
        yield message(
            "give this key to whoever will verify; keep the passphrase to yourself"
        )
    else:
        yield message("key: none; checkpoints will be unsigned, and check will say so")
    yield message("recording as {name} ({code})", name=begun.user, code="u1")
