"""Bundles of several schools, as those come together at whoever verifies them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from msgspec import structs

from fixtures.books import OPENED, build
from fixtures.every_kind import KEY
from fixtures.repacking import AGENT
from ledger.book.exporting import Making, export
from ledger.bundle.redaction import units_of
from ledger.commands import RecordExpense, Wish
from ledger.keys import generate
from tests.cli.terminal import Terminal

BUS = {"supplier": "De Bus NV", "invoice": "F 77"}


def spent(ref: str, amount: int, **given: Any) -> RecordExpense:  # noqa: ANN401
    """An expense of so many cents."""
    return RecordExpense(
        ref=ref,
        on=dt.date(2025, 3, 12),
        amount=amount,
        category="travel",
        beneficiary="team",
        **given,
    )


def origin(school: str, log: int = 0) -> str:
    return f"verantwoord/{school}/{log:016x}"


def bundle(
    folder: Path, name: str, *, wishes: Iterable[Wish] = (), redact: Sequence[str] = ()
) -> Path:
    """A bundle `NAME` of the school that its first six signs name; `-1` its log."""
    school, log = name[:6], int(name.partition("-")[2][:1] or 0)
    key = generate(origin(school, log), KEY.seed)
    opened = structs.replace(
        OPENED, school=school, origin=origin(school, log), key=key.vkey, name=None
    )
    book, target = folder / f"{name}.book", folder / f"{name}.zip"
    build(book, wishes, opened=opened).close()
    making = Making(agent=AGENT, left_out=units_of(redact))
    export(book, target, key=key, making=making)
    book.unlink()
    return target


def group_of(terminal: Terminal, **schools: Sequence[Wish]) -> None:
    """Bundles by the names of schools, as `s030569=[spent(…)]`."""
    for name, wishes in schools.items():
        bundle(terminal.folder, name.removeprefix("s").replace("_", "-"), wishes=wishes)


def twice(terminal: Terminal, **given: Any) -> dict[str, Any]:  # noqa: ANN401
    """What comes back of two schools that claim one invoice, the second with these."""
    group_of(
        terminal,
        s030569=[spent("A", 21_000, **BUS)],
        s111111=[spent("B", 18_000, **{**BUS, **given})],
    )
    found: dict[str, Any] = terminal("verify 030569.zip 111111.zip --json").json
    return found
