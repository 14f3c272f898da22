"""Steps 12 to 16 for anchors: each proof is the one that its event names, and holds.

A proof is read when its event is: what it proves is then known for the events that
follow. Of minutes, mail and git, and of what nobody checked, only the school's word is
told: who holds such a paper compares the fingerprint himself.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from msgspec import Struct

from ledger.errors import MalformedError
from ledger.events import PROVEN, AnchorRecorded
from ledger.findings import Code, Finding
from ledger.note import (
    BadSignatureError,
    Checkpoint,
    format_checkpoint,
    parse_checkpoint,
    parse_head,
)
from ledger.note.vkey import encode_base64
from ledger.verify.cosigned import Cosigned, CosignedCheck
from ledger.verify.found import Found, plain
from ledger.verify.heads import Grade
from ledger.verify.log import Line
from ledger.verify.outside import Anchor, Dated, Outside
from ledger.verify.quorum import Quorum
from ledger.verify.reading import Reading
from ledger.verify.trust import KnownHead, Trust
from ledger.verify.windows import Windows
from ledger.verify.words import anchors as words

LISTED_MAX = 1000
"""How many anchors a report lists."""


class _Outcome(Struct, frozen=True):
    at: str | None = None
    by: list[str] = []
    why: str | None = None


class AnchorCheck:
    """Takes the lines of a log, and checks the proofs of those that record anchors."""

    def __init__(
        self,
        reading: Reading,
        *,
        outside: Outside,
        trust: Trust,
        sizes: Iterable[int] = (),
    ) -> None:
        """`reading` takes each line first, and keeps the roots at `sizes`."""
        policy = trust.policy
        self.anchors: list[Anchor] = []
        self.windows = Windows(reading.log.place, sizes)
        self.quorum = Quorum(policy, needs_token=trust.check_token is not None)
        self._cosigned = CosignedCheck(policy.witnesses if policy else {})
        self._found = Found(Code.DISCLOSURE)
        self._log = reading.log
        self._keys = reading.keys
        self._outside = outside
        self._trust = trust
        self._unclaimed = dict(outside.places)
        self.covering = 0
        """The least size of a head above which only anchors are recorded."""

    def take(self, lines: list[Line]) -> None:
        """Take the next lines."""
        windows = self.windows
        kinds = {type(line.leaf.event) for line in lines if line.leaf is not None}
        if not windows.bounded and AnchorRecorded not in kinds:
            # Most lines of most logs: this loop is part of the cost of every check.
            windows.pass_over(lines)
            self.covering = lines[-1].number
            return
        for line in lines:
            windows.take(line)
            if event := _anchor_in(line):
                self._take(line.number - 1, event)
            else:
                self.covering = line.number

    def _take(self, n: int, event: AnchorRecorded) -> None:
        proof = self._proof(n, event)
        outcome = _Outcome()
        head = self._head(event.size) if event.size <= n else None
        if head is None:
            self._found.add(self._log.place(n + 1), words.not_kept(event.size))
        elif proof is not None and event.kind == "cosigned":
            outcome = self._check_cosigned(proof, n, head=head)
        elif proof is not None and event.kind == "timestamp":
            outcome = self._check_token(proof, n, head=head)
        if outcome.at:
            self.windows.add(event.size, outcome.at, n=n)
        if len(self.anchors) < LISTED_MAX:
            self.anchors.append(_told(n, event, head=head, outcome=outcome))

    def _proof(self, n: int, event: AnchorRecorded) -> bytes | None:
        """Give the proof that belongs to an event, None for none."""
        place = self._unclaimed.pop(n, None)
        if event.kind not in PROVEN:
            if place is not None:
                self._found.add(place, words.NO_PROOF, found=event.kind)
            return None
        if place is None:
            if event.sha256 is not None:
                place, expected = self._log.place(n + 1), f"SHA-256 {event.sha256}"
                self._found.add(place, words.missing(n + 1), expected=expected)
            return None
        return self._proof_at(place, n, event=event)

    def _proof_at(self, place: str, n: int, *, event: AnchorRecorded) -> bytes | None:
        size = self._outside.sizes.get(n, event.size)
        if size != event.size:
            said = words.other_size(n + 1)
            self._found.add(place, said, expected=event.size, found=size)
        proof = self._outside.read(n)
        digest = sha256(proof).hexdigest()
        if digest == event.sha256:
            return proof
        said, expected = words.other_proof(n + 1), event.sha256 or words.NO_FILE
        self._found.add(place, said, expected=expected, found=digest)
        return None

    def _head(self, size: int) -> Checkpoint | None:
        """Give the log's own head of a size, where one is kept of it."""
        root, origin = self._log.roots.get(size), self._keys.origin
        if root is None or origin is None or self._outside.head(size) is None:
            return None
        return Checkpoint(origin, size, root)

    def _check_cosigned(self, proof: bytes, n: int, *, head: Checkpoint) -> _Outcome:
        place = self._outside.places[n]
        found = self._cosign(proof, place, head=head)
        if found is None:
            return _Outcome(why=words.NO_NOTE)
        if found.cosigners:
            times = [each.at for each in found.cosigners if each.at]
            return _Outcome(min(times, default=None), _names(found))
        others = [plain(name) for name in found.strangers[:5]]
        return _Outcome(why=words.no_witness(others))

    def _cosign(self, data: bytes, place: str, *, head: Checkpoint) -> Cosigned | None:
        held = self._keys.at(head.size)
        key = held.key if held else None
        found = self._cosigned.check(data, place, head=head, key=key)
        for each in found.cosigners if found else ():
            self.quorum.cosigned(head.size, each.key)
        return found

    def _check_token(self, proof: bytes, n: int, *, head: Checkpoint) -> _Outcome:
        check = self._trust.check_token
        if check is None:
            return _Outcome(why=words.NO_TOKEN_CHECK)
        note = self._outside.head(head.size) or b""
        try:
            if parse_head(note).text != format_checkpoint(head):
                return _Outcome(why=words.NO_HEAD)
            token = check(proof, note)
        except BadSignatureError as error:
            return _Outcome(why=plain(error.message))
        except MalformedError as error:
            self._found.add_error(self._outside.places[n], error)
            return _Outcome(why=plain(error.message))
        self.quorum.timestamped(head.size)
        return _Outcome(token.at, [plain(token.by)])

    def finish(self) -> None:
        """Report proofs that no event records; add what the verifier saw himself."""
        for n, place in sorted(self._unclaimed.items()):
            self._found.add(place, words.unclaimed(n + 1))
        for place in self._outside.surplus:
            self._found.add(place, words.SURPLUS)
        for known in self._trust.known:
            self._add_known(known)

    def _add_known(self, known: KnownHead) -> None:
        if known.seen_at is None:
            return
        try:
            said = parse_checkpoint(parse_head(known.note).text)
        except MalformedError:
            return
        same = self._log.roots.get(said.size) == said.root
        if same and said.size and said.origin == self._keys.origin:
            self.windows.add(said.size, known.seen_at)

    def check_whole(self, data: bytes, place: str) -> None:
        """Check a cosigned note of the whole log."""
        if self._keys.origin is None:
            return
        head = Checkpoint(self._keys.origin, self._log.size, self._log.root())
        found = self._cosign(data, place, head=head)
        for each in found.cosigners if found else ():
            if each.at:
                self.windows.add(head.size, each.at)

    def grade(self, grade: Grade) -> Grade:
        """Give the grade of a log whose head has this one."""
        if grade is not Grade.SIGNED:
            return grade
        return self.quorum.grade(self.covering)

    @property
    def findings(self) -> list[Finding]:
        """What was found; first what is below the policy."""
        below = self.quorum.findings(self.covering)
        steps = (self._cosigned, self._found, self.windows.found)
        return [*below, *(finding for step in steps for finding in step.findings)]

    @property
    def dated(self) -> Dated:
        """What is told about time."""
        return Dated(self.anchors, self.windows.segments(), self.windows.late)


def _anchor_in(line: Line) -> AnchorRecorded | None:
    leaf = line.leaf
    if leaf is None or not isinstance(leaf.event, AnchorRecorded):
        return None
    return leaf.event


def _told(
    n: int, event: AnchorRecorded, *, head: Checkpoint | None, outcome: _Outcome
) -> Anchor:
    return Anchor(
        number=n + 1,
        kind=event.kind,
        size=event.size,
        root=encode_base64(head.root) if head else None,
        on=event.on,
        held=bool(outcome.by),
        at=outcome.at,
        by=outcome.by,
        why=outcome.why,
    )


def _names(found: Cosigned) -> list[str]:
    return [each.name for each in found.cosigners]
