"""Objections to the papers of the grant itself: letter, credits and refunds."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.messages import message
from ledger.values import DocumentKind
from projections.checks.catalogue import Objection, objection
from projections.checks.places import attach
from projections.checks.seen import YearSeen
from projections.papers import GrantPiece, Paper, papers

PAPERS: dict[GrantPiece, tuple[str, DocumentKind]] = {
    "allocation-letter": ("missing-allocation-letter", "allocation-letter"),
    "bank-statement": ("missing-bank-statement", "bank-statement"),
    "refund": ("missing-refund-proof", "payment"),
}
"""What is objected to, and the kind of document that would do."""


def paper_objections(year: YearSeen) -> Iterator[Objection]:
    """Look for the paper of every allocation, receipt and refund that stands."""
    for paper in papers(year.view):
        if not paper.is_there:
            yield _lacking(year, paper)


def _lacking(year: YearSeen, paper: Paper) -> Objection:
    code, kind = PAPERS[paper.piece]
    return objection(
        code,
        year=year.year,
        place=paper.ref,
        events=[paper.number],
        amount=paper.amount,
        message=_lacks(paper),
        next_step=attach(paper.ref, kind),
    )


def _lacks(paper: Paper) -> str:
    match paper.piece:
        case "allocation-letter":
            return message("{ref} lacks the allocation letter", ref=paper.ref)
        case "bank-statement":
            return message("{ref} is not shown on a bank statement", ref=paper.ref)
        case "refund":
            return message("{ref} lacks a proof of payment", ref=paper.ref)
