"""Anchors: heads of the log that lie outside of the school."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import click

from cli.helps import Group
from cli.options import common_options, pass_surroundings
from cli.surroundings import Surroundings
from ledger.messages import message
from ledger.values import AnchorKind

FILE = click.Path(path_type=Path, readable=False)
passphrase_option = click.option(
    "--passphrase-file", type=FILE, help="A file with the passphrase of the key."
)


@click.group(cls=Group, no_args_is_help=True)
@common_options
def anchor() -> None:
    """Heads that lie outside: print, request, add what came back, list."""


@anchor.command("print")
@click.option("--size", type=click.IntRange(min=1), help="Of the first N events.")
@click.option("--svg", type=FILE, help="Write the QR code to a new file.")
@common_options
@pass_surroundings
def print_(here: Surroundings, /, size: int | None, svg: Path | None) -> None:
    """Print the head for signed minutes: root, fingerprint and a QR code."""
    from cli.anchoring.printing import print_head

    print_head(here, size, svg=svg)


@anchor.command("request")
@click.argument("file", type=FILE)
@click.option("--witness", is_flag=True, help="For a witness, who will cosign it.")
@click.option(
    "--old",
    type=click.IntRange(min=0),
    help="The size that the witness saw last; of the last anchor if left out.",
)
@passphrase_option
@common_options
@pass_surroundings
def request(
    here: Surroundings,
    /,
    file: Path,
    witness: bool,
    old: int | None,
    passphrase_file: Path | None,
) -> None:
    """Write a request for a timestamp (RFC 3161) to FILE, or for a witness.

    It is for the newest head that covers all facts; one is signed and kept where there
    is none.
    """
    from cli.anchoring.requesting import request_timestamp, request_witness

    if witness:
        request_witness(here, file, old=old, secret=passphrase_file)
        return
    if old is not None:
        raise click.UsageError(message("--old goes with --witness"))
    request_timestamp(here, file, secret=passphrase_file)


@anchor.command("add")
@click.argument("file", type=FILE, required=False)
@click.option("--kind", type=click.Choice(get_args(AnchorKind)), help="What it is.")
@click.option("--on", "day", help="The day of the minutes or the mail.")
@click.option("--size", type=click.IntRange(min=1), help="Of the first N events.")
@click.option("--policy", type=FILE, help="The witnesses that must have cosigned.")
@passphrase_option
@common_options
@pass_surroundings
def add(here: Surroundings, /, day: str | None, **given: Any) -> None:
    """Record what came back: a cosigned note, a timestamp, minutes, a mail.

    The first two are recognised by what is in FILE. Of minutes, mail and git say what
    head (--size) and which day (--on); FILE is a scan or a copy, and may be left out.
    """
    from cli.anchoring.adding import Given, add_anchor
    from ledger.days import parse_day

    on = parse_day(day, place="--on") if day else None
    add_anchor(here, Given(on=on, **given))


@anchor.command("list")
@common_options
@pass_surroundings
def list_(here: Surroundings, /) -> None:
    """List the anchors that were recorded, by your own word."""
    from cli.anchoring.listing import list_anchors

    list_anchors(here)
