"""Step 15: enough witnesses, and a timestamp where one is asked for, cover the log.

A proof of size s *covers* the log if every event from index s on records an anchor:
recording that a proof came back makes the log grow. The quorum is counted over all
heads that cover it. A witness that cosigned a head has also seen all smaller ones.
"""

from __future__ import annotations

from ledger.findings import Code, Finding
from ledger.messages import Message, message
from ledger.note import VerifierKey
from ledger.note.policy import NONE, Policy
from ledger.verify.found import Found
from ledger.verify.heads import Grade
from ledger.verify.words import ABSENT, places


class Quorum:
    """Takes the proofs that held, by the size of their head."""

    def __init__(self, policy: Policy | None, *, needs_token: bool) -> None:
        """`needs_token` says that the verifier asks for a timestamp."""
        self._policy = policy if policy and policy.quorum != NONE else None
        self._needs_token = needs_token
        self._seen: dict[VerifierKey, int] = {}
        self._first: dict[VerifierKey, int] = {}
        self._token = 0

    def cosigned(self, size: int, key: VerifierKey) -> None:
        """Take a cosignature by a witness of the policy."""
        self._seen[key] = max(size, self._seen.get(key, 0))
        self._first[key] = min(size, self._first.get(key, size))

    def timestamped(self, size: int) -> None:
        """Take a token that held."""
        self._token = max(size, self._token)

    @property
    def witnessed(self) -> int:
        """The largest size for which the quorum is met; 0 for none."""
        sizes = sorted(set(self._seen.values()), reverse=True)
        return next((size for size in sizes if self._is_met(size)), 0)

    def vouches(self, n: int) -> bool:
        """Say whether the quorum knew this log below event `n`, and saw it above.

        A witness that meets a log for the first time takes whatever key it is shown.
        """
        both = [
            key for key, first in self._first.items() if first <= n < self._seen[key]
        ]
        return self._policy is not None and self._policy.is_met(both)

    def _is_met(self, size: int) -> bool:
        cosigners = [key for key, seen in self._seen.items() if seen >= size]
        return self._policy is not None and self._policy.is_met(cosigners)

    def grade(self, covering: int) -> Grade:
        """Give the grade of a signed log; `covering` is the least size that covers."""
        if self.witnessed >= max(covering, 1):
            return Grade.WITNESSED
        return Grade.TIMESTAMPED if self._token >= covering else Grade.SIGNED

    def findings(self, covering: int) -> list[Finding]:
        """Say what is below the policy of the verifier."""
        found = Found(Code.ANCHORS)
        if self._policy and self.witnessed < covering:
            words = message("the witnesses of your policy have not seen all of the log")
            seen = _seen_until(self.witnessed)
            expected = message(
                "the quorum {quorum}, without which is missing: {witnesses}",
                quorum=self._policy.quorum,
                witnesses=self._missing(covering),
            )
            found.add(places.POLICY, words, expected=expected, found=seen)
        if self._needs_token and self._token < covering:
            words = message(
                "no timestamp that your certificates vouch for covers the log"
            )
            expected = message("one of a head of {size} events or more", size=covering)
            seen = _seen_until(self._token)
            found.add(places.TIMESTAMPS, words, expected=expected, found=seen)
        return found.findings

    def _missing(self, covering: int) -> list[str]:
        witnesses = self._policy.witnesses if self._policy else {}
        return [
            name for name, key in witnesses.items() if self._seen.get(key, 0) < covering
        ]


def _seen_until(size: int) -> Message:
    return (
        message("an older head, up to event #{number}", number=size) if size else ABSENT
    )
