"""The documents of a fact, and the content of one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ledger.bundle.redaction import DOCUMENTS
from ledger.errors import UsageError
from ledger.events import DocumentAttached, LinkRecorded, PaymentRecorded
from ledger.messages import message
from projections.documents import DocumentLine, document_line
from projections.naming import find
from projections.view import BookView

_SHA256 = re.compile(r"\A[0-9a-f]{64}\Z")


def documents(view: BookView, target: str) -> list[DocumentLine]:
    """Give the documents that are meant by a ref, a number, or a SHA-256.

    Of a fact: its own and, for an expense, those of its payments and links. Of a
    document's own number: that one. Raises `UsageError` where nothing is meant.
    """
    if _SHA256.match(target):
        found = list(_by_content(view, target))
        if not found:
            raise _no_such(target)
        return found
    n = find(view, target)
    event = view.reader.leaf(n).event
    if isinstance(event, DocumentAttached):
        return [document_line(view, n, event=event)]
    return list(_of_fact(view, n))


def content(view: BookView, document: DocumentLine) -> bytes:
    """Give the bytes of a document; raises `UsageError` where they are not there.

    They were erased, or the bundle leaves documents out.
    """
    found = view.reader.document(document.sha256) if document.sha256 else None
    if found is None and document.erased_by is None and DOCUMENTS in view.left_out:
        raise UsageError(
            message("the bundle leaves documents out"),
            next_step=message("ask the school for it, or for a bundle with all of it"),
        )
    if found is None:
        raise UsageError(
            message(
                "the content of document #{number} is not in the book",
                number=document.number,
            ),
            expected=message(
                "{size} bytes of {type}", size=document.size, type=document.media_type
            ),
            found=message("nothing: it was erased"),
        )
    return found


def _of_fact(view: BookView, n: int) -> Iterator[DocumentLine]:
    stream = view.reader.stream_of(n) or ""
    facts = {n}
    for leaf in view.reader.stream(stream, view.size):
        event = leaf.event
        if isinstance(event, PaymentRecorded | LinkRecorded) and event.expense == n:
            facts.add(leaf.n)
        elif isinstance(event, DocumentAttached) and event.of in facts:
            yield document_line(view, leaf.n, event=event)


def _by_content(view: BookView, sha256: str) -> Iterator[DocumentLine]:
    for disclosure in view.reader.all_disclosures():
        n = disclosure.n
        if disclosure.value != sha256 or n >= view.size:
            continue
        event = view.reader.leaf(n).event
        if isinstance(event, DocumentAttached) and disclosure.slot == "digest":
            yield document_line(view, n, event=event)


def _no_such(sha256: str) -> UsageError:
    return UsageError(
        message("no document that is seen here has this SHA-256"),
        expected=message("the SHA-256 of a document, or the ref or #number of a fact"),
        found=sha256,
        next_step=message(
            "see the documents of a fact with: {command}",
            command=message("verantwoord show event REF"),
        ),
    )
