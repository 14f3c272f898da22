"""What a verifier trusts and asks for: it comes from the verifier, never from a bundle.

Trust(keys=[parse_vkey("verantwoord/030569/01…+…+…")])
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct

from ledger.note import VerifierKey
from ledger.note.policy import Policy
from ledger.rules import Rules

ALL: Final[frozenset[str]] = frozenset({"all"})
"""What `redactable` holds where the verifier accepts any redaction."""


class KnownHead(Struct, frozen=True, kw_only=True):
    """A head that the verifier has from elsewhere.

    `note` is the note, or the bare three lines; `source` says in words where it is
    from. A *remembered* one has `seen_at`, the moment at which this verifier saw it;
    `key`, the public key that its log began with ("" for none); and `school`, the
    number of the school then. Of one that was given these are None.
    """

    note: bytes
    source: str
    seen_at: str | None = None
    key: str | None = None
    school: str | None = None


class Token(Struct, frozen=True):
    """A timestamp that held: the moment that it names, and who gave it."""

    at: str
    by: str


CheckToken = Callable[[bytes, bytes], Token]
"""Of a token and the bytes that it covers; raises `MalformedError` if it fails."""


class Trust(Struct, frozen=True, kw_only=True):
    """Keys and policy, rule sets, heads known before, and what must be there.

    `keys` are those of logs. `check_token` checks RFC 3161 tokens against certificates
    of the verifier; where it is given, one is required. `redactable` names the units
    that may be left out (see `ledger.bundle.redaction`).
    """

    keys: Sequence[VerifierKey] = ()
    policy: Policy | None = None
    rules: Sequence[Rules] = ()
    known: Sequence[KnownHead] = ()
    check_token: CheckToken | None = None
    redactable: frozenset[str] = frozenset()

    @property
    def logs(self) -> list[VerifierKey]:
        """Every log key that is trusted, each once."""
        listed = self.policy.logs if self.policy else ()
        return list(dict.fromkeys([*self.keys, *listed]))


NOBODY: Final = Trust()
"""Trust in nobody: what holds is only that all of it fits together."""
