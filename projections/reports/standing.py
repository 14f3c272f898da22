"""The point in time at which a report stands, so that it can be made again."""

from __future__ import annotations

import base64
import datetime as dt

from msgspec import Struct

from ledger.days import brussels_day
from ledger.events import SchoolChanged
from ledger.note.fingerprint import fingerprint
from ledger.rules import Rules, RuleSet
from ledger.values import Level
from projections.view import BookView


class RulesUsed(Struct, frozen=True, kw_only=True):
    """A rule set that figures follow; `given` says that it is not the year's own.

    `settings` is all that it says.
    """

    id: str
    sha256: str
    title: str
    source: str
    semantics: int
    given: bool
    settings: RuleSet


class Stand(Struct, frozen=True, kw_only=True):
    """Whose book it is, and when: `events` and `root` are those at `known_at`.

    `day` is the day as of which tranches are late and tasks are due: `on`, else that of
    the last event. `last_at` is the moment of that event. `key` signs the log's heads,
    None where none does. `name` of the school is sealed, None where it is not known.
    """

    school: str
    name: str | None
    level: Level | None
    origin: str
    key: str | None
    on: dt.date | None
    known_at: str | None
    day: dt.date
    last_at: str
    events: int
    root: str
    fingerprint: str
    program: str

    @property
    def last_day(self) -> dt.date:
        """The Brussels day of the last event: what came later is not in the report."""
        return brussels_day(self.last_at)

    @property
    def is_forecast(self) -> bool:
        """Whether it is seen as of a day after the last event."""
        return self.day > self.last_day


def stand_of(view: BookView, *, on: dt.date | None, program: str) -> Stand:
    """Say at which point in time a view stands; `program` made the report."""
    day = on or brussels_day(view.state.last_at)
    return Stand(
        school=view.school(on),
        name=school_name(view, on),
        level=view.level_on(day),
        origin=view.origin,
        key=view.key,
        on=on,
        known_at=view.known_at.text if view.known_at else None,
        day=day,
        last_at=view.state.last_at,
        events=view.size,
        root=view.root,
        fingerprint=fingerprint(base64.b64decode(view.root)),
        program=program,
    )


def school_name(view: BookView, on: dt.date | None) -> str | None:
    """Give the name of the school as it was on a day, None where it is not known."""
    for n in sorted(view.state.school_facts, reverse=True):
        event = view.reader.leaf(n).event
        if isinstance(event, SchoolChanged) and not (
            on and event.valid_from and event.valid_from > on
        ):
            return view.values(n).get("name")
    return None


def rules_used(rules: Rules, *, own: Rules) -> RulesUsed:
    """Describe the rule set of a year; `own` is the one that the year names."""
    return RulesUsed(
        id=rules.set.id,
        sha256=rules.sha256,
        title=rules.set.title,
        source=rules.set.source,
        semantics=rules.set.semantics,
        given=rules.sha256 != own.sha256,
        settings=rules.set,
    )
