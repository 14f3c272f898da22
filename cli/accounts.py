"""An account on the screen: how a figure comes about, line by line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from cli.surroundings import Surroundings
from cli.tables import pad, width
from projections.account import Account
from projections.rule_texts import RULE_TEXTS

SIGNS = {"add": "+", "subtract": "-", "result": "=", "limit": "<="}


def account_lines(here: Surroundings, made: Account, *, foot: str) -> Iterator[str]:
    """Yield an account: sign, figure, amount, and the rules behind it once."""
    yield f"{made.year}{' (a projection until the close)' if made.projected else ''}"
    names = [line.key.replace("_", " ") for line in made.lines]
    amounts = [here.locale.amount(line.cents) for line in made.lines]
    widest, longest = max(map(width, names)), max(map(width, amounts))
    for line, name, amount in zip(made.lines, names, amounts, strict=True):
        sign = f"{SIGNS[line.role]:<2}"
        cells = pad(name, widest, right=False), pad(amount, longest, right=True)
        yield f"  {sign} {'  '.join(cells)}"
    yield "rules:"
    for rule in dict.fromkeys(line.rule for line in made.lines):
        yield from textwrap.wrap(
            RULE_TEXTS[rule].text, 80, initial_indent="  - ", subsequent_indent="    "
        )
    yield foot
