"""A root for people: what is compared by eye, or typed over from signed minutes.

    fingerprint(root) == "FWDD 2LLH THEO NTXU …"

It is the whole root, so nothing is lost by comparing it instead.
"""

from __future__ import annotations

from base64 import b32encode
from typing import Final

_GROUP: Final = 4


def fingerprint(root: bytes) -> str:
    """Write a root as 52 base32 characters in groups (RFC 4648, section 6)."""
    letters = b32encode(root).decode().rstrip("=")
    groups = range(0, len(letters), _GROUP)
    return " ".join(letters[start : start + _GROUP] for start in groups)
