"""Numbers of things, in words."""

from __future__ import annotations


def counted(count: int, thing: str) -> str:
    """Say how many there are: `1 day`, `3 days`."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
