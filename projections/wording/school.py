"""The school, its users and plans, and files that were imported, in words."""

from __future__ import annotations

from ledger import events as e
from ledger.messages import message, plural
from ledger.money import Amount
from projections.terms import word
from projections.wording.lines import Values, Words, line


def _book_opened(event: e.BookOpened, _: Values) -> str:
    level = word("level", event.level)
    if event.key:
        return message(
            "book of school {school} ({level}) opened, signed by a key",
            school=event.school,
            level=level,
        )
    return message(
        "book of school {school} ({level}) opened, without a key",
        school=event.school,
        level=level,
    )


def _school_changed(event: e.SchoolChanged, values: Values) -> str:
    day = event.valid_from
    begins = message("from {day}", day=day) if day else None
    level = word("level", event.level)
    school = message("school {number} ({level})", number=event.number, level=level)
    return line(school, values.get("name"), begins)


def _school_ended(event: e.SchoolEnded, _: Values) -> str:
    if event.into:
        return message(
            "school ended on {day}, into {school}", day=event.on, school=event.into
        )
    return message("school ended on {day}", day=event.on)


def _user_added(event: e.UserAdded, values: Values) -> str:
    role = word("role", event.role)
    added = message("{user} may record, as {role}", user=event.user, role=role)
    return line(added, values.get("name"))


def _user_left(event: e.UserLeft, _: Values) -> str:
    return message("{user} records no longer", user=event.user)


def _plan_recorded(event: e.PlanRecorded, values: Values) -> str:
    planned = plural(
        "{count} initiative, {amount} planned",
        "{count} initiatives, {amount} planned",
        count=len(event.initiatives),
        amount=Amount(sum(i.planned or 0 for i in event.initiatives)),
    )
    plan = message(
        "plan {school_year}, version {version}",
        school_year=event.school_year,
        version=event.version,
    )
    return line(plan, planned, values.get("study_day_theme"))


def _plan_approved(event: e.PlanApproved, _: Values) -> str:
    plan = message(
        "plan {school_year}, version {version}, approved by {approver}",
        school_year=event.school_year,
        version=event.version,
        approver=word("approver", event.by),
    )
    council = event.school_council and message(
        "school council: {heard}", heard=word("council", event.school_council)
    )
    return line(plan, council)


def _file_imported(event: e.FileImported, values: Values) -> str:
    came = message(
        "{rows} of a file ({format}): {events}",
        rows=plural("{count} row", "{count} rows", count=event.rows),
        format=word("format", event.format),
        events=plural("{count} event", "{count} events", count=event.events),
    )
    return line(came, values.get("name"))


SCHOOL: Words = {
    e.BookOpened: _book_opened,
    e.SchoolChanged: _school_changed,
    e.SchoolEnded: _school_ended,
    e.UserAdded: _user_added,
    e.UserLeft: _user_left,
    e.PlanRecorded: _plan_recorded,
    e.PlanApproved: _plan_approved,
    e.FileImported: _file_imported,
}
