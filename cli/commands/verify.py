"""Check bundles or books, trusting nothing that they say of themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from cli.at_once.hands import jobs_option
from cli.options import common_options, pass_surroundings
from cli.progress import busy
from cli.surroundings import Surroundings
from cli.verifying.trusting import Asked
from ledger.messages import message

FILE = click.Path(path_type=Path, readable=False)


@click.command()
@click.argument("files", type=FILE, nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--key",
    "keys",
    multiple=True,
    help="A public key that you got from the school, or its NAME.pub.",
)
@click.option("--policy", type=FILE, help="Logs, witnesses and quorum that you trust.")
@click.option(
    "--checkpoint",
    "checkpoints",
    type=FILE,
    multiple=True,
    help="A head that you have from elsewhere: the note, or its three lines.",
)
@click.option("--against", type=FILE, help="Another file of the same log, to compare.")
@click.option("--fraud-proof", type=FILE, help="Where a proof of two stories goes.")
@click.option(
    "--require-timestamp",
    type=FILE,
    help="Root certificates (PEM): a timestamp by one of these must cover the log.",
)
@click.option("--no-memory", is_flag=True, help="Recall and remember nothing.")
@click.option(
    "--rules",
    type=FILE,
    multiple=True,
    help="A rule set that the program does not ship.",
)
@click.option("--allow-redacted", is_flag=True, help="Whatever is left out may be.")
@click.option(
    "--allow-redacted-field",
    multiple=True,
    metavar="FIELD",
    help="This may be left out: names, documents, or a field as supplier.",
)
@jobs_option
@common_options
@pass_surroundings
@click.pass_context
def verify(ctx: click.Context, here: Surroundings, /, **given: Any) -> None:
    """Check FILE, a bundle (.zip) or a book, and compute every figure again.

    Several files give a table; hand-outs and fraud proofs are checked as well. What
    held is remembered, and a log that tells another story later is a fork.

    Codes: 0 all held, 10 container, 11 manifest, 12 log, 13 signature, 14 fork, 15
    witnesses and timestamps, 16 sealed values and documents, 17 rules and figures, 18
    incomplete.

    Of several files the lowest code counts. It is 1 where all of them held, and two
    schools claim the same invoice.
    """
    from cli.verifying.verifying import verify_all

    with busy(here, message("checking")):
        code = verify_all(here, Asked(**given))
    ctx.exit(code)
