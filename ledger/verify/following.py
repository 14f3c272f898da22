"""Step 12, for leaves of which each follows the one before: many at a time.

Nearly every batch of nearly every log is such a one. Where it is not, `log.LogCheck`
goes through it line by line, and says what is wrong.
"""

from __future__ import annotations

import datetime as dt
import operator
from itertools import pairwise, starmap

from msgspec import Struct, field

from ledger.days import brussels_day
from ledger.errors import MalformedError
from ledger.events import Leaf


class Counted(Struct):
    """What the next line has to follow: its index, the moment and command before it.

    `ids` are the commands so far, `versions` those of the last event of each stream.
    """

    n: int = 0
    at: str = ""
    id: str = ""
    ids: set[bytes] = field(default_factory=set)
    versions: dict[str, int] = field(default_factory=dict)


def follow(counted: Counted, leaves: list[Leaf]) -> list[dt.date] | None:
    """Go on over leaves that follow, and give the Brussels day of each.

    Where one of them does not follow, None is given, and `counted` is left as it was.
    """
    moments = [counted.at, *[leaf.at for leaf in leaves]]
    commands = _begun(counted, leaves)
    versions = _continued(counted, leaves)
    days = _days(moments[1:])
    if commands is None or versions is None or days is None:
        return None
    end = counted.n + len(leaves)
    counts_on = [leaf.n for leaf in leaves] == list(range(counted.n, end))
    if not counts_on or not all(starmap(operator.le, pairwise(moments))):
        return None
    counted.n, counted.at, counted.id = end, moments[-1], leaves[-1].id
    counted.ids |= commands
    counted.versions = versions
    return days


def _begun(counted: Counted, leaves: list[Leaf]) -> set[bytes] | None:
    """Give the commands that begin in these leaves, None where one was there before."""
    ids = pairwise([counted.id, *[leaf.id for leaf in leaves]])
    begun = [bytes.fromhex(later) for earlier, later in ids if later != earlier]
    known = set(begun)
    once = len(known) == len(begun) and counted.ids.isdisjoint(known)
    return known if once else None


def _continued(counted: Counted, leaves: list[Leaf]) -> dict[str, int] | None:
    versions = counted.versions.copy()
    for leaf in leaves:
        stream, version = leaf.stream, leaf.version
        if versions.get(stream, 0) + 1 != version:
            return None
        versions[stream] = version
    return versions


def _days(moments: list[str]) -> list[dt.date] | None:
    # The day is the same for a whole hour.
    hours = [moment[:13] for moment in moments]
    try:
        days = {hour: brussels_day(hour) for hour in set(hours)}
    except MalformedError:
        return None
    return [days[hour] for hour in hours]
