"""What a book needs of the world: a clock, randomness, and patience."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from msgspec import Struct


class World(Struct, frozen=True):
    """`now` gives an aware moment, `random` so many fresh bytes, `sleep` waits seconds."""

    now: Callable[[], dt.datetime]
    random: Callable[[int], bytes]
    sleep: Callable[[float], None]
