"""What figures are called in reports."""

from __future__ import annotations


def label(figure: str) -> str:
    """Give the name of a figure for people: `refund due`."""
    return figure.replace(".", ", ").replace("_", " ")
