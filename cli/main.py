"""The console script: find the command, run it, and say in a sentence what went wrong.

The one place that catches a `LedgerError`. No traceback reaches a user: what nobody
foresaw ends in code 70, with the traceback in a file that can be sent along.
"""

from __future__ import annotations

import sys
from importlib import import_module

import click

from cli.errors import Failure, failure_of, show_failure
from cli.options import common_options
from ledger.errors import LedgerError

COMMANDS = {
    "backup": "cli.commands.backup:backup",
    "check": "cli.commands.check:check",
    "checkpoint": "cli.commands.checkpoint:checkpoint",
    "close": "cli.commands.close:close",
    "demo": "cli.commands.demo:demo",
    "export": "cli.commands.export:export",
    "import": "cli.commands.import_files:import_command",
    "init": "cli.commands.init:init",
    "key": "cli.commands.key:key",
    "record": "cli.commands.record:record",
    "reopen": "cli.commands.reopen:reopen",
    "show": "cli.commands.show:show",
    "upgrade": "cli.commands.upgrade:upgrade",
    "user": "cli.commands.user:user",
    "verify": "cli.commands.verify:verify",
}
"""Every command and where it is: imported only when it is asked for."""


class Commands(click.Group):
    """The commands of the program, loaded one at a time."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands, in the order of the alphabet."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command by its name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.command(cls=Commands, no_args_is_help=True)
@click.version_option(package_name="verantwoord", prog_name="verantwoord")
@common_options
def program() -> None:
    """Account for the professional-development grant of a school, and verify it.

    Begin with `verantwoord demo`, or with `verantwoord init` in an empty folder.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the program and leave with the exit code that docs/format.md lists."""
    arguments = sys.argv[1:] if arguments is None else arguments
    as_json = "--json" in arguments
    try:
        code = program.main(arguments, "verantwoord", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        code = 0
    except (LedgerError, click.ClickException, click.Abort, OSError) as error:
        code = show_failure(failure_of(error), as_json=as_json)
    except Exception as error:  # noqa: BLE001  # the last one: nothing may pass it
        code = show_failure(Failure.unforeseen(error), as_json=as_json)
    sys.exit(code if isinstance(code, int) else 0)
