"""HOW-TO-VERIFY.txt: how to check a bundle with stock commands, in Dutch and English.

The text is the same in every bundle, so that a checker can see whether it was changed.
It is in `how-to-verify.txt` beside this file, but for the SHA-256 of `verify.html`,
which is filled in; its commands are run by the tests.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Final

from ledger.bundle.verify_page import VERIFY_PAGE, verify_page_sha256

HOW_TO_VERIFY: Final = "HOW-TO-VERIFY.txt"


@cache
def how_to_verify() -> bytes:
    """Give the bytes of the text."""
    text = resources.files(__package__).joinpath("how-to-verify.txt").read_text("utf-8")
    return text.replace(f"{{{VERIFY_PAGE}}}", verify_page_sha256()).encode()
