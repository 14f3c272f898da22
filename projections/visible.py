"""Text of strangers that is safe to show: no reader obeys it, none sees it turned."""

from __future__ import annotations

import re

_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
"""What a terminal would obey, or show in another order than it is written."""


def visible(text: str) -> str:
    """Write control and bidirectional characters out: text from files is not obeyed."""
    return _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def whole(text: str) -> str:
    """Write out half characters, which no encoding has."""
    return text.encode(errors="backslashreplace").decode()
