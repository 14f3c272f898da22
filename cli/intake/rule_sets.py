"""A rule set as a file: one that the program does not ship, or another reading."""

from __future__ import annotations

from pathlib import Path

from cli.unreadable import unreadable
from ledger.messages import message
from ledger.rules import Rules, parse_rules


def read_rules(path: Path) -> Rules:
    """Read a rule set; raises where the file is unreadable, or is none."""
    try:
        data = path.read_bytes()
    except OSError as error:
        expected = message("a rule set (TOML)")
        raise unreadable(path, error, expected=expected) from None
    return parse_rules(data, place=str(path))
