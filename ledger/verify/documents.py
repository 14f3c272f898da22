"""Step 16, for documents: each is the one that an event attached, whole and alone.

A document is kept by its SHA-256; the digest in the event is sealed, its size is not.
The same content may be attached more than once, and is there as long as one of these
events stands that was not said to be erased.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from msgspec import Struct

from ledger.events import DataErased, DocumentAttached, Leaf
from ledger.findings import Code
from ledger.messages import message
from ledger.verify.disclosed import Values
from ledger.verify.found import Found
from ledger.verify.words import NOTHING

_digest = re.compile(r"[0-9a-f]{64}")


class Content(Struct, frozen=True, gc=False):
    """A document as it is there: the SHA-256 and the size of its bytes."""

    sha256: str
    size: int


class DocumentCheck:
    """Notes what was attached, and compares it with the documents that are there."""

    def __init__(self, place: Callable[[str], str], *, left_out: bool = False) -> None:
        """`place` names a document by its SHA-256.

        With `left_out` the bundle says that it holds no documents.
        """
        self.place = place
        self.found = Found(Code.DISCLOSURE)
        self.missing = 0
        """How many documents are not there, as the bundle says."""
        self.there = False
        """Whether there are some that the bundle says are not there."""
        self._left_out = left_out
        self._attached: dict[int, tuple[str, int]] = {}
        self._digests: dict[str, str] = {}
        self._erased: set[int] = set()

    @property
    def erased(self) -> int:
        """Count the events whose document was erased, as others say."""
        return len(self._erased)

    def take(self, leaf: Leaf, *, place: str, values: Values) -> None:
        """Note the document of an event, where it attached one and says which."""
        event = leaf.event
        if isinstance(event, DataErased) and event.document:
            self._erased.add(event.of)
        if not isinstance(event, DocumentAttached) or "digest" not in values:
            return
        digest = values["digest"] or ""
        if _digest.fullmatch(digest):
            digest = self._digests.setdefault(digest, digest)
            self._attached[leaf.n] = digest, event.size
        else:
            words = message("the digest of a document is no SHA-256")
            self.found.add(place, words, found=f"{digest!a:.80}")

    def finish(self, documents: Mapping[str, Content], *, all_read: bool) -> None:
        """Compare with the documents that are there, by their names.

        Unless all lines were read, one that is not known may belong to one of them.
        """
        self.there = self._left_out and bool(documents)
        standing: dict[tuple[str, int], int] = {}
        for n, key in self._attached.items():
            if n not in self._erased:
                standing.setdefault(key, n)
        for (digest, size), n in standing.items():
            self._compare(documents.get(digest), digest, size=size, n=n)
        kept = {digest for digest, _ in standing}
        gone = {self._attached[n][0]: n for n in self._erased & self._attached.keys()}
        for name, content in documents.items():
            place = self.place(name)
            if content.sha256 != name:
                words = message("the document is not the one of its name")
                self.found.add(place, words, expected=name, found=content.sha256)
            if name in kept:
                continue
            if name in gone:
                self._report_there(place, number=gone[name] + 1)
            elif all_read:
                self.found.add(place, message("no event attaches this document"))

    def _report_there(self, place: str, *, number: int) -> None:
        words = message(
            "the document of event #{number} is said to be erased, and is there",
            number=number,
        )
        self.found.add(place, words, expected=NOTHING)

    def _compare(
        self, content: Content | None, digest: str, *, size: int, n: int
    ) -> None:
        place = self.place(digest)
        if content is None and self._left_out:
            self.missing += 1
        elif content is None:
            words = message(
                "the document of event #{number} is missing: not there, not erased",
                number=n + 1,
            )
            self.found.add(place, words, expected=message("{size} bytes", size=size))
        elif content.size != size:
            words = message(
                "the document has not the size that event #{number} says", number=n + 1
            )
            self.found.add(place, words, expected=size, found=content.size)
