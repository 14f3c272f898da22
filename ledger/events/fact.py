"""What all events have in common: frozen, every field written, told apart by `type`."""

from __future__ import annotations

from msgspec import Struct


class Fact(Struct, frozen=True, tag_field="type"):
    """An immutable fact; each child names its versioned type, which is never reused."""
