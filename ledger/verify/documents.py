"""Step 16, for documents: each is the one that an event attached, whole and alone.

A document is kept by its SHA-256; the digest in the event is sealed, its size is not.
The same content may be attached more than once, and is there as long as one of these
events stands that was not said to be erased.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from ledger.events import DataErased, DocumentAttached, Leaf
from ledger.findings import Code
from ledger.verify.disclosed import Values
from ledger.verify.found import Found

_digest = re.compile(r"[0-9a-f]{64}")


class Content(Struct, frozen=True, gc=False):
    """A document as it is there: the SHA-256 and the size of its bytes."""

    sha256: str
    size: int


class DocumentCheck:
    """Notes what was attached, and compares it with the documents that are there."""

    def __init__(self, places: str, *, left_out: bool = False) -> None:
        """`places` begins the place of a finding; the name of a document follows.

        With `left_out` the bundle says that it holds no documents.
        """
        self.places = places
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
            words = "the digest of a document is no SHA-256"
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
            place = f"{self.places}{name}"
            if content.sha256 != name:
                words = "the document is not the one of its name"
                self.found.add(place, words, expected=name, found=content.sha256)
            if name in kept:
                continue
            if name in gone:
                words = f"the document of event #{gone[name] + 1} is said to be erased"
                self.found.add(place, f"{words}, and is there", expected="nothing")
            elif all_read:
                self.found.add(place, "no event attaches this document")

    def _compare(
        self, content: Content | None, digest: str, *, size: int, n: int
    ) -> None:
        place = f"{self.places}{digest}"
        if content is None and self._left_out:
            self.missing += 1
        elif content is None:
            words = f"the document of event #{n + 1} is missing: not there, not erased"
            self.found.add(place, words, expected=f"{size} bytes")
        elif content.size != size:
            words = f"the document has not the size that event #{n + 1} says"
            self.found.add(place, words, expected=size, found=content.size)
