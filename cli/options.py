"""The options that every command has, before or after its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from cli.surroundings import Surroundings

F = TypeVar("F", bound=Callable[..., Any])


def surroundings(ctx: click.Context) -> Surroundings:
    """Give what the whole call shares."""
    root = ctx.find_root()
    if not isinstance(root.obj, Surroundings):
        root.obj = Surroundings()
    return root.obj


def _keep(ctx: click.Context, /, *rest: Any) -> None:
    param, value = rest
    shared = surroundings(ctx)
    if value not in (None, False) and param.name:
        setattr(shared, param.name, value)


_COMMON: tuple[Callable[[F], F], ...] = (
    click.option(
        "-b",
        "--book",
        "book_option",
        type=click.Path(path_type=Path, readable=False),
        metavar="PATH",
        help="The book, or a bundle to look at; else VERANTWOORD_BOOK, else the only"
        " *.book here.",
        expose_value=False,
        callback=_keep,
    ),
    click.option(
        "--json",
        "json",
        is_flag=True,
        help="Print one JSON document.",
        expose_value=False,
        callback=_keep,
    ),
    click.option(
        "--lang",
        "lang",
        type=click.Choice(["nl", "fr", "en"]),
        help="The language of the answer; else as the environment says.",
        expose_value=False,
        callback=_keep,
    ),
    click.option(
        "--no-input",
        "no_input",
        is_flag=True,
        help="Never ask for anything.",
        expose_value=False,
        callback=_keep,
    ),
)


def common_options(function: F) -> F:
    """Add the common options to a command or a group."""
    for option in reversed(_COMMON):
        function = option(function)
    return function


def pass_surroundings(function: Callable[..., Any]) -> Callable[..., Any]:
    """Hand a command what the whole call shares, as its first argument."""

    @click.pass_context
    def wrapped(ctx: click.Context, /, *args: Any, **kwargs: Any) -> Any:
        return ctx.invoke(function, surroundings(ctx), *args, **kwargs)

    wrapped.__name__, wrapped.__doc__ = function.__name__, function.__doc__
    return wrapped
