"""What may be recorded of the log keys; `ledger.book.keys` makes the signatures."""

from __future__ import annotations

from ledger.commands.wish import Wish
from ledger.values import SignatureLine, VerifierKey


class RotateKey(Wish, frozen=True, kw_only=True, tag="key-rotation"):
    """Let another key sign the log; the present one has signed it over."""

    key: VerifierKey
    signature: SignatureLine
    acceptance: SignatureLine


class ReplaceKey(Wish, frozen=True, kw_only=True, tag="key-replacement"):
    """Let another key sign the log: the present one is lost, or there is none."""

    key: VerifierKey
    acceptance: SignatureLine
