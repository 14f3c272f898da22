"""What all commands have in common."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

Target = Annotated[str, Meta(pattern=r"\A(?:[A-Za-z0-9._-]{1,32}|#[1-9][0-9]{0,15})\Z")]
"""How a command names an earlier fact: by its ref (`A`), or by its number (`#12`)."""


class Wish(Struct, frozen=True, tag_field="record"):
    """A wish to record something; each child names its kind in the journal."""
