"""Step 17: the rules of recording admit every event; it is folded into the state.

A year is replayed under the rule set that it names, and only if the program ships it or
the verifier gives it: by id and SHA-256. The copy in a bundle is for reading.

A replay ends early where going on would say nothing: at a line that is no event, at a
type that this program does not know, or after a hundred refusals. Then no figures are
computed, and `ended` says why.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Final

from ledger.admit import admit
from ledger.bundle.payload import rules_path
from ledger.closing import rest_closed
from ledger.errors import LedgerError
from ledger.events import (
    BookOpened,
    ExpenseRecorded,
    Leaf,
    YearClosed,
    YearOpened,
)
from ledger.findings import Code
from ledger.invoices import key_of
from ledger.messages import Message, message, term
from ledger.rules import SHIPPED, Rules, shipped
from ledger.sealed import forget_commitments
from ledger.state.book import INVOICE_SLOTS, BookState, MemoryNames
from ledger.state.evolve import evolve
from ledger.verify.disclosed import Values
from ledger.verify.found import Found, PlaceOf
from ledger.verify.log import Line
from ledger.verify.words import ABSENT

_OWED: Final = {
    "opening": term("owed", "opening"),
    "refund": term("owed", "refund"),
    "reversal": term("owed", "reversal"),
}


class Replay:
    """Takes the events in order; `place` names each of them."""

    def __init__(self, place: PlaceOf, rules: Iterable[Rules] = ()) -> None:
        """Replay with the program's rule sets, and those that the verifier gives."""
        self.place = place
        self.found = Found(Code.REPLAY)
        self.names = MemoryNames()
        self.state = BookState(self.names)
        self.named: dict[str, str] = {}
        self.unruled: set[str] = set()
        self.ended: Message | None = None
        self.unclaimed = 0
        """Expenses of which nobody can say whether their invoice is another's too."""
        self._in_place = True
        self._rules = [*map(shipped, SHIPPED), *rules]

    def take(self, line: Line, values: Values) -> None:
        """Take the next line; `values` are those of its sealed values that hold."""
        if self.ended:
            return
        leaf = line.leaf
        if leaf is None or line.day is None:
            self.ended = _why_ended(line)
            return
        event = leaf.event
        self._in_place = self._in_place and line.n + 1 == line.number
        admitted = leaf.stream in self.unruled or self._admit(
            line, leaf, today=line.day
        )
        if not admitted and self._would_begin_again(leaf):
            return
        if isinstance(event, YearOpened):
            evolve(self.state, leaf, rules=self._rules_of(event, line.number))
        else:
            evolve(self.state, leaf)
        if isinstance(event, ExpenseRecorded):
            self._claim_invoice(line, event, values=values)
        forget_commitments(event)
        if isinstance(event, YearClosed) and admitted and self._may_rest(leaf):
            rest_closed(self.state, int(leaf.stream), today=line.day)
        if self.found.full:
            self.ended = message("too many events are not admitted by the rules")

    def finish(self) -> None:
        """Report what should have followed the last event."""
        for owed in () if self.ended else self.state.owed:
            words = message(
                "the {kind} of {year} over {amount} cents is missing",
                kind=_OWED[owed.kind],
                year=owed.year,
                amount=owed.amount,
            )
            place, expected = self.place(self.state.size), message("it follows at once")
            self.found.add(place, words, expected=expected, found=message("the end"))

    def check_copies(self, digests: Mapping[str, str]) -> None:
        """Compare copies of rule sets, SHA-256 by path, with those that are named."""
        named = {rules_path(name): sha256 for name, sha256 in self.named.items()}
        for path, sha256 in named.items():
            if digests.get(path) != sha256:
                words = message(
                    "the copy of the rule set is not the one that the log names"
                )
                found = digests.get(path, message("no such file"))
                self.found.add(path, words, expected=sha256, found=found)
        for path in sorted(digests.keys() - named.keys()):
            if not self.ended:
                words = message("no year of the log is under this rule set")
                self.found.add(path, words)

    def _admit(self, line: Line, leaf: Leaf, *, today: dt.date) -> bool:
        try:
            admit(self.state, leaf, today=today)
        except LedgerError as error:
            self.found.add_error(self.place(line.number), error)
            return False
        return True

    def _may_rest(self, leaf: Leaf) -> bool:
        # Of two facts of one index only one would wake; and a year that is asked of no
        # rules may be closed as often as its log says.
        return self._in_place and leaf.stream not in self.unruled

    def _would_begin_again(self, leaf: Leaf) -> bool:
        # What was opened stays as it is: folding a second opening would empty it.
        event = leaf.event
        if isinstance(event, YearOpened):
            return event.year in self.state.years
        return isinstance(event, BookOpened) and self.state.opened is not None

    def _rules_of(self, event: YearOpened, number: int) -> Rules | None:
        place = self.place(number)
        before = self.named.setdefault(event.rules, event.rules_sha256)
        if before != event.rules_sha256:
            words = message(
                "an earlier year is under another rule set {rules}", rules=event.rules
            )
            self.found.add(place, words, expected=before, found=event.rules_sha256)
        for rules in self._rules:
            if rules and (rules.set.id, rules.sha256) == (
                event.rules,
                event.rules_sha256,
            ):
                return rules
        self._report_unknown(event, place)
        self.unruled.add(str(event.year))
        return self._rules[0]

    def _report_unknown(self, event: YearOpened, place: str) -> None:
        words = message(
            "{year} is under a rule set that this program does not ship: give it with"
            " --rules, from a place that you trust",
            year=event.year,
        )
        found = f"{event.rules}, SHA-256 {event.rules_sha256}"
        own = ", ".join(f"{r.set.id}, SHA-256 {r.sha256}" for r in self._rules if r)
        self.found.add(place, words, expected=own, found=found)

    def _claim_invoice(
        self, line: Line, event: ExpenseRecorded, *, values: Values
    ) -> None:
        if not values.keys() >= INVOICE_SLOTS:
            self.unclaimed += 1
            self.names.hidden.add(line.n)
            return
        number, name = values.get("supplier_number"), values.get("supplier")
        key = key_of(number, name, invoice=values.get("invoice"), part=event.part)
        if key is None:
            return
        earlier = self.names.find_invoice(key)
        if earlier is not None and "duplicate_reason" not in values:
            self.unclaimed += 1
        elif earlier is not None and not values["duplicate_reason"]:
            words = message(
                "this invoice was registered already, by event #{number}",
                number=earlier + 1,
            )
            expected = message("another part, or a reason")
            place = self.place(line.number)
            self.found.add(place, words, expected=expected, found=ABSENT)
        self.names.claim_invoice(key, line.n)


def _why_ended(line: Line) -> Message:
    if line.unknown:
        return message(
            "line {number} holds an event of type {type}",
            number=line.number,
            type=line.unknown,
        )
    return message("line {number} could not be read", number=line.number)
