r"""The kinds of value that a public field of an event may hold.

Nothing public is free text: each kind is a number, a date, or ASCII of a fixed shape.
Patterns name their digits and their ends outright, because `\d` also takes digits that
are not ASCII and `$` also stops before a line feed.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from msgspec import Meta

from ledger.days import MOMENT_PATTERN

SAFE_INTEGER_MAX = 2**53 - 1
"""The largest integer that every JSON reader keeps exact (RFC 8785, 3.2.2.3)."""

Cents = Annotated[int, Meta(ge=1, le=SAFE_INTEGER_MAX)]
"""An amount above zero, in cents of a euro."""

ZeroOrCents = Annotated[int, Meta(ge=0, le=SAFE_INTEGER_MAX)]
"""An amount of zero or more, in cents of a euro."""

SignedCents = Annotated[int, Meta(ge=-SAFE_INTEGER_MAX, le=SAFE_INTEGER_MAX)]
"""An amount that may be below zero, in cents of a euro."""

Hundredths = Annotated[int, Meta(ge=1, le=10**9)]
"""A number of posts or contracts, in hundredths: 41.37 posts is 4137."""

Count = Annotated[int, Meta(ge=0, le=10**9)]
"""How many: people, rows, bytes, events."""

Index = Annotated[int, Meta(ge=0, le=SAFE_INTEGER_MAX)]
"""The place of an event in the log, from 0."""

Part = Annotated[int, Meta(ge=1, le=999)]
"""Which part of an invoice that was split over several expenses, from 1."""

Version = Annotated[int, Meta(ge=1, le=10**6)]
"""Which version of a plan, from 1."""

Year = Annotated[int, Meta(ge=1990, le=2199)]
"""A budget year: a calendar year."""

Tranche = Literal[1, 2]

Day = dt.date

SchoolNumber = Annotated[str, Meta(pattern=r"\A[0-9]{6}\Z")]
"""An *instellingsnummer*: six digits, kept as text."""

BoardNumber = Annotated[str, Meta(pattern=r"\A[0-9]{1,6}\Z")]

CompanyNumber = Annotated[str, Meta(pattern=r"\A[01][0-9]{9}\Z")]
"""A KBO number: ten digits, without dots."""

SchoolYear = Annotated[str, Meta(pattern=r"\A[0-9]{4}-[0-9]{4}\Z")]
"""A school year, 1 September to 31 August: `2024-2025`."""

Ref = Annotated[str, Meta(pattern=r"\A[A-Za-z0-9._-]{1,32}\Z")]
"""The user's own name for a fact."""

Token = Annotated[str, Meta(pattern=r"\A[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?\Z")]
"""One lower-case word with hyphens: a category, a beneficiary, a ground."""

MediaType = Annotated[str, Meta(pattern=r"\A[a-z]+/[a-z0-9.+-]{1,100}\Z")]

Stream = Annotated[str, Meta(pattern=r"\A(?:school|[0-9]{4})\Z")]
"""The school itself, or a budget year."""

CommandId = Annotated[str, Meta(pattern=r"\A[0-9a-f]{32}\Z")]

Moment = Annotated[str, Meta(pattern=MOMENT_PATTERN)]
"""A moment in UTC, so that two of them compare as text."""

UserCode = Annotated[str, Meta(pattern=r"\Au[1-9][0-9]{0,5}\Z")]
"""A person who records: `u1`, `u2` and so on."""

Origin = Annotated[str, Meta(pattern=r"\Averantwoord/[0-9]{6}/[0-9a-f]{16}\Z")]
"""The name of a log: `verantwoord/<school>/<16 random hex digits>`."""

VerifierKey = Annotated[
    str, Meta(pattern=r"\A[!-*,-~]{1,200}\+[0-9a-f]{8}\+[!-~]{1,4000}\Z")
]
"""A public key in the text form of C2SP signed-note (a *vkey*)."""

SignatureLine = Annotated[
    str, Meta(pattern=r"\A[A-Za-z0-9+/]{90}[AEIMQUYcgkosw048]=\Z")
]
"""Standard base64 of a key id and an Ed25519 signature: what a signature line holds."""

Slot = Annotated[str, Meta(pattern=r"\A[a-z0-9_/]{1,64}\Z")]
"""The name of a sealed value within its event: `supplier`, `initiatives/0/name`."""

RulesId = Annotated[str, Meta(pattern=r"\A[a-z0-9][a-z0-9.-]{0,63}\Z")]

Sha256Hex = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]

Commitment = Annotated[str, Meta(pattern=r"\A[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=\Z")]
"""What an event holds of a sealed value: standard base64 of a SHA-256 (sealed.py)."""

Text = Annotated[str, Meta(min_length=1, max_length=4000)]
"""A sealed value, as a person wrote it; never public."""

Level = Literal[
    "primary",
    "secondary",
    "arts",
    "adult",
    "basic-education",
    "pupil-guidance",
    "learning-support",
    "boarding",
]
Role = Literal["bookkeeper", "head", "board", "reviewer"]
InitiativeKind = Literal[
    "induction",
    "training",
    "coaching",
    "learning-community",
    "study-day",
    "material",
    "other",
]
Area = Literal["dutch", "mathematics", "other"]
Offer = Literal["external-supply", "external-demand", "internal"]
Approver = Literal["local-committee", "staff-meeting"]
SchoolCouncil = Literal["heard", "not-heard", "none"]
OpeningSource = Literal["close", "statement", "book", "merger"]
CountOf = Literal["posts", "contracts"]
PaidTo = Literal["school", "board"]
Payer = Literal["school", "board", "staff", "other-school"]
ReversalGround = Literal["error", "duplicate", "own-means"]
RecoveryGround = Literal["credit-note", "cancelled", "repaid-by-staff", "third-party"]
RefundMethod = Literal["paid", "withheld"]
DecisionGround = Literal[
    "not-eligible",
    "not-justified",
    "not-proven",
    "duplicate",
    "over-limit",
    "other",
]
DecisionTarget = Literal["expense", "carry-over", "opening", "tranche"]
DocumentKind = Literal[
    "invoice",
    "payment",
    "programme",
    "certificate",
    "approval",
    "allocation-letter",
    "bank-statement",
    "cost-agreement",
    "decision",
    "other",
]
AnchorKind = Literal["cosigned", "timestamp", "minutes", "mail", "git"]
ErasureGround = Literal["request", "retention", "mistake", "order"]
FileFormat = Literal["jsonl", "csv", "xlsx"]
