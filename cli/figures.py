"""What figures are called on the screen, in the language of the call."""

from __future__ import annotations

from cli.surroundings import Surroundings
from projections.labels import figure_label


def label(here: Surroundings, name: str) -> str:
    """Give what people call a figure: `refund due`, `tranche 1, expected`."""
    return figure_label(name, here.language.code)
