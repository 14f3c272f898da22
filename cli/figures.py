"""What figures are called on the screen, in the language of the call."""

from __future__ import annotations

from cli.surroundings import Surroundings


def label(here: Surroundings, name: str) -> str:  # noqa: ARG001  # its language is next
    """Give what people call a figure: `refund due`, `tranche 1, expected`."""
    return name.replace(".", ", ").replace("_", " ")
