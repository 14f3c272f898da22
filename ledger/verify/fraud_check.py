"""The check of a fraud proof: anybody can make it, and needs no log for it.

A file that holds is a finding itself, with the code of a fork: it shows that somebody
has signed two stories. One that does not hold shows nothing, and gets the code of what
is wrong with it.
"""

from __future__ import annotations

import msgspec

from ledger.errors import MalformedError, UsageError
from ledger.findings import Code, Finding, exit_code
from ledger.messages import Message, message
from ledger.note import (
    ED25519,
    BadSignatureError,
    Checkpoint,
    Note,
    VerifierKey,
    format_vkey,
    parse_checkpoint,
    parse_head,
    parse_vkey,
    verify_note,
)
from ledger.note.vkey import decode_base64, encode_base64
from ledger.tree import check_consistency
from ledger.verify.found import Found
from ledger.verify.fraud import Fraud, decode_fraud
from ledger.verify.trust import NOBODY, Trust
from ledger.verify.words import fraud as words
from ledger.verify.words.places import FRAUD_PROOF as PLACE
from ledger.verify.words.places import head as head_place


class SignedHead(msgspec.Struct, frozen=True, kw_only=True):
    """A head in a fraud proof: what it says, and the public keys that signed it."""

    size: int
    root: str
    signed_by: list[str]


class FraudReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a check came to; `proven` says that both heads cannot be true."""

    ok: bool
    code: int
    proven: bool
    origin: str | None
    older: SignedHead | None
    newer: SignedHead | None
    findings: list[Finding]
    warnings: list[str]


def check_fraud(data: bytes, trust: Trust = NOBODY) -> FraudReport:
    """Check a fraud proof; nothing is raised for what it holds."""
    check = _FraudCheck(trust)
    check.take(data)
    findings = [*check.content.findings, *check.signature.findings]
    if proven := not findings:
        findings = check.fraud.findings
    return FraudReport(
        ok=False,
        code=exit_code(findings),
        proven=proven,
        origin=check.origin,
        older=check.heads[0] if check.heads else None,
        newer=check.heads[1] if check.heads else None,
        findings=findings,
        warnings=list(check.warnings),
    )


class _FraudCheck:
    """The steps, and what each of them learnt for the next."""

    def __init__(self, trust: Trust) -> None:
        self.trust = trust
        self.content = Found(Code.LOG)
        self.signature = Found(Code.SIGNATURE)
        self.fraud = Found(Code.FORK)
        self.origin: str | None = None
        self.heads: list[SignedHead] = []
        self.warnings: list[Message] = []

    def take(self, data: bytes) -> None:
        try:
            fraud = decode_fraud(data)
            notes = [parse_head(text.encode()) for text in (fraud.older, fraud.newer)]
            keys = [parse_vkey(vkey) for vkey in fraud.keys]
        except (MalformedError, UnicodeEncodeError) as error:
            said = error if isinstance(error, MalformedError) else _HALF
            self.content.add_error(PLACE, said)
            return
        older, newer = (parse_checkpoint(note.text) for note in notes)
        self.origin = fraud.origin
        # A witness cosigns a head, and tells no story of its own: its key is none here.
        logs = [key for key in keys if key.kind == ED25519]
        signers = [self._signers(note, logs) for note in notes]
        self.heads = [
            SignedHead(
                size=said.size,
                root=encode_base64(said.root),
                signed_by=[format_vkey(key) for key in signed_by],
            )
            for said, signed_by in zip((older, newer), signers, strict=True)
        ]
        self._check_content(fraud, older, newer=newer)
        self._check_signers(*signers)

    def _signers(self, note: Note, keys: list[VerifierKey]) -> list[VerifierKey]:
        place = head_place(parse_checkpoint(note.text).size)
        try:
            signers = verify_note(note, keys)
        except (BadSignatureError, UsageError) as error:
            # `UsageError`: of two keys with one name and key id, either could be meant.
            self.signature.add_error(place, error)
            return []
        if not signers:
            nobody = message(
                "no log key of the proof has signed this head: it is nobody's word"
            )
            self.signature.add(place, nobody)
        return signers

    def _check_content(
        self, fraud: Fraud, older: Checkpoint, *, newer: Checkpoint
    ) -> None:
        if not fraud.origin == older.origin == newer.origin:
            apart = message("the two heads are not of one log")
            self.content.add(PLACE, apart, expected=older.origin, found=newer.origin)
            return
        try:
            root, *proof = (
                decode_base64(text, place=PLACE)
                for text in (fraud.root_of_newer, *fraud.proof)
            )
        except MalformedError as error:
            self.content.add_error(PLACE, error)
            return
        if not check_consistency(
            older.size, newer.size, proof=proof, old_root=root, new_root=newer.root
        ):
            self.content.add(PLACE, words.NO_PROOF)
        elif root == older.root:
            self.content.add(PLACE, words.NO_CONTRADICTION)
        else:
            both = message(
                "both heads are signed, and cannot both be true: the first {size}"
                " events have two roots",
                size=older.size,
            )
            expected, found = encode_base64(older.root), fraud.root_of_newer
            self.fraud.add(PLACE, both, expected=expected, found=found)

    def _check_signers(
        self, older: list[VerifierKey], newer: list[VerifierKey]
    ) -> None:
        if not older or not newer:
            return
        if logs := self.trust.logs:
            for head, signers in zip(self.heads, (older, newer), strict=True):
                if not set(signers) & set(logs):
                    self._report_foreign(head, logs)
        elif set(older) & set(newer):
            self.warnings.append(words.WHOSE_KEY)
        else:
            # Anybody can sign another story of the same name with a key of his own.
            two = message(
                "the two heads are signed by two keys: if you know both to be the"
                " log's, give both with --key"
            )
            found = ", ".join(key for head in self.heads for key in head.signed_by)
            expected = message("one key")
            self.signature.add(PLACE, two, expected=expected, found=found)

    def _report_foreign(self, head: SignedHead, logs: list[VerifierKey]) -> None:
        nobody = message("no key of your policy has signed this head")
        own = ", ".join(log.name for log in logs)
        found = ", ".join(head.signed_by)
        self.signature.add(head_place(head.size), nobody, expected=own, found=found)


_HALF = MalformedError(message("the fraud proof holds half a character"))
