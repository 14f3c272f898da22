"""An account on the screen: how a figure comes about, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from cli.figures import label
from cli.printing import wrapped
from cli.surroundings import Surroundings
from cli.tables import pad, width
from ledger.messages import message
from projections.account import Account
from projections.rule_texts import RULE_TEXTS

SIGNS = {"add": "+", "subtract": "-", "result": "=", "limit": "<="}


def account_lines(
    here: Surroundings, made: Account, *, foot: list[str]
) -> Iterator[str]:
    """Yield an account: sign, figure, amount, and the rules behind it once."""
    projected = message("{year} (a projection until the close)", year=made.year)
    yield projected if made.projected else str(made.year)
    names = [label(here, line.key) for line in made.lines]
    amounts = [here.locale.amount(line.cents) for line in made.lines]
    widest, longest = max(map(width, names)), max(map(width, amounts))
    for line, name, amount in zip(made.lines, names, amounts, strict=True):
        sign = f"{SIGNS[line.role]:<2}"
        cells = pad(name, widest, right=False), pad(amount, longest, right=True)
        yield f"  {sign} {'  '.join(cells)}"
    yield message("rules:")
    for rule in dict.fromkeys(line.rule for line in made.lines):
        yield from wrapped(f"- {here.tell(RULE_TEXTS[rule].text)}", "  ")
    yield from foot
