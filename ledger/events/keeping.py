"""Facts of the log itself: its keys, its anchors, and what was erased beside it.

They stand in the stream of the school. None of them changes a figure.
"""

from __future__ import annotations

from typing import Final

from ledger.events.fact import Fact
from ledger.events.texts import Commitment, Sha256Hex, SignatureLine, Slot, VerifierKey
from ledger.values import AnchorKind, Day, ErasureGround, Index


class KeyRotated(Fact, frozen=True, kw_only=True, tag="key-rotated/1"):
    """Another key signs the log from here on; the old and the new one say so.

    `signature` is by the old key and `acceptance` by the new one, both over the text
    that `ledger.note.key_change` makes of origin, index, root and new key.
    """

    key: VerifierKey
    signature: SignatureLine
    acceptance: SignatureLine


class KeyReplaced(Fact, frozen=True, kw_only=True, tag="key-replaced/1"):
    """Another key signs the log from here on, without a word of the one before.

    The old one is lost, or there was none. It counts for a verifier who knows the new
    key, or trusts a witness that cosigned a later checkpoint.
    """

    key: VerifierKey
    acceptance: SignatureLine


class AnchorRecorded(Fact, frozen=True, kw_only=True, tag="anchor-recorded/1"):
    """A head of `size` events lies outside: with a witness, a timestamper, in minutes.

    `sha256` is that of the proof that came back, None where there is no file; a bundle
    holds the proof of the kinds `PROVEN` only, as a scan of minutes names people. `on`
    is the day that the school names for it.
    """

    kind: AnchorKind
    size: Index
    on: Day | None
    sha256: Sha256Hex | None


class DataErased(Fact, frozen=True, kw_only=True, tag="data-erased/1"):
    """Sealed values of event `of` were erased, and its document where it says so."""

    of: Index
    slots: tuple[Slot, ...]
    document: bool
    ground: ErasureGround
    on: Day
    reason: Commitment


PROVEN: Final = frozenset({"cosigned", "timestamp"})
"""The kinds of anchor that a program can check, and whose proof is kept and shown."""

KeepingEvent = KeyRotated | KeyReplaced | AnchorRecorded | DataErased
