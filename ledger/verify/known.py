"""Step 14: the log is the one of every head that the verifier knew before.

A head is remembered from an earlier check, or given. Of this log it is by its origin;
then the log has to reach as far (else it is a *rollback*), and the root at its size has
to be the same (else there are two histories: a *fork*). An older file that was itself
seen before is no rollback: the verifier only looks at it again.

What is remembered under another key is compared as well, unless the policy reaches the
key of this log and not that one: anybody can make a log of any name, and the first one
to be seen must not keep the school's own out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from ledger.days import brussels_day
from ledger.errors import MalformedError
from ledger.findings import Code, Finding
from ledger.messages import Message, message
from ledger.note import (
    Checkpoint,
    Note,
    format_vkey,
    parse_checkpoint,
    parse_head,
)
from ledger.note.vkey import encode_base64
from ledger.verify.found import Found
from ledger.verify.heads import Grade, Log
from ledger.verify.log import LogCheck
from ledger.verify.origins import is_signed_by_log, school_of
from ledger.verify.trust import KnownHead
from ledger.verify.words import known as words

Result = Literal["same", "fork", "rollback", "seen-later", "not-compared"]


class Compared(Struct, frozen=True, kw_only=True):
    """How the log stands to a head that was known; `note` as it was known."""

    source: str
    size: int
    root: str
    result: Result
    note: str


class _Head(Struct, frozen=True):
    known: KnownHead
    note: Note
    said: Checkpoint


class KnownHeads:
    """The heads known before, of the log that `origin` names, and of others."""

    def __init__(self, known: Iterable[KnownHead], origin: str | None) -> None:
        """Read those of this log; the log itself is read after that."""
        self.warnings: list[Message] = []
        self.held: list[Message] = []
        """What was compared and is so, for people."""
        self.compared: list[Compared] = []
        self._found = Found(Code.FORK)
        self._own: list[_Head] = []
        self._others: list[KnownHead] = []
        for each in known:
            if _first_line(each) == origin:
                self._add(each)
            else:
                self._others.append(each)

    @property
    def sizes(self) -> set[int]:
        """The sizes at which the roots of the log are needed."""
        return {head.said.size for head in self._own}

    @property
    def findings(self) -> list[Finding]:
        """What was found."""
        return self._found.findings

    def check(self, read: LogCheck, log: Log, *, school: str | None) -> None:
        """Compare with a log that was read to its end; `school` is its number."""
        same = []
        for head in sorted(self._own, key=lambda head: head.said.size):
            result = self._compare(head, read, log=log)
            self._keep(head, result)
            if result == "same":
                same.append(head)
        self._tell_same(same, read.size)
        self._check_others(school)

    def _add(self, known: KnownHead) -> None:
        try:
            note = parse_head(known.note)
        except MalformedError:
            self.warnings.append(words.unreadable_head(known.source))
        else:
            self._own.append(_Head(known, note, parse_checkpoint(note.text)))

    def _compare(self, head: _Head, read: LogCheck, *, log: Log) -> Result:
        said, source = head.said, head.known.source
        if head.known.seen_at and read.roots.get(said.size) == said.root:
            return "same"
        if not self._is_evidence(head, log, size=read.size):
            return "not-compared"
        if said.size > read.size:
            if head.known.seen_at and self._has_seen(read):
                return "seen-later"
            self._report_rollback(source, read.size, known=said.size)
            return "rollback"
        root = read.roots[said.size]
        if root == said.root:
            return "same"
        other = message(
            "this is another story than that of the head that you have: the root of"
            " the first {size} events differs",
            size=said.size,
        )
        expected = encode_base64(said.root)
        self._found.add(source, other, expected=expected, found=encode_base64(root))
        return "fork"

    def _report_rollback(self, source: str, size: int, *, known: int) -> None:
        shorter = message(
            "the log has {size} events, and the head that you have has {known}: the"
            " tail was cut off, or this is an older copy: lay both files beside each"
            " other with --against",
            size=size,
            known=known,
        )
        expected = message("{size} events or more", size=known)
        found = message("{size} events", size=size)
        self._found.add(source, shorter, expected=expected, found=found)

    def _is_evidence(self, head: _Head, log: Log, *, size: int) -> bool:
        """Whether a head speaks for or against the log; doubts become warnings."""
        known = head.known
        if known.seen_at is None:
            unsigned = head.note.signatures and not is_signed_by_log(head.note, log)
            if unsigned:
                self.warnings.append(words.unsigned_head(known.source))
            return True
        is_trusted = bool(log.logs) and log.grade(size) is Grade.SIGNED
        own = {format_vkey(each.key) if each.key else "" for each in log.keys.held}
        reached = log.trusts(known.key or "") if is_trusted else known.key in own
        if known.key is None or reached:
            return True
        self.warnings.append(words.other_key(known.key, brussels_day(known.seen_at)))
        return not is_trusted

    def _has_seen(self, read: LogCheck) -> bool:
        whole = (read.size, read.root())
        return any(
            head.known.seen_at and (head.said.size, head.said.root) == whole
            for head in self._own
        )

    def _keep(self, head: _Head, result: Result) -> None:
        known, said = head.known, head.said
        if result == "seen-later" and known.seen_at:
            day = brussels_day(known.seen_at)
            self.warnings.append(words.later_seen(said.size, day))
        self.compared.append(
            Compared(
                source=known.source,
                size=said.size,
                root=encode_base64(said.root),
                result=result,
                note=known.note.decode(),
            )
        )

    def _tell_same(self, same: list[_Head], size: int) -> None:
        for head in same:
            if head.known.seen_at is None:
                self.held.append(words.extends(head.known.source, head.said.size))
        # That nothing came since one looked is no news.
        seen = [head for head in same if head.known.seen_at and head.said.size < size]
        if seen and not self.findings:
            last = seen[-1]
            day = brussels_day(last.known.seen_at or "")
            self.held.append(words.grown(last.said.size, day))

    def _check_others(self, school: str | None) -> None:
        told = set()
        for known in self._others:
            origin = _first_line(known)
            schools = {known.school, school_of(origin)} - {None}
            if known.seen_at is None:
                self._check_given(known, school if school in schools else None)
            elif school and school in schools and origin not in told:
                told.add(origin)
                day = brussels_day(known.seen_at)
                self.warnings.append(words.second_book(school, origin, day=day))

    def _check_given(self, known: KnownHead, same_school: str | None) -> None:
        source, origin = known.source, _first_line(known)
        if same_school is None:
            self.warnings.append(words.other_log(source, origin))
            return
        two = message(
            "the head that you have is of another book of the same school, {school}:"
            " there are two stories",
            school=same_school,
        )
        self._found.add(source, two, found=origin)


def _first_line(known: KnownHead) -> str:
    return known.note.partition(b"\n")[0].decode(errors="replace")
