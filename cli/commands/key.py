"""The key of the log."""

from __future__ import annotations

from collections.abc import Iterator

import click

from cli.options import common_options, pass_surroundings
from cli.passphrase import key_path
from cli.seeing import seen
from cli.surroundings import Surroundings
from ledger.note import parse_vkey
from projections.moment import PointInTime


@click.group(no_args_is_help=True)
@common_options
def key() -> None:
    """The key that signs the checkpoints of a book."""


@key.command("show")
@click.option("--pem", "as_pem", is_flag=True, help="As PEM, for openssl.")
@common_options
@pass_surroundings
def show(here: Surroundings, /, as_pem: bool) -> None:
    """Show the public key that the log names: give it to whoever will verify."""
    with seen(here, PointInTime()) as view:
        vkey, origin = view.key, view.origin
    file = key_path(here.book)
    pem_text = _pem(vkey) if vkey else None
    document = {
        "origin": origin,
        "key": vkey,
        "pem": pem_text,
        "key_file": str(file) if file.exists() else None,
    }
    text = pem_text if as_pem else vkey
    here.answer(document, lambda: _lines(text, origin))


def _pem(vkey: str) -> str:
    from ledger.keys import pem

    return pem(parse_vkey(vkey).public)


def _lines(text: str | None, origin: str) -> Iterator[str]:
    if text is None:
        yield f"{origin} has no key: its checkpoints are unsigned"
    else:
        yield text.rstrip("\n")
