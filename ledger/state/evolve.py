"""Fold an event into the state. It never refuses: what happened, happened.

The state that is given is changed and given back: copying a growing map for every event
would cost more than all the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ledger.events import (
    SCHOOL,
    AnchorRecorded,
    BookOpened,
    DataErased,
    DocumentAttached,
    Event,
    FileImported,
    KeyReplaced,
    KeyRotated,
    Leaf,
    Of,
    PlanApproved,
    PlanRecorded,
    ReversalRecorded,
    SchoolChanged,
    SchoolEnded,
    UserAdded,
    UserLeft,
    YearOpened,
)
from ledger.rules import FIRST_YEAR, Rules, rules_for, shipped
from ledger.state.book import INVOICE_SLOTS, BookState, User, YearState
from ledger.state.entries import Approval, Document, Erased, Plan
from ledger.state.evolve_year import evolve_year
from ledger.state.owing import fits


def evolve(state: BookState, leaf: Leaf, *, rules: Rules | None = None) -> BookState:
    """Fold one leaf into the state; `rules` stands in for the rule set that it names.

    The leaf must be one that names only facts that the state holds; what does not is
    left out, as a verifier has said so already.
    """
    event = leaf.event
    state.size = leaf.n + 1
    state.last_at = leaf.at
    state.versions[leaf.stream] = leaf.version
    if state.owed:
        settle(state, leaf)
    if leaf.stream == SCHOOL:
        _SCHOOL.get(type(event), _ignore)(state, leaf)
    elif isinstance(event, YearOpened):
        _open_year(state, event, rules=rules)
    else:
        year = state.years.get(int(leaf.stream))
        if year:
            evolve_year(year, leaf)
    return state


def evolve_stream(
    state: BookState, leaves: Iterable[Leaf], *, rules: Rules | None = None
) -> None:
    """Fold the leaves of one year, in order; what is owed is left as it is.

    It comes to what `evolve` of each comes to, and costs half of it.
    """
    leaf = year = None
    for leaf in leaves:
        if isinstance(leaf.event, YearOpened):
            _open_year(state, leaf.event, rules=rules)
            year = state.years.get(int(leaf.stream))
        elif year:
            evolve_year(year, leaf)
    if leaf:
        state.versions[leaf.stream] = leaf.version


def settle(state: BookState, leaf: Leaf) -> None:
    """Strike off what was owed and has now come (see `Owed`)."""
    if state.owed and fits(state.owed[0], leaf):
        del state.owed[0]


def _open_book(state: BookState, leaf: Of[BookOpened]) -> None:
    state.opened = leaf.event
    state.key = leaf.event.key
    if state.key:
        state.keys = {state.key: leaf.n}


def _change_key(state: BookState, leaf: Of[KeyRotated | KeyReplaced]) -> None:
    state.key = leaf.event.key
    state.keys.setdefault(state.key, leaf.n)


def _anchor(state: BookState, leaf: Of[AnchorRecorded]) -> None:
    state.anchors.setdefault(leaf.event, leaf.n)


def _erase(state: BookState, leaf: Of[DataErased]) -> None:
    event = leaf.event
    erased = state.erased.setdefault(event.of, Erased())
    erased.slots.update(dict.fromkeys(event.slots, leaf.n))
    if event.document:
        erased.document = leaf.n
    if not INVOICE_SLOTS.isdisjoint(event.slots):
        state.names.free_invoice(event.of)


def _change_school(state: BookState, leaf: Of[SchoolChanged]) -> None:
    state.school = leaf.event
    state.school_facts.add(leaf.n)


def _end_school(state: BookState, leaf: Of[SchoolEnded]) -> None:
    state.ended = leaf.event
    state.school_facts.add(leaf.n)


def _add_user(state: BookState, leaf: Of[UserAdded]) -> None:
    event = leaf.event
    state.users[event.user] = User(event.user, event.role, leaf.n)


def _remove_user(state: BookState, leaf: Of[UserLeft]) -> None:
    event = leaf.event
    if event.user in state.users:
        state.users[event.user].left = True


def _record_plan(state: BookState, leaf: Of[PlanRecorded]) -> None:
    event = leaf.event
    state.plans.setdefault(event.school_year, []).append(Plan(leaf.n, event))
    state.school_facts.add(leaf.n)
    state.names.claim_ref(f"plan-{event.school_year}", leaf.n)


def _approve_plan(state: BookState, leaf: Of[PlanApproved]) -> None:
    event = leaf.event
    approval = Approval(leaf.n, event)
    state.approvals[leaf.n] = approval
    state.school_facts.add(leaf.n)
    state.names.claim_ref(f"approval-{event.school_year}", leaf.n)
    plans = state.plans.get(event.school_year, [])
    if event.version <= len(plans):
        plans[event.version - 1].approval = approval


def _reverse_approval(state: BookState, leaf: Of[ReversalRecorded]) -> None:
    event = leaf.event
    approval = state.approvals.get(event.of)
    if approval is None:
        return
    approval.reversed = event
    plans = state.plans.get(approval.event.school_year, [])
    if approval.event.version <= len(plans):
        plans[approval.event.version - 1].approval = None


def _import_file(state: BookState, leaf: Of[FileImported]) -> None:
    event = leaf.event
    state.imports.append((leaf.n - event.events, leaf.n))


def _attach_to_school(state: BookState, leaf: Of[DocumentAttached]) -> None:
    state.documents.append(Document(leaf.n, leaf.event))


def _open_year(state: BookState, event: YearOpened, *, rules: Rules | None) -> None:
    # A year that no rule set is for was not admitted; folding it refuses nothing.
    chosen = rules or shipped(event.rules) or rules_for(max(event.year, FIRST_YEAR))
    state.years[event.year] = YearState(state, event.year, event, chosen)
    state.years_opened.add(event.year)


def _ignore(_state: BookState, _leaf: Of[Event]) -> None:
    """An event that does not belong here changes nothing; `admit` has said so."""


_SCHOOL: dict[type, Callable[[BookState, Any], None]] = {
    BookOpened: _open_book,
    SchoolChanged: _change_school,
    SchoolEnded: _end_school,
    UserAdded: _add_user,
    UserLeft: _remove_user,
    PlanRecorded: _record_plan,
    PlanApproved: _approve_plan,
    ReversalRecorded: _reverse_approval,
    FileImported: _import_file,
    DocumentAttached: _attach_to_school,
    KeyRotated: _change_key,
    KeyReplaced: _change_key,
    AnchorRecorded: _anchor,
    DataErased: _erase,
}
