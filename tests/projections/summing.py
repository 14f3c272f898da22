"""Whether an account adds up: the second way, written only for the tests."""

from __future__ import annotations

from projections.account import Account


def adds_up(account: Account) -> bool:
    """Whether every result is what the lines above it come to."""
    total, limit = 0, None
    for line in account.lines:
        if line.role == "result":
            decided = line.key == "carried_over"
            if not decided and line.cents not in (total, max(0, total), limit):
                return False
            if limit is not None and line.cents > limit and not decided:
                return False
            total = line.cents
        elif line.role == "limit":
            limit = line.cents
        else:
            total += line.cents if line.role == "add" else -line.cents
    return True
