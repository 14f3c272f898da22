"""Cosign the head of a log, as a witness."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cli.options import common_options, pass_surroundings
from cli.surroundings import Surroundings

FILE = click.Path(path_type=Path, readable=False)


@click.command()
@click.argument("request", type=FILE)
@click.option("--key", type=FILE, required=True, help="The key file of the witness.")
@click.option(
    "--log", "logs", multiple=True, help="A log to cosign: its key, or its NAME.pub."
)
@click.option("--policy", type=FILE, help="A policy that names the logs.")
@click.option(
    "--replaces-key", is_flag=True, help="The school said in person: a new key."
)
@click.option("-o", "--output", type=FILE, help="Where the answer goes.")
@click.option(
    "--passphrase-file", type=FILE, help="A file with the passphrase of the key."
)
@common_options
@pass_surroundings
def cosign(here: Surroundings, /, **given: Any) -> None:
    """Check that a log only grew since you saw it last, and cosign REQUEST.

    The answer, REQUEST.cosigned, goes back to the school. What was cosigned is
    remembered in NAME.witness beside the key. Code 14: the log tells another story of
    the same size; both heads are then kept in files, as evidence. Code 12: the proof
    does not lead from the head that you saw last; ask for a new request.
    """
    from cli.anchoring.cosigning import Given, cosign_in

    cosign_in(here, Given(**given))
