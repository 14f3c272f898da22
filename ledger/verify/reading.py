"""One pass over a log: each event with its sealed values, through steps 12, 16 and 17.

A bundle and a book are read alike: lines of leaves and lines of disclosures go in, in
batches, and what the steps found comes out. Memory holds one batch of each, and the
state that the events add up to.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final

from msgspec import Struct

from ledger.bundle import redaction
from ledger.errors import MalformedError
from ledger.events import BookOpened, DataErased, DocumentAttached, Leaf, SchoolChanged
from ledger.findings import Code, Finding
from ledger.messages import Message, message
from ledger.verify import words
from ledger.verify.absent import Absent
from ledger.verify.disclosed import DisclosureCheck, Values
from ledger.verify.documents import Content, DocumentCheck
from ledger.verify.found import Found, PlaceOf
from ledger.verify.keys import LogKeys
from ledger.verify.log import Line, LogCheck
from ledger.verify.replay import Replay
from ledger.verify.scan import Batches, Here, Scan
from ledger.verify.statements import AllFigures, all_figures
from ledger.verify.trust import NOBODY, Trust
from ledger.verify.words import lacking
from ledger.verify.words.known import replaced

REPLACED_MAX: Final = 10
"""How many replacements of a key are told."""

_NOTED: Final = frozenset({SchoolChanged, DataErased, DocumentAttached})

Watch = Callable[[list[Line]], None]


class Places(Struct, frozen=True):
    """What the place of a finding is called: an event, a sealed value, a document.

    The first two are named by their number from 1, a document by its SHA-256;
    `disclosures` are all of the sealed values.
    """

    event: PlaceOf
    disclosure: PlaceOf
    disclosures: str
    document: Callable[[str], str]


class Reading:
    """What a pass over a log has found and learnt."""

    def __init__(
        self,
        places: Places,
        *,
        sizes: Iterable[int] = (),
        trust: Trust = NOBODY,
        left_out: Collection[str] = (),
        scan: Scan | None = None,
    ) -> None:
        """Keep the roots at `sizes`; replay also with the rule sets of `trust`.

        `left_out` are the units that the bundle says it does not hold; `scan` reads
        the lines (by default this process does).
        """
        self.places = places
        self.keys = LogKeys(places.event)
        self.scan = scan or Here()
        self.log = LogCheck(places.event, sizes, keys=self.keys, scan=self.scan)
        self.left_out = left_out
        self.documents = DocumentCheck(
            places.document, left_out=redaction.DOCUMENTS in left_out
        )
        self.absent: Absent | None = None
        self.replay = Replay(places.event, trust.rules)
        self.newer = Found(Code.SURROUNDINGS)
        self.opened: BookOpened | None = None
        self.name: str | None = None
        self._sealed = Found(Code.DISCLOSURE)
        self._all_read = True

    def read(
        self, events: Batches, disclosures: Batches, *, watch: Watch | None = None
    ) -> None:
        """Go through all of it; `watch` sees the lines of each batch, checked."""
        sealed = DisclosureCheck(
            disclosures,
            self.places.disclosure,
            whole=self.places.disclosures,
            left_out=self.left_out,
            scan=self.scan,
        )
        self.absent = sealed.absent
        for lines in self.log.read(events):
            leaves = [line.leaf for line in lines if line.leaf]
            if len(leaves) == len(lines) and sealed.pass_over(leaves):
                for line, leaf in zip(lines, leaves, strict=True):
                    self._take_leaf(line, leaf, values={})
            else:
                for line in lines:
                    self._take(line, sealed)
            if watch:
                watch(lines)
        if not self.log.size:
            self.log.found.add(self.log.place(1), message("the log is empty"))
        sealed.finish()
        self.replay.finish()
        self._sealed = sealed.found

    def _take(self, line: Line, sealed: DisclosureCheck) -> None:
        leaf = line.leaf
        if leaf is None:
            self._all_read = False
            sealed.skip(line.n)
            if line.unknown:
                place = self.log.place(line.number)
                self.newer.add(place, words.newer_type(line.unknown))
            self.replay.take(line, {})
            return
        self._take_leaf(line, leaf, values=sealed.take(leaf))

    def _take_leaf(self, line: Line, leaf: Leaf, *, values: Values) -> None:
        if line.number == 1 and isinstance(leaf.event, BookOpened):
            self.opened = leaf.event
        if type(leaf.event) in _NOTED:
            self._note(line, leaf, values=values)
        self.replay.take(line, values)

    def _note(self, line: Line, leaf: Leaf, *, values: Values) -> None:
        event, place = leaf.event, self.log.place(line.number)
        if isinstance(event, SchoolChanged):
            self.name = values.get("name")
            return
        if isinstance(event, DataErased) and self.absent:
            self.absent.erase(leaf.n, event, at=place)
        self.documents.take(leaf, place=place, values=values)

    def check_documents(self, documents: Mapping[str, Content]) -> None:
        """Compare the documents that are there with those that were attached."""
        self.documents.finish(documents, all_read=self._all_read)

    @property
    def school(self) -> str | None:
        """The number of the school, as the last event has it."""
        changed = self.replay.state.school
        if changed:
            return changed.number
        return self.opened.school if self.opened else None

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
    def warnings(self) -> list[Message]:
        """What was left out, and why."""
        said: list[Message] = []
        if self.newer.findings:
            said.append(words.SEALED_UNCHECKED)
        if self.replay.ended:
            said.append(words.no_figures(self.replay.ended))
        said.extend(replaced(n + 1) for n in self.keys.replaced[:REPLACED_MAX])
        said.extend(words.no_figures_of(year) for year in sorted(self.replay.unruled))
        said.extend(lacking.left_out(self.lacking))
        values = self.absent.erased if self.absent else 0
        said.extend(lacking.erased(values, self.documents.erased))
        said.extend(lacking.unclaimed(self.replay.unclaimed))
        return said

    @property
    def lacking(self) -> dict[str, int]:
        """How many values of each unit are not there, as the bundle says of itself."""
        counted = dict(self.absent.left_out) if self.absent else {}
        if self.documents.missing:
            counted[redaction.DOCUMENTS] = self.documents.missing
        return dict(sorted(counted.items()))

    @property
    def there(self) -> frozenset[str]:
        """The units that are said to be left out, and of which something is there."""
        there = frozenset(self.absent.there) if self.absent else frozenset()
        return there | {redaction.DOCUMENTS} if self.documents.there else there
