"""What a book needs of the world: a clock, chance, and patience."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from msgspec import Struct


class World(Struct, frozen=True):
    """The world, as a book sees it.

    `now` gives an aware moment, `random` so many fresh bytes; `sleep` waits so many
    seconds. `patience` is how many seconds one attempt to take the book waits for
    others who hold it; there are a few attempts.
    """

    now: Callable[[], dt.datetime]
    random: Callable[[int], bytes]
    sleep: Callable[[float], None]
    patience: float = 5.0
