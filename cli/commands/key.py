"""The key of the log: show it, let another one follow, replace a lost one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from cli.helps import Group
from cli.key_files import key_file, key_path
from cli.options import common_options, pass_surroundings
from cli.surroundings import Surroundings
from ledger.messages import message
from ledger.note import parse_vkey
from projections.view import BookView

passphrase_file = click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path, readable=False),
    help="A file with the passphrase of the present key.",
)
new_passphrase_file = click.option(
    "--new-passphrase-file",
    type=click.Path(path_type=Path, readable=False),
    help="A file with the passphrase for the new key.",
)


@click.group(cls=Group, no_args_is_help=True)
@common_options
def key() -> None:
    """The key that signs the checkpoints of a book."""


@key.command("show")
@click.option("--pem", "as_pem", is_flag=True, help="As PEM, for openssl.")
@common_options
@pass_surroundings
def show(here: Surroundings, /, as_pem: bool) -> None:
    """Show the public key that the log names: give it to whoever will verify."""
    # Not of a bundle: whoever trusts the key that it names trusts it for its own word.
    with BookView(here.book) as view:
        vkey, origin = view.key, view.origin
    file = key_file(here.book, vkey) if vkey else key_path(here.book)
    pem_text = _pem(vkey) if vkey else None
    document = {
        "origin": origin,
        "key": vkey,
        "pem": pem_text,
        "key_file": str(file) if file.exists() else None,
    }
    text = pem_text if as_pem else vkey
    here.answer(document, lambda: _shown(text, origin))


def _pem(vkey: str) -> str:
    from ledger.keys import pem

    return pem(parse_vkey(vkey).public)


def _shown(text: str | None, origin: str) -> Iterator[str]:
    if text is None:
        yield message("{log} has no key: its checkpoints are unsigned", log=origin)
    else:
        yield text.rstrip("\n")


@key.command("rotate")
@passphrase_file
@new_passphrase_file
@common_options
@pass_surroundings
def rotate(
    here: Surroundings,
    /,
    passphrase_file: Path | None,
    new_passphrase_file: Path | None,
) -> None:
    """Let a new key sign from here on; the present one signs it over.

    Whoever trusts the present key then trusts the new one. The old key file is kept
    beside the book, under its key id.
    """
    # Whoever only shows the key needs not the library that records.
    from cli.key_changes import rotate_in

    rotate_in(here, file=passphrase_file, new_file=new_passphrase_file)


@key.command("replace")
@click.option("--lost", is_flag=True, help="The present key, or its passphrase, is.")
@new_passphrase_file
@common_options
@pass_surroundings
def replace(
    here: Surroundings, /, lost: bool, new_passphrase_file: Path | None
) -> None:
    """Give the log a key where it has none, or where the present one is lost.

    Nobody has to believe it: whoever verifies must get the new key from you in person,
    or trust a witness that has cosigned a checkpoint since.
    """
    from cli.key_changes import replace_in

    replace_in(here, lost=lost, new_file=new_passphrase_file)


@key.command("new-witness")
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@click.option("--name", help="Its public name, as regulator.example/agodi; else FILE.")
@click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path, readable=False),
    help="A file with the passphrase for the key.",
)
@common_options
@pass_surroundings
def new_witness(
    here: Surroundings,
    /,
    file: Path,
    *,
    name: str | None,
    passphrase_file: Path | None,
) -> None:
    """Make the key of a witness: FILE.key, FILE.pub, and FILE.witness, its memory."""
    from cli.anchoring.cosigning import new_witness_in

    new_witness_in(here, file, name=name, passphrase_file=passphrase_file)
