"""The check of a hand-out: one event, and the proof that a log has it.

The file is a C2SP tlog-proof; `ledger.verify.extra` says what it speaks of.
"""

from __future__ import annotations

import msgspec

from ledger import codec
from ledger.errors import LedgerError, MalformedError
from ledger.events import Leaf
from ledger.findings import Code, Finding
from ledger.messages import Message, message
from ledger.note import (
    Note,
    Proof,
    VerifierKey,
    parse_checkpoint,
    parse_head,
    parse_proof,
    parse_vkey,
    verify_note,
)
from ledger.note.policy import NONE
from ledger.note.proof import MAGIC
from ledger.sealed import Disclosure, commitment, commitments
from ledger.tree import check_inclusion, leaf_hash
from ledger.verify.extra import Extra, decode_extra
from ledger.verify.found import Found
from ledger.verify.heads import Grade
from ledger.verify.origins import school_of
from ledger.verify.report import Outcome, Report, Told, report
from ledger.verify.trust import NOBODY, Trust
from ledger.verify.words import ABSENT, places
from ledger.verify.words.known import sizes_differ


class HandOut(msgspec.Struct, frozen=True, kw_only=True):
    """What a check came to, and the event: None where it could not be read.

    `values` are the sealed values that hold, by slot; `left_out` names the others.
    """

    report: Report
    leaf: Leaf | None
    values: dict[str, str | None]
    left_out: list[str]


def is_hand_out(start: bytes) -> bool:
    """Whether a file that begins so says that it is a hand-out."""
    return start.startswith(MAGIC.encode())


def verify_hand_out(data: bytes, trust: Trust = NOBODY) -> HandOut:
    """Check a hand-out, trusting nothing but `trust`; nothing is raised for `data`."""
    check = _HandOutCheck(trust)
    try:
        proof = parse_proof(data)
        extra = decode_extra(proof.extra or b"")
    except MalformedError as error:
        check.container.add_error(places.HAND_OUT, error)
        return check.hand_out(size=0, root=None)
    return check.check(proof, extra)


class _HandOutCheck:
    """The steps, with what each of them found."""

    def __init__(self, trust: Trust) -> None:
        self.trust = trust
        self.container = Found(Code.CONTAINER)
        self.newer = Found(Code.SURROUNDINGS)
        self.log = Found(Code.LOG)
        self.told = Told()
        self.signature = Found(Code.SIGNATURE)
        self.fork = Found(Code.FORK)
        self.anchors = Found(Code.ANCHORS)
        self.sealed = Found(Code.DISCLOSURE)
        self.grade = Grade.UNSIGNED
        self.leaf: Leaf | None = None
        self.values: dict[str, str | None] = {}
        self.left_out: list[str] = []
        self.warnings: list[Message] = []

    def check(self, proof: Proof, extra: Extra) -> HandOut:
        note = parse_head(proof.note)
        said = parse_checkpoint(note.text)
        line = extra.leaf.encode(errors="surrogatepass")
        self._check_leaf(line, proof.index)
        holds = check_inclusion(
            proof.index,
            said.size,
            leaf=leaf_hash(line),
            proof=proof.hashes,
            root=said.root,
        )
        if not holds:
            words = message("the proof does not lead from this event to the root")
            self.log.add(places.HAND_OUT, words, expected=places.event(proof.index + 1))
        school = school_of(said.origin)
        self.told = Told(
            origin=said.origin, school=school, key=extra.key, head=proof.note
        )
        self._check_origin(said.origin)
        self._check_signature(note, extra.key)
        self._check_quorum(note)
        self._check_time()
        self._check_known(note)
        self._check_values(extra.disclosures)
        return self.hand_out(size=said.size, root=said.root)

    def hand_out(self, *, size: int, root: bytes | None) -> HandOut:
        steps = (self.newer, self.container, self.log, self.signature, self.fork)
        findings: list[Finding] = []
        for step in (*steps, self.anchors, self.sealed):
            findings += step.findings
        outcome = Outcome(
            findings=findings,
            grade=self.grade,
            events=size,
            root=root,
            warnings=self.warnings,
            told=self.told,
        )
        return HandOut(
            report=report(outcome),
            leaf=self.leaf,
            values=self.values,
            left_out=self.left_out,
        )

    def _check_leaf(self, line: bytes, index: int) -> None:
        try:
            leaf = codec.decode(line)
        except codec.UnknownTypeError as error:
            self.newer.add_error(places.LEAF, error)
            return
        except MalformedError as error:
            self.log.add_error(places.LEAF, error)
            return
        if leaf.n != index:
            words = message("the index of the event is not that of the proof")
            self.log.add(places.LEAF, words, expected=index, found=leaf.n)
            return
        self.leaf = leaf

    def _check_origin(self, origin: str) -> None:
        known = {key.name for key in self.trust.logs}
        if known and origin not in known:
            words = message("the log is none of those of your policy")
            own = ", ".join(sorted(known))
            self.signature.add(places.CHECKPOINT, words, expected=own, found=origin)

    def _check_signature(self, note: Note, vkey: str | None) -> None:
        trusted = self.trust.logs
        try:
            named = [parse_vkey(vkey)] if vkey else []
            signers = verify_note(note, [*dict.fromkeys([*trusted, *named])])
        except LedgerError as error:
            self.signature.add_error(places.CHECKPOINT, error)
            return
        if any(key in trusted for key in signers):
            self.grade = Grade.SIGNED
        elif trusted:
            words = message("no key of your policy has signed the checkpoint")
            own = ", ".join(key.name for key in trusted)
            self.signature.add(places.CHECKPOINT, words, expected=own)
        elif signers:
            self.grade = Grade.CONSISTENT
        elif note.signatures or named:
            words = message(
                "the checkpoint is not signed by the key that the hand-out names"
            )
            own = vkey or message("no signature")
            self.signature.add(places.CHECKPOINT, words, expected=own)

    def _check_quorum(self, note: Note) -> None:
        policy = self.trust.policy
        if policy is None or policy.quorum == NONE:
            return
        witnesses: list[VerifierKey] = list(policy.witnesses.values())
        try:
            cosigners = verify_note(note, witnesses)
        except LedgerError as error:
            self.signature.add_error(places.CHECKPOINT, error)
            return
        if not policy.is_met(cosigners):
            words = message(
                "the witnesses of your policy have not cosigned this checkpoint"
            )
            found = ", ".join(key.name for key in cosigners) or message("none of them")
            self.anchors.add(
                places.CHECKPOINT, words, expected=policy.quorum, found=found
            )
        elif self.grade is Grade.SIGNED:
            self.grade = Grade.WITNESSED

    def _check_time(self) -> None:
        if self.trust.check_token is not None:
            words = message("a hand-out carries no timestamp: ask for the bundle")
            self.anchors.add(places.TIMESTAMPS, words, found=ABSENT)

    def _check_known(self, note: Note) -> None:
        said = parse_checkpoint(note.text)
        for known in self.trust.known:
            try:
                other = parse_checkpoint(parse_head(known.note).text)
            except MalformedError:
                continue
            if other.origin != said.origin:
                continue
            if other.size != said.size:
                self.warnings.append(sizes_differ(known.source, other.size))
            elif other.root != said.root:
                words = message(
                    "this is not the log that you know: {source}", source=known.source
                )
                expected = message("{size} events", size=other.size)
                self.fork.add(places.CHECKPOINT, words, expected=expected)

    def _check_values(self, disclosures: list[Disclosure]) -> None:
        if self.leaf is None:
            return
        committed = dict(commitments(self.leaf.event))
        for each in disclosures:
            right = committed.pop(each.slot, None)
            made = commitment(each.slot, each.value, salt=each.salt)
            if each.n != self.leaf.n or made != right:
                words = message(
                    "the value is not the {slot!a:.80} that the event sealed",
                    slot=each.slot,
                )
                place = places.DISCLOSURES
                self.sealed.add(place, words, expected=right, found=made)
            else:
                self.values[each.slot] = each.value
        self.left_out = sorted(committed)
