"""Step 16, for documents: each is the one that an event attached, whole and alone.

A document is kept by its SHA-256; the digest in the event is sealed, its size is not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from ledger.events import DocumentAttached, Leaf
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

    def __init__(self, places: str) -> None:
        """`places` begins the place of a finding; the name of a document follows."""
        self.places = places
        self.found = Found(Code.DISCLOSURE)
        self._sizes: dict[tuple[str, int], int] = {}

    def take(self, leaf: Leaf, *, place: str, values: Values) -> None:
        """Note the document of an event, where it attached one and says which."""
        event = leaf.event
        if not isinstance(event, DocumentAttached) or "digest" not in values:
            return
        digest = values["digest"] or ""
        if _digest.fullmatch(digest):
            self._sizes.setdefault((digest, event.size), leaf.n)
        else:
            words = "the digest of a document is no SHA-256"
            self.found.add(place, words, found=f"{digest!a:.80}")

    def finish(self, documents: Mapping[str, Content], *, all_read: bool) -> None:
        """Compare with the documents that are there, by their names.

        Unless all lines were read, one that is not known may belong to one of them.
        """
        for (digest, size), n in self._sizes.items():
            content = documents.get(digest)
            place = f"{self.places}{digest}"
            if content is None:
                words = (
                    f"the document of event #{n + 1} is missing: not there, not erased"
                )
                self.found.add(place, words, expected=f"{size} bytes")
            elif content.size != size:
                words = f"the document has not the size that event #{n + 1} says"
                self.found.add(place, words, expected=size, found=content.size)
        attached = {digest for digest, _ in self._sizes}
        for name, content in documents.items():
            place = f"{self.places}{name}"
            if content.sha256 != name:
                words = "the document is not the one of its name"
                self.found.add(place, words, expected=name, found=content.sha256)
            if all_read and name not in attached:
                self.found.add(place, "no event attaches this document")
