"""Words that somebody may have meant, where a list does not have the one given."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.messages import Message, message


def meant(word: str, known: Iterable[str], *, cutoff: float = 0.5) -> Message | None:
    """Ask whether one of the two nearest words was meant; None where none is near."""
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=2, cutoff=cutoff)
    if not near:
        return None
    if len(near) == 1:
        return message("did you mean {word}?", word=near[0])
    return message("did you mean {one} or {other}?", one=near[0], other=near[1])


def one_of(words: Iterable[str]) -> Message:
    """Say which words may stand there."""
    return message("one of {words}", words=list(words))
