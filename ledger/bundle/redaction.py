"""What a bundle may leave out, by units: a kind of sealed value, or the documents.

A unit is `<type>.<slot>`, such as `expense-recorded/1.supplier`; of what stands in a
list it has no position (`plan-recorded/1.initiatives/name`). `documents` are the files
that were attached. People name a unit shorter: `supplier` is that slot of every type,
`expense-recorded.supplier` that of one; `names` and `all` stand for many units.

    units_of(["supplier"]) == frozenset({"expense-recorded/1.supplier"})
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Final, get_args

from msgspec import Struct

from ledger.errors import UsageError
from ledger.events import (
    DocumentAttached,
    Event,
    Initiative,
    PlanRecorded,
    type_name,
)
from ledger.messages import Message, message
from ledger.sealed import sealed_fields

DOCUMENTS: Final = "documents"
ALL: Final = "all"
NAMES: Final = "names"
FULL: Final = "full"
REDACTED: Final = "redacted"

KINDS: Final[tuple[type[Struct], ...]] = get_args(Event)
_LISTED = "initiatives/"
_position = re.compile(r"(?<=/)[0-9]+/")


@lru_cache(maxsize=1024)
def unit_of(kind: type[Struct], slot: str) -> str:
    """Name the unit that a slot of a type of event belongs to."""
    return f"{type_name(kind)}.{_position.sub('', slot)}"


def _slots_of(kind: type) -> Iterator[str]:
    yield from sealed_fields(kind)
    if kind is PlanRecorded:
        yield from (f"{_LISTED}{name}" for name in sealed_fields(Initiative))


_BY_KIND: Final = {kind: tuple(_slots_of(kind)) for kind in KINDS}
UNITS: Final = frozenset(
    {f"{type_name(kind)}.{slot}" for kind, slots in _BY_KIND.items() for slot in slots}
    | {DOCUMENTS}
)
"""Every unit that there is."""

_DIGEST: Final = unit_of(DocumentAttached, "digest")

_NAMING: Final = (
    "user-added.name",
    "expense-recorded.supplier",
    "expense-recorded.supplier_number",
    "expense-recorded.supplier_iban",
    "school-changed.iban",
    "document-attached.name",
    "file-imported.name",
    "bank_reference",
    DOCUMENTS,
)
"""What names people, or lets them be found. Free text may as well, and is not here."""


def units_of(fields: Iterable[str]) -> frozenset[str]:
    """Give the units that people mean by `fields`.

    Raises `UsageError` for a field that is none, and names the nearest ones. Where no
    digest says whose a document is, the documents are left out with the digests.
    """
    units: set[str] = set()
    for field in fields:
        units.update(_units_of(field))
    if _DIGEST in units:
        units.add(DOCUMENTS)
    return frozenset(units)


def _units_of(field: str) -> Collection[str]:
    if field == ALL:
        return UNITS
    if field == NAMES:
        return units_of(_NAMING)
    found = [unit for unit in UNITS if field in _names_of(unit)]
    if not found:
        raise _no_such_field(field)
    return found


def _names_of(unit: str) -> tuple[str, ...]:
    """Give the unit, the same without its version, and its slot."""
    kind, _, slot = unit.partition(".")
    return (unit, f"{kind.partition('/')[0]}.{slot}", slot) if slot else (unit,)


def _no_such_field(field: str) -> UsageError:
    known = sorted({name for unit in UNITS for name in _names_of(unit)[1:] or (unit,)})
    from difflib import get_close_matches

    near = get_close_matches(field, [ALL, NAMES, *known], n=5, cutoff=0.65)
    slots = sorted({_names_of(unit)[-1] for unit in UNITS})
    return UsageError(
        message("no event has a sealed field {field!r}", field=field),
        expected=", ".join(near or [NAMES, ALL, *slots]),
        found=field,
        next_step=message("see what each event holds in docs/format.md"),
    )


def slots_left_out(kind: type, units: Collection[str]) -> frozenset[str]:
    """Give the slots of a type that are left out, those in lists without position."""
    return frozenset(
        slot for slot in _BY_KIND[kind] if f"{type_name(kind)}.{slot}" in units
    )


def without_position(slot: str) -> str:
    """Give a slot as units have it: `initiatives/name` for `initiatives/0/name`."""
    return _position.sub("", slot)


def fault_of(mode: str, units: tuple[str, ...]) -> Message | None:
    """Say why what a bundle says of its redaction cannot be so, None where it can."""
    if mode not in {FULL, REDACTED}:
        return message("the mode of a bundle is full or redacted")
    if (mode == FULL) is bool(units):
        return message("a full bundle leaves nothing out, a redacted one says what")
    if list(units) != sorted(set(units)):
        return message("what is left out is a sorted list, each unit once")
    if unknown := [unit for unit in units if unit not in UNITS]:
        return message("{unit!a:.100} is nothing that can be left out", unit=unknown[0])
    if _DIGEST in units and DOCUMENTS not in units:
        return message("documents are left out where their digests are")
    return None
