"""What figures are called in reports."""

from __future__ import annotations

from projections.explaining import LABELS


def label(figure: str) -> str:
    """Give the name of a figure for people, as a message: `refund due`."""
    return LABELS[figure]
