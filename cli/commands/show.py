"""Show what the book holds, at a point in time."""

from __future__ import annotations

from importlib import import_module

import click

from cli.helps import Group
from cli.options import common_options

VIEWS = (
    "balance",
    "tranches",
    "expenses",
    "reserve",
    "refund",
    "plan",
    "history",
    "event",
    "document",
    "rules",
)


class Views(Group):
    """What can be shown, each loaded when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name what can be shown."""
        return list(VIEWS)

    def load(self, name: str) -> click.Command | None:
        """Load a view by its name."""
        if name not in VIEWS:
            return None
        module = import_module(f"cli.commands.showing.{name}")
        command: click.Command = getattr(module, name)
        return command


@click.command(cls=Views, no_args_is_help=True)
@common_options
def show() -> None:
    """Show balance, tranches and more, on a day and as known at a moment."""
