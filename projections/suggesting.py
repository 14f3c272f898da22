"""What somebody may have meant by a word that is not known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from ledger.messages import either, message


def bare(text: str) -> str:
    """Write a name as it is compared: no case, no accents, words parted by one space.

    A hyphen or an underscore parts words too.
    """
    parted = unicodedata.normalize("NFKD", text)
    plain = "".join(sign for sign in parted if not unicodedata.combining(sign))
    # Keyboards have a straight apostrophe.
    return " ".join(re.sub("[-_]", " ", plain.casefold().replace("’", "'")).split())


def suggestion(word: str, known: Iterable[str], *, likeness: float = 0.6) -> str | None:
    """Ask whether one of the nearest known words was meant; None where none is near.

    Words are alike by a share of their letters, from 0 to 1.
    """
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=3, cutoff=likeness)
    return message("did you mean {words}?", words=either(near)) if near else None
