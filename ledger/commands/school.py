"""What may be recorded of the school itself."""

from __future__ import annotations

from msgspec import Struct

from ledger.commands.wish import Wish
from ledger.values import (
    Approver,
    Area,
    BoardNumber,
    Cents,
    CompanyNumber,
    Day,
    InitiativeKind,
    Level,
    Offer,
    Origin,
    Ref,
    Role,
    SchoolCouncil,
    SchoolNumber,
    SchoolYear,
    Text,
    UserCode,
    VerifierKey,
    Version,
)


class OpenBook(Wish, frozen=True, kw_only=True, tag="book"):
    """Begin a book; the one who does becomes its first user, `u1`."""

    origin: Origin
    school: SchoolNumber
    level: Level
    user_name: Text
    key: VerifierKey | None = None
    board: BoardNumber | None = None
    kbo: CompanyNumber | None = None
    name: Text | None = None
    iban: Text | None = None


class ChangeSchool(Wish, frozen=True, kw_only=True, tag="school"):
    """Say who the school is, from a day on; what is left out stays as it was."""

    number: SchoolNumber | None = None
    level: Level | None = None
    board: BoardNumber | None = None
    kbo: CompanyNumber | None = None
    valid_from: Day | None = None
    name: Text | None = None
    iban: Text | None = None


class EndSchool(Wish, frozen=True, kw_only=True, tag="school-end"):
    """Say that the school has ended, and into which school it went."""

    on: Day
    into: SchoolNumber | None = None


class AddUser(Wish, frozen=True, kw_only=True, tag="user"):
    """Let somebody record."""

    name: Text
    role: Role = "bookkeeper"


class RemoveUser(Wish, frozen=True, kw_only=True, tag="user-leave"):
    """Let somebody record no longer."""

    user: UserCode


class PlannedInitiative(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One initiative of a plan; `planned` in cents."""

    ref: Ref
    name: Text | None = None
    kind: InitiativeKind | None = None
    area: Area | None = None
    offer: Offer | None = None
    planned: Cents | None = None


class RecordPlan(Wish, frozen=True, kw_only=True, tag="plan"):
    """Record the plan of a school year, or its next version."""

    school_year: SchoolYear
    on: Day
    initiatives: tuple[PlannedInitiative, ...]
    version: Version | None = None
    needs: Text | None = None
    priorities: Text | None = None
    study_day_theme: Text | None = None
    induction: Text | None = None
    evaluation: Text | None = None


class ApprovePlan(Wish, frozen=True, kw_only=True, tag="approval"):
    """Record that a version of a plan was approved; the newest one if left out."""

    school_year: SchoolYear
    on: Day
    by: Approver
    version: Version | None = None
    school_council: SchoolCouncil | None = None
