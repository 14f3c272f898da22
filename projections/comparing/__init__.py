"""Two points in time, or two bundles: the events that came, figures before and after.

A *point* is a moment of recording (a date, meaning the end of that Brussels day; a
timestamp; `#17`), or, written `on:2025-06-30`, a day on which facts take effect. The
events of a point are those that count there, by the rule of `ledger.counting`.

    compare(Side("#16", view, None), Side("on:2025-06-30", other, day), today=today)
"""

from projections.comparing.difference import (
    Change,
    Difference,
    EventLine,
    Side,
    YearChange,
    compare,
)
from projections.comparing.points import parse_sides

__all__ = [
    "Change",
    "Difference",
    "EventLine",
    "Side",
    "YearChange",
    "compare",
    "parse_sides",
]
