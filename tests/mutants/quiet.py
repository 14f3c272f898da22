"""How pytest is started within a run."""

from __future__ import annotations

from typing import Final

QUIET: Final = (
    *("-q", "-s", "--tb=native", "--assert=plain", "--no-header", "--no-summary"),
    *("-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:faulthandler"),
)
"""Assertions plain: what was imported before cannot be rewritten, and shows no less."""
