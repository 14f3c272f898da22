"""Decide on the keys of the log."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.commands import ReplaceKey, RotateKey
from ledger.decide.draft import Desk, Draft, draft
from ledger.events import SCHOOL, KeyReplaced, KeyRotated


def rotate_key(desk: Desk, wish: RotateKey) -> Iterator[Draft]:
    """Record that another key signs from here on, on the word of the present one."""
    yield draft(desk, SCHOOL, kind=KeyRotated, wish=wish)


def replace_key(desk: Desk, wish: ReplaceKey) -> Iterator[Draft]:
    """Record that another key signs from here on, without a word of the one before."""
    yield draft(desk, SCHOOL, kind=KeyReplaced, wish=wish)
