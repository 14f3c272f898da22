"""One event whole: its fields, its sealed values, the proof that it is in the log."""

from __future__ import annotations

import base64

from msgspec import Struct

from ledger import tree
from ledger.bundle.redaction import DOCUMENTS, unit_of
from ledger.events import DocumentAttached, Event, Leaf
from ledger.sealed import commitments
from ledger.state.entries import Erased
from projections.anchors import OwnWindows
from projections.history import HistoryLine, history_line
from projections.naming import find
from projections.undoing import undoing_numbers
from projections.view import BookView


class InclusionProof(Struct, frozen=True, kw_only=True):
    """Leads from the leaf at index `n` to `root`, which stands for `size` events.

    Hashes in base64, from the leaf up, as RFC 9162 (2.1.3) orders them.
    """

    n: int
    size: int
    leaf_hash: str
    hashes: list[str]
    root: str


class EventReport(Struct, frozen=True, kw_only=True):
    """An event: in one line for people, its fields, the exact line that was hashed.

    `values` holds what is disclosed, by slot; `erased` names the slots whose value is
    no longer there. `erased_by` has the number of the event that says so, by slot, and
    under `document` for the document, as far as it is known at the time that is seen.
    `left_out` names what a bundle does not hold: slots, and `document` for a document.
    """

    summary: HistoryLine
    leaf: Leaf
    line: str
    values: dict[str, str | None]
    erased: list[str]
    erased_by: dict[str, int]
    left_out: list[str]
    proof: InclusionProof


def event(view: BookView, target: str) -> EventReport:
    """Report on one event by its ref or number; raises `UsageError` for neither."""
    n = find(view, target)
    leaf, values = view.reader.leaf(n), view.values(n)
    stream = view.reader.stream(leaf.stream, view.size)
    undone = undoing_numbers(stream).get(n, [])
    slots = sorted(slot for slot, _ in commitments(leaf.event))
    erased_by = _erased_by(view, n)
    left_out = [
        x for x in _left_out(view, leaf.event, slots=slots) if x not in erased_by
    ]
    return EventReport(
        summary=history_line(view, leaf, reversed_by=undone, windows=OwnWindows(view)),
        leaf=leaf,
        line=view.reader.line(n).decode(),
        values={slot: values[slot] for slot in slots if slot in values},
        erased=[slot for slot in slots if slot not in {*values, *left_out}],
        erased_by=erased_by,
        left_out=left_out,
        proof=inclusion(view, n),
    )


def _erased_by(view: BookView, n: int) -> dict[str, int]:
    erased = view.state.erased.get(n, Erased())
    numbers = {slot: by + 1 for slot, by in sorted(erased.slots.items())}
    if erased.document is not None:
        numbers["document"] = erased.document + 1
    return numbers


def _left_out(view: BookView, event: Event, *, slots: list[str]) -> list[str]:
    """Name what the bundle that is looked at says that it does not hold of an event."""
    found = [slot for slot in slots if unit_of(type(event), slot) in view.left_out]
    attached = isinstance(event, DocumentAttached)
    return [*found, "document"] if attached and DOCUMENTS in view.left_out else found


def inclusion(view: BookView, n: int) -> InclusionProof:
    """Prove that event `n` is among the events that are seen."""
    hashes = tree.prove_inclusion(n, view.size, read=view.reader.hashes)
    leaf_hash = tree.leaf_hash(view.reader.line(n))
    return InclusionProof(
        n=n,
        size=view.size,
        leaf_hash=_text(leaf_hash),
        hashes=[_text(node) for node in hashes],
        root=view.root,
    )


def _text(node: bytes) -> str:
    return base64.b64encode(node).decode()
