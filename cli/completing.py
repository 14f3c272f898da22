"""What a shell may complete of a value, where there is a closed list of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import click
from click.shell_completion import CompletionItem

from cli.options import surroundings

Complete = Callable[..., list[CompletionItem[str]]]
"""Click gives a context, a parameter, and what was typed of the word."""


def one_of(words: Iterable[str]) -> Complete:
    """Complete to one of these words."""
    known = list(words)

    def complete(_: click.Context, /, *rest: Any) -> list[CompletionItem[str]]:
        return [CompletionItem(word) for word in known if word.startswith(rest[-1])]

    return complete


def figures(ctx: click.Context, /, *rest: Any) -> list[CompletionItem[str]]:
    """Complete to the name of a figure, as it is typed."""
    from cli.figures import label
    from projections.explaining import NAMES

    here = surroundings(ctx)
    named = {name.replace("_", "-"): label(here, name) for name in NAMES}
    return [
        CompletionItem(name, help=said)
        for name, said in named.items()
        if name.startswith(rest[-1])
    ]


def kinds(ctx: click.Context, /, *rest: Any) -> list[CompletionItem[str]]:
    """Complete to a kind of event, without the versions of its types."""
    from projections.kinds import KINDS

    known = sorted(kind for kind in KINDS if "/" not in kind)
    return one_of(known)(ctx, *rest)
