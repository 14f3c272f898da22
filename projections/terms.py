"""The words of closed lists, as people read them: categories, states, kinds, grounds.

Events and journals hold codes (`external-training`), which are also what people type;
lists, tables and reports say the words. Both are kept apart, so that a code may stay as
it is for ever.

    word("category", "external-training") == "external training"
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ledger.messages import term

TERMS: Final[Mapping[str, Mapping[str, str]]] = {
    "category": {
        "external-training": term("category", "external training"),
        "study-day-expert": term("category", "expert on a study day"),
        "primary-bachelor-track": term("category", "bachelor track primary education"),
        "head-training": term("category", "training for heads"),
        "internal-material": term("category", "material for internal training"),
        "travel": term("category", "travel"),
        "other": term("category", "other"),
        "leisure": term("category", "leisure"),
        "own-staff-pay": term("category", "pay of own staff"),
    },
    "beneficiary": {
        "staff": term("beneficiary", "staff member"),
        "team": term("beneficiary", "team"),
        "non-subsidised": term("beneficiary", "non-subsidised staff"),
        "head": term("beneficiary", "head"),
        "future-head": term("beneficiary", "future head"),
        "volunteer": term("beneficiary", "volunteer"),
        "outsider": term("beneficiary", "outsider"),
        "other-school": term("beneficiary", "staff of another school"),
    },
    "justification": {
        "justified": term("justification", "justified"),
        "partly": term("justification", "partly justified"),
        "unjustified": term("justification", "unjustified"),
        "ineligible": term("justification", "ineligible"),
        "disallowed": term("justification", "disallowed"),
        "reversed": term("justification", "reversed"),
    },
    "document": {
        "invoice": term("document", "invoice"),
        "payment": term("document", "proof of payment"),
        "programme": term("document", "programme"),
        "certificate": term("document", "certificate"),
        "programme-or-certificate": term("document", "programme or certificate"),
        "approval": term("document", "approval"),
        "allocation-letter": term("document", "allocation letter"),
        "bank-statement": term("document", "bank statement"),
        "cost-agreement": term("document", "cost agreement"),
        "decision": term("document", "decision"),
        "other": term("document", "other document"),
    },
    "tranche": {
        "expected": term("tranche", "expected"),
        "partly": term("tranche", "partly received"),
        "received": term("tranche", "received"),
        "late": term("tranche", "late"),
    },
    "severity": {
        "error": term("severity", "error"),
        "warning": term("severity", "warning"),
        "info": term("severity", "information"),
    },
    "level": {
        "primary": term("level", "primary education"),
        "secondary": term("level", "secondary education"),
        "arts": term("level", "part-time arts education"),
        "adult": term("level", "adult education"),
        "basic-education": term("level", "basic education for adults"),
        "pupil-guidance": term("level", "pupil guidance centre"),
        "learning-support": term("level", "learning support centre"),
        "boarding": term("level", "boarding school"),
    },
    "area": {
        "dutch": term("area", "Dutch"),
        "mathematics": term("area", "mathematics"),
        "other": term("area", "other area"),
    },
    "initiative": {
        "induction": term("initiative", "induction"),
        "training": term("initiative", "training"),
        "coaching": term("initiative", "coaching"),
        "learning-community": term("initiative", "learning community"),
        "study-day": term("initiative", "study day"),
        "material": term("initiative", "material"),
        "other": term("initiative", "other initiative"),
    },
    "offer": {
        "external-supply": term("offer", "external, supply-driven"),
        "external-demand": term("offer", "external, demand-driven"),
        "internal": term("offer", "internal"),
    },
    "approver": {
        "local-committee": term("approver", "the local committee"),
        "staff-meeting": term("approver", "the staff meeting"),
    },
    "council": {
        "heard": term("council", "heard"),
        "not-heard": term("council", "not heard"),
        "none": term("council", "there is none"),
    },
    "payer": {
        "school": term("payer", "school"),
        "board": term("payer", "school board"),
        "staff": term("payer", "staff member"),
        "other-school": term("payer", "another school"),
    },
    "ground": {
        "error": term("ground", "error"),
        "duplicate": term("ground", "recorded twice"),
        "own-means": term("ground", "paid back from own means"),
        "credit-note": term("ground", "credit note"),
        "cancelled": term("ground", "cancelled"),
        "repaid-by-staff": term("ground", "repaid by a staff member"),
        "third-party": term("ground", "paid by a third party"),
        "not-eligible": term("ground", "not eligible"),
        "not-justified": term("ground", "not justified"),
        "not-proven": term("ground", "not proven"),
        "over-limit": term("ground", "over the limit"),
        "other": term("ground", "other ground"),
        "request": term("ground", "request of the person"),
        "retention": term("ground", "end of the retention period"),
        "mistake": term("ground", "mistake"),
        "order": term("ground", "order of an authority"),
    },
    "imposed": {
        "imposed": term("imposed", "imposed by the school"),
        "not-imposed": term("imposed", "not imposed"),
    },
    "source": {
        "close": term("source", "close of the year before"),
        "statement": term("source", "statement"),
        "book": term("source", "earlier book"),
        "merger": term("source", "merger"),
    },
    "method": {
        "paid": term("method", "paid"),
        "withheld": term("method", "withheld"),
    },
    "role": {
        "bookkeeper": term("role", "bookkeeper"),
        "head": term("role", "head"),
        "board": term("role", "school board"),
        "reviewer": term("role", "reviewer"),
    },
    "target": {
        "expense": term("target", "expense"),
        "carry-over": term("target", "carry-over"),
        "opening": term("target", "opening reserve"),
        "tranche": term("target", "tranche"),
    },
    "count": {
        "posts": term("count", "posts"),
        "contracts": term("count", "contracts"),
    },
    "format": {
        "jsonl": term("format", "JSON Lines"),
        "csv": term("format", "CSV"),
        "xlsx": term("format", "Excel"),
    },
    "anchor": {
        "cosigned": term("anchor", "witness"),
        "timestamp": term("anchor", "timestamp"),
        "minutes": term("anchor", "minutes"),
        "mail": term("anchor", "e-mail"),
        "git": term("anchor", "git"),
    },
}
"""The word of each code, by the list that it is from."""


def word(context: str, code: str) -> str:
    """Give the word of a code; a code that is not known here is its own word."""
    return TERMS[context].get(code, code)
