"""The anchors of a log as a bundle or a book keeps them, and as a report tells them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct, field

from ledger.verify.windows import Late, Window


class Outside(Struct, frozen=True, kw_only=True):
    """What is kept of anchors, before any of it is checked.

    `places` names each proof, by the index of its event; `sizes` are the sizes that
    these names say; `surplus` are proofs of an event that has one already. `read` gives
    a proof by that index, and `head` the kept head of a size, None where there is none.
    """

    places: Mapping[int, str]
    read: Callable[[int], bytes]
    head: Callable[[int], bytes | None]
    sizes: Mapping[int, int] = {}
    surplus: tuple[str, ...] = ()


class Anchor(Struct, frozen=True, kw_only=True):
    """An anchor that the log records, by the number of its event.

    `held` says that the verifier's own witnesses or certificates vouch for it, `at`
    and `by` when and who; `why` says why not. `root` is that of the head in base64.
    """

    number: int
    kind: str
    size: int
    root: str | None
    on: dt.date | None
    held: bool = False
    at: str | None = None
    by: list[str] = []
    why: str | None = None


class Dated(Struct, frozen=True):
    """What a report says about time: anchors, windows, late entries."""

    anchors: list[Anchor] = []
    windows: list[Window] = []
    late: Late = field(default_factory=Late)


def proofs_in(names: Iterable[str], *, folder: str) -> tuple[dict[int, int], list[str]]:
    """Read names of proofs, `<size>-<n>`: sizes by index, and those that come twice."""
    sizes: dict[int, int] = {}
    surplus = []
    for name in names:
        size, _, n = name.removeprefix(folder).partition("-")
        if int(n) in sizes:
            surplus.append(name)
        else:
            sizes[int(n)] = int(size)
    return sizes, surplus
