"""Facts of the school itself: the book, its people, its plans, and the files read in.

Every field is always written; what is not known is null. Fields of kind `Commitment`
are sealed: their values lie beside the log (sealed.py).
"""

from __future__ import annotations

from msgspec import Struct

from ledger.events.fact import Fact
from ledger.events.texts import (
    BoardNumber,
    Commitment,
    CompanyNumber,
    Origin,
    Ref,
    SchoolNumber,
    SchoolYear,
    UserCode,
    VerifierKey,
)
from ledger.values import (
    Approver,
    Area,
    Cents,
    Count,
    Day,
    FileFormat,
    InitiativeKind,
    Level,
    Offer,
    Role,
    SchoolCouncil,
    Version,
)


class BookOpened(Fact, frozen=True, kw_only=True, tag="book-opened/1"):
    """The first event of every log: whose book this is, and whose key signs it."""

    origin: Origin
    school: SchoolNumber
    level: Level
    key: VerifierKey | None


class SchoolChanged(Fact, frozen=True, kw_only=True, tag="school-changed/1"):
    """Who the school is, from a day on."""

    number: SchoolNumber
    level: Level
    board: BoardNumber | None
    kbo: CompanyNumber | None
    valid_from: Day | None
    name: Commitment
    iban: Commitment


class SchoolEnded(Fact, frozen=True, kw_only=True, tag="school-ended/1"):
    """The school has ended on a day; `into` is its successor's number."""

    on: Day
    into: SchoolNumber | None


class UserAdded(Fact, frozen=True, kw_only=True, tag="user-added/1"):
    """Somebody may record from now on, under a code that is public."""

    user: UserCode
    role: Role
    name: Commitment


class UserLeft(Fact, frozen=True, kw_only=True, tag="user-left/1"):
    """Somebody records no longer."""

    user: UserCode


class Initiative(Struct, frozen=True, kw_only=True):
    """One initiative of a plan; `planned` in cents."""

    ref: Ref
    kind: InitiativeKind | None
    area: Area | None
    offer: Offer | None
    planned: Cents | None
    name: Commitment


class PlanRecorded(Fact, frozen=True, kw_only=True, tag="plan-recorded/1"):
    """The professional-development plan of a school year, or a new version of it."""

    school_year: SchoolYear
    version: Version
    on: Day
    initiatives: tuple[Initiative, ...]
    needs: Commitment
    priorities: Commitment
    study_day_theme: Commitment
    induction: Commitment
    evaluation: Commitment


class PlanApproved(Fact, frozen=True, kw_only=True, tag="plan-approved/1"):
    """The local committee, or the staff meeting, approved a version of a plan."""

    school_year: SchoolYear
    version: Version
    on: Day
    by: Approver
    school_council: SchoolCouncil | None


class FileImported(Fact, frozen=True, kw_only=True, tag="file-imported/1"):
    """The `events` events before this one came from `rows` new rows of one file."""

    rows: Count
    events: Count
    format: FileFormat
    name: Commitment
    digest: Commitment


SchoolEvent = (
    BookOpened
    | SchoolChanged
    | SchoolEnded
    | UserAdded
    | UserLeft
    | PlanRecorded
    | PlanApproved
    | FileImported
)
