"""The request to a timestamp authority: always the same bytes for the same note.

It is what `openssl ts -query -sha256 -cert -no_nonce` makes. Without a nonce an old
answer to the same digest would do as well: it only says that the note is older still.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Final

# In DER: a sequence of version 1 and an imprint: SHA-256, and 32 bytes that follow.
_START: Final = bytes.fromhex("30390201013031300d060960864801650304020105000420")
# The authority is asked for its certificate, without which nobody can check it.
_END: Final = bytes.fromhex("0101ff")


def request(note: bytes) -> bytes:
    """Give the request for a timestamp over these bytes."""
    return _START + sha256(note).digest() + _END
