"""Step 13 for keys: which key signs the log at each size, and on whose word.

The first event names a key, or none; later ones change it. A checkpoint of size s is
signed by the key that the last of these events below s names. A key is *trusted* where
the policy names it, or where a trusted one has signed it over (rotation), or, for one
that replaced a lost key, where enough witnesses of the policy cosigned heads of this
log both before and after: they knew the log, and took the new key for it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection
from itertools import pairwise

from msgspec import Struct

from ledger.admit.keeping import KEYS_MAX
from ledger.errors import MalformedError
from ledger.events import BookOpened, Event, KeyReplaced, KeyRotated
from ledger.findings import Code, Finding
from ledger.messages import Message, message
from ledger.note import ED25519, Checkpoint, VerifierKey, parse_vkey
from ledger.note.key_change import has_signed_key_change, key_change_text
from ledger.verify.found import Found, PlaceOf

KEY_EVENTS = (KeyRotated, KeyReplaced)

Vouches = Callable[[int], bool]


class HeldKey(Struct, frozen=True):
    """A key from event `n` on, None for none; `names_one` also where it is unreadable.

    `signed_over` says that the key before has signed this one, and the signature holds.
    """

    n: int
    key: VerifierKey | None
    names_one: bool
    signed_over: bool = False


class LogKeys:
    """Takes the events that name keys; `place` names each of them."""

    def __init__(self, place: PlaceOf) -> None:
        """Start with none: of a log that could not be read no signature is checked."""
        self.origin: str | None = None
        self.held: list[HeldKey] = []
        self._place = place
        self._found = Found(Code.SIGNATURE)

    @property
    def findings(self) -> list[Finding]:
        """What was found so far."""
        return self._found.findings

    def take(self, n: int, event: Event, *, root_before: bytes) -> None:
        """Take event `n`; `root_before` is that of the events before it."""
        if isinstance(event, BookOpened):
            if n == 0:
                self.origin = event.origin
                key = self._parse(n, event.key) if event.key else None
                self.held.append(HeldKey(n, key, event.key is not None))
        elif len(self.held) > KEYS_MAX:
            return  # that is not admitted
        elif isinstance(event, KEY_EVENTS) and self.held and self.origin:
            key = self._parse(n, event.key)
            text = key_change_text(Checkpoint(self.origin, n, root_before), event.key)
            signed_over = self._check(n, event, key=key, text=text)
            self.held.append(HeldKey(n, key, names_one=True, signed_over=signed_over))

    def at(self, size: int) -> HeldKey | None:
        """Give the key that signs a checkpoint of this size; None for an empty log."""
        place = self.place(size)
        return None if place is None else self.held[place]

    def place(self, size: int) -> int | None:
        """Give the place in `held` of the key at this size; None for an empty log."""
        place = bisect_left(self.held, size, key=lambda held: held.n)
        return place - 1 if place else None

    @property
    def vouched(self) -> list[VerifierKey]:
        """The keys for which the first one stands, by rotation: it and its heirs."""
        first = self.held[0].key if self.held else None
        trusted = self.trusted([first]) if first else []
        pairs = zip(self.held, trusted, strict=False)
        return [held.key for held, is_so in pairs if held.key and is_so]

    @property
    def replaced(self) -> list[int]:
        """The indexes of the events that replaced a key without a word of it."""
        pairs = pairwise(self.held)
        return [new.n for old, new in pairs if old.names_one and not new.signed_over]

    def trusted(
        self, logs: Collection[VerifierKey], vouches: Vouches | None = None
    ) -> list[bool]:
        """Say of each key that is held whether who trusts `logs` trusts it.

        `vouches` says of the index of an event whether the witnesses of the policy
        cosigned heads of this log below it and above it.
        """
        found, before = [], False
        for held in self.held:
            carried = before and (held.signed_over or bool(vouches and vouches(held.n)))
            before = held.key is not None and (held.key in logs or carried)
            found.append(before)
        return found

    def _parse(self, n: int, vkey: str) -> VerifierKey | None:
        place = self._place(n + 1)
        try:
            key = parse_vkey(vkey)
        except MalformedError as error:
            self._found.add_error(place, error)
            return None
        if key.kind != ED25519:
            words = message("the log names a key that signs no logs")
            expected = message("an Ed25519 key")
            self._found.add(place, words, expected=expected, found=vkey)
        return key

    def _check(
        self,
        n: int,
        event: KeyRotated | KeyReplaced,
        *,
        key: VerifierKey | None,
        text: str,
    ) -> bool:
        place = self._place(n + 1)
        if key and not has_signed_key_change(text, key, signature=event.acceptance):
            words = message("the new key of the log has not signed that it is one")
            self._found.add(place, words, expected=_signature_by(event.key))
        before = self.held[-1].key
        if not isinstance(event, KeyRotated) or before is None:
            return False
        if has_signed_key_change(text, before, signature=event.signature):
            return True
        words = message(
            "the key of the log was changed, and the one before has not signed it"
        )
        self._found.add(place, words, expected=_signature_by(before.name))
        return False


def _signature_by(key: str) -> Message:
    return message("a signature by {key}", key=key)
