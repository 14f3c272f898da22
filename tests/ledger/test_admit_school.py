"""What a book refuses of its school: its opening, its people, its plans."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from ledger import commands as c
from ledger import events as e
from tests.ledger.memory_book import (
    ORIGIN,
    SCHOOL,
    MemoryBook,
    opened_book,
    refused,
    refused_event,
)
from tests.ledger.worked_example import day, example_book, expense

SEALED = f"{'A' * 43}="
OPEN = c.OpenBook(origin=ORIGIN, school=SCHOOL, level="primary", user_name="Els")
PLAN = c.RecordPlan(
    school_year="2024-2025",
    on=day("2024-10-01"),
    initiatives=(c.PlannedInitiative(ref="P1"), c.PlannedInitiative(ref="P2")),
)
APPROVAL = c.ApprovePlan(
    school_year="2024-2025", on=day("2024-10-15"), by="local-committee"
)


def planned_book(versions: int = 1) -> MemoryBook:
    book = opened_book()
    for _ in range(versions):
        book.record(PLAN)
    return book


# The book and its people.


def test_a_book_is_opened_once() -> None:
    assert refused(opened_book(), OPEN).message == "the book is open already"


def test_the_first_event_opens_the_book() -> None:
    error = refused(MemoryBook(), c.AddUser(name="Jan"))
    assert error.message == "the first event of a book must open it"


def test_the_origin_of_a_book_names_its_school() -> None:
    error = refused(MemoryBook(), replace(OPEN, school="012345"))
    assert error.message == f"the origin {ORIGIN} is not of school 012345"


def test_the_key_of_a_book_has_the_name_of_its_origin() -> None:
    book = MemoryBook()
    error = refused(book, replace(OPEN, key=f"verantwoord/012345/0+{'0' * 8}+AQ"))
    assert error.message == "the key of a log has the name of its origin"
    assert (error.expected, error.found) == (ORIGIN, "verantwoord/012345/0")
    assert len(book.record(replace(OPEN, key=f"{ORIGIN}+{'0' * 8}+AQ"))) == 3


@pytest.mark.parametrize(
    ("by", "message"),
    [("u3", "user u3 is not known to the book"), ("u2", "user u2 has left")],
)
def test_only_a_user_who_has_not_left_records(by: str, message: str) -> None:
    book = opened_book()
    book.record(c.AddUser(name="Jan"))
    book.record(c.RemoveUser(user="u2"))
    book.by = by
    error = refused(book, expense("A", "2025-03-12", amount=5, category="travel"))
    assert error.message == message
    assert error.expected == "a user of the book who has not left"
    assert error.found == by


def test_a_book_is_opened_by_its_first_user() -> None:
    book = MemoryBook()
    book.by = "u2"
    assert refused(book, OPEN).found == "u2"


def test_the_last_one_who_may_record_does_not_leave() -> None:
    book = opened_book()
    wish = c.RemoveUser(user="u1")
    assert refused(book, wish).message == "u1 is the last one who may record"
    book.record(c.AddUser(name="Jan"))
    book.record(wish)
    assert refused(book, wish).message == "user u1 has left"
    book.by = "u2"
    error = refused(book, wish)
    assert error.message == "u1 is no user who records"
    assert (error.expected, error.found) == ("u2", "u1")
    assert refused(book, replace(wish, user="u3")).found == "u3"


def test_codes_of_users_are_given_out_in_order() -> None:
    book = opened_book()
    for code in ("u1", "u3"):
        error = refused_event(
            book, e.UserAdded(user=code, role="head", name=SEALED), stream="school"
        )
        assert (error.expected, error.found) == ("u2", code)
    book.record(c.AddUser(name="Jan"))
    book.record(c.RemoveUser(user="u2"))
    added = book.record(c.AddUser(name="Jan"))[0].event
    assert isinstance(added, e.UserAdded)
    assert added.user == "u3"


# Plans and approvals.


def test_versions_of_a_plan_follow_each_other() -> None:
    book = planned_book()
    for version in (1, 3):
        error = refused(book, replace(PLAN, version=version))
        assert error.message == "the next version of the plan 2024-2025 is 2"
        assert (error.expected, error.found) == ("2", str(version))
    book.record(replace(PLAN, version=2))
    book.record(replace(PLAN, school_year="2025-2026", version=1))


@pytest.mark.parametrize("school_year", ["2024-2024", "2024-2026", "2025-2024"])
def test_a_school_year_is_of_two_years_in_a_row(school_year: str) -> None:
    error = refused(opened_book(), replace(PLAN, school_year=school_year))
    first = int(school_year[:4])
    assert error.message == f"{school_year} is no school year"
    assert (error.expected, error.found) == (f"{first}-{first + 1}", school_year)


def test_an_initiative_has_a_ref_of_its_own_in_a_plan() -> None:
    twice = (*PLAN.initiatives, c.PlannedInitiative(ref="P1"))
    error = refused(opened_book(), replace(PLAN, initiatives=twice))
    assert error.message == "the plan names the initiative 'P1' twice"
    assert error.found == "P1"


def test_only_a_version_that_was_recorded_is_approved() -> None:
    book = planned_book(2)
    error = refused(book, replace(APPROVAL, version=3))
    assert error.message == "the book has no plan 2024-2025, version 3"
    assert (error.expected, error.found) == ("a version up to 2", "version 3")
    error = refused(book, replace(APPROVAL, school_year="2025-2026"))
    assert error.expected == "a plan of that year"


def test_a_version_is_approved_once() -> None:
    book = planned_book(2)
    book.record(APPROVAL)
    error = refused(book, APPROVAL)
    assert error.message == "plan 2024-2025, version 2, is approved already"
    assert error.found == "approved on 2024-10-15"
    book.record(replace(APPROVAL, version=1))


def test_an_approval_is_undone_as_a_whole_and_once() -> None:
    book = planned_book()
    approval = book.record(APPROVAL)[0]
    undo = c.ReverseFact(of=f"#{approval.n + 1}", ground="error", amount=5)
    undone = book.record(undo)[0]
    assert isinstance(undone.event, e.ReversalRecorded)
    assert undone.event.amount is None
    assert undone.stream == "school"
    error = refused(book, undo)
    assert error.message == f"the approval #{approval.n + 1} is undone already"
    again = book.record(APPROVAL)[0]
    event = replace(undone.event, of=again.n, amount=5)
    message = f"event #{again.n + 1} is not an approval"
    assert refused_event(book, event, stream="school").message == message


@pytest.mark.parametrize("n", [0, 3, 99])
def test_nothing_else_of_the_school_is_undone(n: int) -> None:
    event = e.ReversalRecorded(
        of=n, on=day("2026-01-01"), amount=None, ground="error", reason=SEALED
    )
    message = f"event #{n + 1} is not an approval"
    assert refused_event(planned_book(), event, stream="school").message == message


def test_an_approval_that_is_undone_leaves_the_other_version_approved() -> None:
    book = planned_book(versions=2)
    for version in (1, 2):
        book.record(replace(APPROVAL, version=version))
    latest = max(book.state.approvals)
    book.record(c.ReverseFact(of=f"#{latest + 1}", ground="error"))
    first, second = book.state.plans["2024-2025"]
    assert first.approval is not None
    assert second.approval is None


# Documents and files.


@pytest.mark.parametrize("of", ["#4", "#5", "plan-2024-2025", "approval-2024-2025"])
def test_a_document_belongs_to_a_plan_or_its_approval(of: str) -> None:
    book = planned_book()
    book.record(APPROVAL)
    wish = c.AttachDocument(
        of=of, kind="approval", name="v.pdf", media_type="application/pdf", content=b"%"
    )
    (leaf,) = book.record(wish)
    assert leaf.stream == "school"
    assert [(each.n, each.event) for each in book.state.documents] == [
        (leaf.n, leaf.event)
    ]
    error = refused(book, replace(wish, of="#1"))
    assert error.message == "event #1 takes no documents"


def test_a_file_names_only_events_that_came_from_it() -> None:
    book = opened_book()
    event = e.FileImported(rows=3, events=4, format="csv", name=SEALED, digest=SEALED)
    message = "the file names events that did not come from it"
    assert refused_event(book, event, stream="school").message == message
    for wrong in ({"events": 3}, {"rows": 0, "events": 2}, {"rows": 1, "events": 0}):
        error = refused_event(book, replace(event, **wrong), stream="school")
        assert error.message == message
    book.take(book.leaf(replace(event, events=2), "school"))
    assert book.state.imports == [(1, 3)]
    again = refused_event(book, replace(event, events=2), stream="school")
    assert again.message == message


def test_no_event_came_from_two_files() -> None:
    book = opened_book()
    event = e.FileImported(rows=1, events=2, format="csv", name=SEALED, digest=SEALED)
    book.take(book.leaf(event, "school"))
    message = "the file names events that did not come from it"
    for _ in range(2):
        book.record(c.AddUser(name="Jan"))
        too_many = refused_event(book, event, stream="school")
        assert too_many.message == message
        book.take(book.leaf(replace(event, events=1), "school"))
    assert book.state.imports == [(1, 3), (4, 5), (6, 7)]


def test_a_fact_of_a_year_is_no_fact_of_the_school() -> None:
    event = example_book().leaves[7].event
    message = "this kind of fact belongs to a budget year"
    assert refused_event(example_book(), event, stream="school").message == message
