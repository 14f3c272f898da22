"""A rule set as a file: one that the program does not ship, or another reading."""

from __future__ import annotations

from pathlib import Path

from ledger.errors import SurroundingsError
from ledger.rules import Rules, parse_rules


def read_rules(path: Path) -> Rules:
    """Read a rule set; raises where the file is unreadable, or is none."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SurroundingsError(
            f"{path} cannot be read: {(error.strerror or str(error)).lower()}",
            place=str(path),
            expected="a rule set (TOML)",
        ) from None
    return parse_rules(data, place=str(path))
