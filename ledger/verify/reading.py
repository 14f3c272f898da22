"""One pass over a log: each event with its sealed values, through steps 12, 16 and 17.

A bundle and a book are read alike: lines of leaves and lines of disclosures go in, in
batches, and what the steps found comes out. Memory holds one batch of each, and the
state that the events add up to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from ledger.errors import MalformedError
from ledger.events import BookOpened
from ledger.findings import Code, Finding
from ledger.verify import words
from ledger.verify.disclosed import DisclosureCheck
from ledger.verify.documents import Content, DocumentCheck
from ledger.verify.found import Found
from ledger.verify.keys import LogKeys
from ledger.verify.log import Line, LogCheck
from ledger.verify.replay import Replay
from ledger.verify.statements import AllFigures, all_figures
from ledger.verify.trust import NOBODY, Trust

Batches = Iterable[list[bytes]]
Watch = Callable[[list[Line]], None]


class Places(Struct, frozen=True):
    """How the place of a finding begins: a line, a sealed value, a document."""

    events: str
    disclosures: str
    documents: str


class Reading:
    """What a pass over a log has found and learnt."""

    def __init__(
        self, places: Places, *, sizes: Iterable[int] = (), trust: Trust = NOBODY
    ) -> None:
        """Keep the roots at `sizes`; replay also with the rule sets of `trust`."""
        self.places = places
        self.keys = LogKeys(places.events)
        self.log = LogCheck(places.events, sizes, keys=self.keys)
        self.documents = DocumentCheck(places.documents)
        self.replay = Replay(places.events, trust.rules)
        self.newer = Found(Code.SURROUNDINGS)
        self.opened: BookOpened | None = None
        self._sealed = Found(Code.DISCLOSURE)
        self._all_read = True

    def read(
        self, events: Batches, disclosures: Batches, *, watch: Watch | None = None
    ) -> None:
        """Go through all of it; `watch` sees the lines of each batch, checked."""
        sealed = DisclosureCheck(disclosures, self.places.disclosures)
        for batch in events:
            lines = self.log.take(batch)
            for line in lines:
                self._take(line, sealed)
            if watch:
                watch(lines)
        if not self.log.size:
            self.log.found.add(self.log.place(1), "the log is empty")
        sealed.finish()
        self.replay.finish()
        self._sealed = sealed.found

    def _take(self, line: Line, sealed: DisclosureCheck) -> None:
        leaf = line.leaf
        if leaf is None:
            self._all_read = False
            sealed.skip(line.n)
            if line.unknown:
                message = f"{words.NEWER_TYPE} ({line.unknown})"
                self.newer.add(self.log.place(line.number), message)
            self.replay.take(line, {})
            return
        if line.number == 1 and isinstance(leaf.event, BookOpened):
            self.opened = leaf.event
        values = sealed.take(leaf)
        place = self.log.place(line.number)
        self.documents.take(leaf, place=place, values=values)
        self.replay.take(line, values)

    def check_documents(self, documents: Mapping[str, Content]) -> None:
        """Compare the documents that are there with those that were attached."""
        self.documents.finish(documents, all_read=self._all_read)

    def figures(self) -> AllFigures:
        """Give the figures of every year whose rule set is known; none if it ended."""
        replay = self.replay
        if replay.ended or self.log.day is None:
            return {}
        root, today = self.log.root(), self.log.day
        try:
            return all_figures(replay.state, root, today=today, without=replay.unruled)
        except MalformedError as error:
            replay.found.add_error(self.log.place(self.log.size), error)
            return {}

    @property
    def findings(self) -> list[Finding]:
        """Everything found, step by step."""
        steps = (
            self.newer,
            self.log.found,
            self.keys,
            self._sealed,
            self.documents.found,
        )
        return [f for step in (*steps, self.replay.found) for f in step.findings]

    @property
    def warnings(self) -> list[str]:
        """What was left out, and why."""
        said = []
        if self.newer.findings:
            said.append(words.SEALED_UNCHECKED)
        if self.replay.ended:
            said.append(f"{words.NO_FIGURES}: {self.replay.ended}")
        said.extend(
            f"{words.NO_FIGURES} for {year}: its rule set is not known"
            for year in sorted(self.replay.unruled)
        )
        return said
