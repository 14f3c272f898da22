"""The console script: find the command, run it, and say in a sentence what went wrong.

The one place that catches a `LedgerError`. No traceback reaches a user: what nobody
foresaw ends in code 70, with the traceback in a file that can be sent along.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from importlib import import_module
from typing import Any

import click

from cli.errors import failure_of, show_failure
from cli.helps import Group, teller, told
from cli.options import common_options
from cli.printing import prepare_streams
from cli.speaking import asked_for, speaking
from cli.surroundings import Surroundings
from ledger.messages import message

COMMANDS = {
    "anchor": "Heads that lie outside: print, request, add what came back, list.",
    "backup": "Copy the whole book to FILE, which must not be there.",
    "check": "Say what a verifier would object to now; code 1 if there is anything.",
    "checkpoint": "Sign the head of the log, keep it in the book, and print it.",
    "close": "Close YEAR, and give the next its opening reserve: both, or neither.",
    "cosign": "Check that a log only grew since you saw it last, and cosign REQUEST.",
    "demo": "Show the whole of it on a made-up school, in FOLDER (demo if left out).",
    "diff": "Say what differs from A to B: the events that came, and the figures.",
    "erase": "Erase sealed values of FACT, or its document; the event stays.",
    "export": "Write the proof bundle of the whole book to FILE (.zip).",
    "explain": "Say how FIGURE came about: its parts, events, rules and documents.",
    "import": "Read in journals (.jsonl) and spreadsheets of expenses (.csv, .xlsx).",
    "init": "Begin a new book, NAME.book, for one school.",
    "key": "The key that signs the checkpoints of a book.",
    "record": "Record one fact, by the kinds of the journal.",
    "reopen": "Reopen YEAR: it takes facts, and its figures are projections, again.",
    "report": "Write a report to FILE: .html, .pdf, .xlsx, .csv or .json.",
    "show": "Show balance, tranches and more, on a day and as known at a moment.",
    "status": "Say what to do, by when, and how much money is at risk.",
    "upgrade": "Make a book of an older format anew, into FILE; the old one stays.",
    "user": "People who record: add one, let one leave, list them.",
    "verify": "Check FILE, a bundle (.zip) or a book, and compute every figure again.",
}
"""Every command, and what it does; each is imported only when it is asked for."""

PLACES = {"erase": "erase:erase_command", "import": "import_files:import_command"}
"""Where a command is that has not the name of its file."""


SURROUNDINGS = 3
"""The code where the disk, a pipe or a terminal failed."""


class Commands(Group):
    """The commands of the program, loaded one at a time."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands, in the order of the alphabet."""
        return sorted(COMMANDS)

    def load(self, name: str) -> click.Command | None:
        """Load a command by its name."""
        if name not in COMMANDS:
            return None
        place = PLACES.get(name, f"{name}:{name}")
        module, _, variable = place.partition(":")
        found = import_module(f"cli.commands.{module}")
        command: click.Command = getattr(found, variable)
        return command

    def summaries(self, ctx: click.Context) -> list[tuple[str, str]]:
        """Give what each command does, without importing any of them."""
        tell = teller(ctx)
        return [(name, tell(message(COMMANDS[name]))) for name in sorted(COMMANDS)]


def _say_version(ctx: click.Context, /, *rest: Any) -> None:
    _, is_asked = rest
    if is_asked and not ctx.resilient_parsing:
        from importlib.metadata import version

        said = message("verantwoord, version {number}", number=version("verantwoord"))
        click.echo(teller(ctx)(said))
        ctx.exit()


@click.command(cls=Commands, no_args_is_help=True)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    help="Show the version and exit.",
    callback=_say_version,
)
@common_options
def program() -> None:
    """Account for the professional-development grant of a school, and verify it.

    Begin with `verantwoord demo`, or with `verantwoord init` in an empty folder.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the program and leave with the exit code that docs/format.md lists."""
    arguments = sys.argv[1:] if arguments is None else arguments
    here = Surroundings(lang=asked_for(arguments))
    prepare_streams()
    with speaking(here.language.code):
        code = _code(here, arguments)
    # Python looks through all that is left before it ends, and would find nothing.
    gc.freeze()
    sys.exit(code)


def run(here: Surroundings, arguments: list[str]) -> int:
    """Run a command in these surroundings and give its exit code, or what went wrong.

    What went wrong is raised: whoever calls decides what becomes of it.
    """
    command = told(program, here.tell)
    code = command.main(arguments, "verantwoord", standalone_mode=False, obj=here)
    return code if isinstance(code, int) else 0


def _code(here: Surroundings, arguments: list[str]) -> int:
    as_json = "--json" in arguments
    try:
        code = _run(here, arguments, as_json=as_json)
        sys.stdout.flush()
    except OSError as error:
        code = _unheard(here, error, as_json=as_json)
    return code


def _run(here: Surroundings, arguments: list[str], *, as_json: bool) -> int:
    out = sys.stdout
    try:
        return run(here, arguments)
    except click.exceptions.NoArgsIsHelpError as error:
        if as_json:
            missing = click.UsageError(message("missing command"), error.ctx)
            return show_failure(failure_of(missing), here.tell, as_json=True)
        click.echo(error.format_message())
        return 0
    except SystemExit:
        # Where a pipe was closed click wraps the output, and leaves with 1: a refusal.
        if sys.stdout is not out:
            return SURROUNDINGS
        raise
    except (click.Abort, KeyboardInterrupt):
        # It is told, and this ends: pressed again, Ctrl-C would only break in.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        return show_failure(failure_of(click.Abort()), here.tell, as_json=as_json)
    except Exception as error:  # noqa: BLE001  # the last one: nothing may pass it
        return show_failure(failure_of(error), here.tell, as_json=as_json)


def _unheard(here: Surroundings, error: OSError, *, as_json: bool) -> int:
    """Give the code where the answer could not be written; a closed pipe is no news."""
    # What is still to be written has nowhere to go, also when Python ends.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        return SURROUNDINGS
    return show_failure(failure_of(error), here.tell, as_json=as_json)
