"""The rules of recording for the school: the book, its people, its plans."""

from __future__ import annotations

from ledger import events as e
from ledger.days import dated
from ledger.errors import RefusedError
from ledger.messages import message
from ledger.state.book import BookState


def book_opened(state: BookState, event: e.BookOpened) -> None:
    """A book is opened once, and its origin names its school."""
    if state.opened is not None:
        raise RefusedError(message("the book is open already"))
    if event.origin.split("/")[1] != event.school:
        raise RefusedError(
            message(
                "the origin {origin} is not of school {school}",
                origin=event.origin,
                school=event.school,
            )
        )
    if event.key is not None and event.key.partition("+")[0] != event.origin:
        raise RefusedError(
            message("the key of a log has the name of its origin"),
            expected=event.origin,
            found=event.key.partition("+")[0],
        )


def school_changed(_state: BookState, _event: e.SchoolChanged) -> None:
    """Who the school is may change at any time."""


def school_ended(state: BookState, event: e.SchoolEnded) -> None:
    """A school ends once, and not into itself."""
    if state.ended is not None:
        raise RefusedError(
            message("the school has ended already, on {day}", day=state.ended.on),
            found=dated(event.on),
        )
    if state.school and event.into == state.school.number:
        raise RefusedError(
            message("a school cannot end into itself ({school})", school=event.into)
        )


def user_added(state: BookState, event: e.UserAdded) -> None:
    """Codes are given out in order, and never twice."""
    following = f"u{len(state.users) + 1}"
    if event.user != following:
        raise RefusedError(
            message("the next user is {user}", user=following),
            expected=following,
            found=event.user,
        )


def user_left(state: BookState, event: e.UserLeft) -> None:
    """Only a user who records can leave, and somebody must be left who can."""
    user = state.users.get(event.user)
    if user is None or user.left:
        raise RefusedError(
            message("{user} is no user who records", user=event.user),
            expected=", ".join(_active(state)),
            found=event.user,
            next_step=message("see who may record with: verantwoord user list"),
        )
    if _active(state) == [event.user]:
        raise RefusedError(
            message("{user} is the last one who may record", user=event.user),
            next_step=message("add somebody first: verantwoord user add NAME"),
        )


def _active(state: BookState) -> list[str]:
    return [code for code, user in state.users.items() if not user.left]


def plan_recorded(state: BookState, event: e.PlanRecorded) -> None:
    """Versions of a plan follow each other; a ref names one initiative of it."""
    first, second = (int(year) for year in event.school_year.split("-"))
    if second != first + 1:
        raise RefusedError(
            message("{school_year} is no school year", school_year=event.school_year),
            expected=f"{first}-{first + 1}",
            found=event.school_year,
        )
    following = len(state.plans.get(event.school_year, [])) + 1
    if event.version != following:
        raise RefusedError(
            message(
                "the next version of the plan {school_year} is {version}",
                school_year=event.school_year,
                version=following,
            ),
            expected=str(following),
            found=str(event.version),
            next_step=message("leave the version out: the book counts them"),
        )
    refs = [initiative.ref for initiative in event.initiatives]
    for ref in refs:
        if refs.count(ref) > 1:
            raise RefusedError(
                message("the plan names the initiative {ref!r} twice", ref=ref),
                expected=message("a ref of its own for each initiative"),
                found=ref,
            )


def plan_approved(state: BookState, event: e.PlanApproved) -> None:
    """Only a version that was recorded can be approved, and once."""
    plans = state.plans.get(event.school_year, [])
    plan = plans[event.version - 1] if event.version <= len(plans) else None
    named = {"school_year": event.school_year, "version": event.version}
    if plan is None:
        raise RefusedError(
            message("the book has no plan {school_year}, version {version}", **named),
            expected=message("a version up to {most}", most=len(plans))
            if plans
            else message("a plan of that year"),
            found=message("version {version}", version=event.version),
            next_step=message("record the plan first: verantwoord record plan"),
        )
    if plan.approval:
        raise RefusedError(
            message(
                "plan {school_year}, version {version}, is approved already", **named
            ),
            expected=message("a version that is not approved"),
            found=message("approved on {day}", day=plan.approval.event.on),
        )


def file_imported(state: BookState, event: e.FileImported) -> None:
    """The events of a file come right before it."""
    start = state.size - event.events
    if min(event.rows, event.events) < 1 or start < max(1, _imported_until(state)):
        raise RefusedError(
            message("the file names events that did not come from it"),
            expected=message("the events right before it, from one row at least"),
            found=message(
                "{events} events from {rows} rows", events=event.events, rows=event.rows
            ),
        )


def _imported_until(state: BookState) -> int:
    return state.imports[-1][1] + 1 if state.imports else 0


def approval_reversed(state: BookState, event: e.ReversalRecorded) -> None:
    """Of the school's facts only an approval can be undone, as a whole, and once."""
    approval = state.approvals.get(event.of)
    if approval is None or event.amount is not None:
        raise RefusedError(
            message("event #{number} is not an approval", number=event.of + 1)
        )
    if approval.reversed:
        raise RefusedError(
            message("the approval #{number} is undone already", number=event.of + 1)
        )


def document_attached(state: BookState, event: e.DocumentAttached) -> None:
    """A document of the school's stream belongs to a fact of the school."""
    if event.of not in state.school_facts:
        raise RefusedError(
            message("event #{number} takes no documents", number=event.of + 1),
            expected=message(
                "an expense, a plan, an approval or another fact of the grant"
            ),
            found=f"#{event.of + 1}",
        )
