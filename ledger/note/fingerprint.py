"""A root for people: what is compared by eye, or typed over from signed minutes.

    fingerprint(root) == "FWDD 2LLH THEO NTXU …"

It is the whole root, so nothing is lost by comparing it instead.
"""

from __future__ import annotations

from base64 import b32decode, b32encode
from typing import Final

from ledger.errors import MalformedError
from ledger.messages import message, plural

_GROUP: Final = 4
_LETTERS: Final = 52


def fingerprint(root: bytes) -> str:
    """Write a root as 52 base32 characters in groups (RFC 4648, section 6)."""
    letters = b32encode(root).decode().rstrip("=")
    groups = range(0, len(letters), _GROUP)
    return " ".join(letters[start : start + _GROUP] for start in groups)


def parse_fingerprint(text: str) -> bytes:
    """Read the letters: `parse_fingerprint(fingerprint(root)) == root`.

    Spaces may stand anywhere. Raises `MalformedError` where it is no fingerprint.
    """
    letters = "".join(text.split())
    try:
        root = b32decode(f"{letters}====") if len(letters) == _LETTERS else b""
    except ValueError:
        root = b""
    # The last letter has four bits too many: only zeroes make it the one written.
    if not root or fingerprint(root).replace(" ", "") != letters:
        raise MalformedError(
            message(
                "a fingerprint has {size} letters, A-Z and 2-7, and is that of a root",
                size=_LETTERS,
            ),
            place=message("fingerprint"),
            found=plural("{count} letter", "{count} letters", count=len(letters)),
        )
    return root
