"""Decide on the school: the book, its people, its plans."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.commands import (
    AddUser,
    ApprovePlan,
    ChangeSchool,
    EndSchool,
    OpenBook,
    RecordPlan,
    RemoveUser,
)
from ledger.decide.draft import Desk, Draft, draft
from ledger.errors import RefusedError
from ledger.events import (
    SCHOOL,
    BookOpened,
    Initiative,
    PlanApproved,
    PlanRecorded,
    SchoolChanged,
    SchoolEnded,
    UserAdded,
    UserLeft,
)
from ledger.messages import message
from ledger.sealed import Envelope


def open_book(desk: Desk, wish: OpenBook) -> Iterator[Draft]:
    """Begin a book: whose it is, who the school is, and its first user."""
    yield draft(desk, SCHOOL, kind=BookOpened, wish=wish)
    yield draft(
        desk,
        SCHOOL,
        kind=UserAdded,
        wish=wish,
        user="u1",
        role="bookkeeper",
        name=wish.user_name,
    )
    yield draft(
        desk, SCHOOL, kind=SchoolChanged, wish=wish, number=wish.school, valid_from=None
    )


def change_school(desk: Desk, wish: ChangeSchool) -> Iterator[Draft]:
    """Record who the school is; public fields that are left out stay as they were."""
    before = desk.state.school
    if before is None:
        raise RefusedError(message("the book does not say yet whose it is"))
    yield draft(
        desk,
        SCHOOL,
        kind=SchoolChanged,
        wish=wish,
        number=wish.number or before.number,
        level=wish.level or before.level,
        board=wish.board or before.board,
        kbo=wish.kbo or before.kbo,
    )


def end_school(desk: Desk, wish: EndSchool) -> Iterator[Draft]:
    """Record that the school has ended."""
    yield draft(desk, SCHOOL, kind=SchoolEnded, wish=wish)


def add_user(desk: Desk, wish: AddUser) -> Iterator[Draft]:
    """Let somebody record, under the next free code."""
    code = f"u{len(desk.state.users) + 1}"
    yield draft(desk, SCHOOL, kind=UserAdded, wish=wish, user=code)


def remove_user(desk: Desk, wish: RemoveUser) -> Iterator[Draft]:
    """Let somebody record no longer."""
    yield draft(desk, SCHOOL, kind=UserLeft, wish=wish)


def record_plan(desk: Desk, wish: RecordPlan) -> Iterator[Draft]:
    """Record a plan, as the next version of its school year unless one is named."""
    following = len(desk.state.plans.get(wish.school_year, [])) + 1
    plan = draft(
        desk,
        SCHOOL,
        kind=PlanRecorded,
        wish=wish,
        version=wish.version or following,
        initiatives=(),
    )
    initiatives = _initiatives(wish, plan.envelope)
    fields = {
        name: getattr(plan.event, name) for name in PlanRecorded.__struct_fields__
    }
    plan.event = PlanRecorded(**{**fields, "initiatives": initiatives})
    yield plan


def _initiatives(wish: RecordPlan, envelope: Envelope) -> tuple[Initiative, ...]:
    return tuple(
        Initiative(
            ref=planned.ref,
            kind=planned.kind,
            area=planned.area,
            offer=planned.offer,
            planned=planned.planned,
            name=envelope.seal(f"initiatives/{position}/name", planned.name),
        )
        for position, planned in enumerate(wish.initiatives)
    )


def approve_plan(desk: Desk, wish: ApprovePlan) -> Iterator[Draft]:
    """Record an approval, of the newest version unless one is named."""
    newest = len(desk.state.plans.get(wish.school_year, []))
    yield draft(
        desk, SCHOOL, kind=PlanApproved, wish=wish, version=wish.version or newest or 1
    )
