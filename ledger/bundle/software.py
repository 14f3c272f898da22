"""The name of this program, as bundles and reports say by what they were made."""

from __future__ import annotations

from importlib import metadata


def software() -> str:
    """Name this program and its version: `verantwoord 0.1.0`."""
    return f"verantwoord {metadata.version('verantwoord')}"
