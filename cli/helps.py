"""Help in the language of the call: the texts of commands are told in copies of them.

A command is made once, when its file is imported, and its texts are English. Whoever
asks a group for one of its commands gets a copy that speaks the language of the call.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from copy import copy
from gettext import gettext
from typing import TYPE_CHECKING, Any, Final

import click

from cli.surroundings import Surroundings
from ledger.messages import Message, message, term

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Tell = Callable[[str], str]

METAVARS: Final[Mapping[str, str]] = {
    "ARGS": term("metavar", "ARGS"),
    "CODE": term("metavar", "CODE"),
    "COMMAND": term("metavar", "COMMAND"),
    "FACT": term("metavar", "FACT"),
    "FIELD": term("metavar", "FIELD"),
    "FIGURE": term("metavar", "FIGURE"),
    "FILE": term("metavar", "FILE"),
    "FILES": term("metavar", "FILES"),
    "FOLDER": term("metavar", "FOLDER"),
    "INTEGER RANGE": term("metavar", "INTEGER RANGE"),
    "NAME": term("metavar", "NAME"),
    "OPTIONS": term("metavar", "OPTIONS"),
    "PATH": term("metavar", "PATH"),
    "REQUEST": term("metavar", "REQUEST"),
    "SLOT": term("metavar", "SLOT"),
    "TEXT": term("metavar", "TEXT"),
    "VALUE": term("metavar", "VALUE"),
    "WHICH": term("metavar", "WHICH"),
    "YEAR": term("metavar", "YEAR"),
}
"""What stands for a value in a line of usage; as the help texts call it too."""
NUMBER: Final = term("type", "integer range")
"""What a text is not that should be a number."""


class Group(click.Group):
    """A group that hands out its commands in the language of the call."""

    def load(self, name: str) -> click.Command | None:
        """Give a command as it was made, None where there is none of that name."""
        return self.commands.get(name)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give a command that speaks the language of the call."""
        found = self.load(cmd_name)
        return told(found, teller(ctx)) if found else None

    def summaries(self, ctx: click.Context) -> list[tuple[str, str]]:
        """Give what each command does, in the words with which its help begins."""
        named = [
            (name, self.get_command(ctx, name)) for name in self.list_commands(ctx)
        ]
        return [(name, first(found.help or "")) for name, found in named if found]

    def shell_complete(
        self, ctx: click.Context, incomplete: str
    ) -> list[CompletionItem[Any]]:
        """Complete to a command, of which nothing is imported, or to an option."""
        from click.shell_completion import CompletionItem

        commands = [
            CompletionItem(name, help=said)
            for name, said in self.summaries(ctx)
            if name.startswith(incomplete)
        ]
        return [*commands, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write what each command does; nothing of it is cut off."""
        with formatter.section(gettext("Commands")):
            formatter.write_dl(self.summaries(ctx))


def teller(ctx: click.Context) -> Tell:
    """Give what tells in the language of the call; English where there is no call."""
    here = ctx.find_root().obj
    return here.tell if isinstance(here, Surroundings) else str


def told(command: click.Command, tell: Tell) -> click.Command:
    """Give a copy of a command with all of its texts told."""
    made = copy(command)
    made.help = command.help and _paragraphs(command.help, tell)
    made.options_metavar = _metavar(command.options_metavar or "", tell)
    made.params = [_parameter(each, tell, of=command) for each in command.params]
    if isinstance(made, click.Group):
        made.subcommand_metavar = _metavar(made.subcommand_metavar, tell)
    return made


def first(text: str) -> str:
    """Give the first paragraph of a help text, on one line."""
    return " ".join(inspect.cleandoc(text).partition("\n\n")[0].split())


def _paragraphs(text: str, tell: Tell) -> str:
    parts = inspect.cleandoc(text).split("\n\n")
    return "\n\n".join(_told(" ".join(part.split()), tell) for part in parts)


def _told(text: str, tell: Tell) -> str:
    # The texts of a help are no calls of `message`: they are collected from commands.
    return tell(text if isinstance(text, Message) else message(text))


def _parameter(
    parameter: click.Parameter, tell: Tell, *, of: click.Command
) -> click.Parameter:
    made = copy(parameter)
    metavar = parameter.make_metavar(click.Context(of))
    made.metavar = _metavar(metavar, tell)
    if isinstance(made.type, click.IntRange):
        made.type = copy(made.type)
        made.type.name = tell(NUMBER)
    if isinstance(made, click.Option) and made.help:
        made.help = _told(made.help, tell)
    return made


def _metavar(text: str, tell: Tell) -> str:
    return re.sub(
        "[A-Z]+( [A-Z]+)*", lambda found: tell(METAVARS.get(found[0], found[0])), text
    )
