"""HOW-TO-VERIFY.txt: how to check a bundle with stock commands, in Dutch and English.

The text is the same in every bundle, so that a checker can see whether it was changed.
It is in `how-to-verify.txt` beside this file; its commands are run by the tests.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Final

HOW_TO_VERIFY: Final = "HOW-TO-VERIFY.txt"


@cache
def how_to_verify() -> bytes:
    """Give the bytes of the text."""
    return resources.files(__package__).joinpath("how-to-verify.txt").read_bytes()
