"""What the lines of a head are called, where people keep it: printed, and read again.

Minutes are written in one language and read by whoever verifies, in any.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from unicodedata import normalize

from ledger.messages import Message, term
from projections.language import LOCALES, language

LOG: Final = term("head", "log")
EVENTS: Final = term("head", "events")
ROOT: Final = term("head", "root")
FINGERPRINT: Final = term("head", "fingerprint")


def in_every_language(word: Message) -> Iterator[str]:
    """Give a word as each language has it, with accents apart from letters too."""
    for code in LOCALES:
        told = language(code).tell(word)
        # Text that is copied out of a PDF may have them apart.
        yield from {normalize(form, told) for form in ("NFC", "NFD")}
