"""The kinds of the journal: which fields each has, and records made into commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec
from msgspec.structs import FieldInfo, fields

from cli.intake.numbers import Raw, parse_iban
from cli.intake.values import bare, parse_value
from cli.nearest import meant, one_of
from ledger import commands as c
from ledger import values as v
from ledger.commands.wish import Target
from ledger.errors import LedgerError, UsageError
from ledger.messages import message
from ledger.values import DecisionGround

KINDS: dict[str, type[c.Wish]] = {
    str(kind.__struct_config__.tag): kind
    for kind in (
        c.RecordOpening,
        c.RecordAllocation,
        c.RecordAdjustment,
        c.ReceiveTranche,
        c.RecordExpense,
        c.RecordLink,
        c.WithdrawLink,
        c.RecordPayment,
        c.ReverseFact,
        c.RecordRecovery,
        c.PayRefund,
        c.RecordDecision,
        c.AttachDocument,
        c.RecordPlan,
        c.ApprovePlan,
        c.CloseYear,
        c.ReopenYear,
        c.ChangeSchool,
        c.EndSchool,
    )
}
"""What a record of the journal may be, by the word that it says."""

W = TypeVar("W", bound=c.Wish)

IBANS = {"iban", "supplier_iban"}


class Field(msgspec.Struct, frozen=True):
    """A field of a kind: its name in the journal, its type, and whether it must be."""

    name: str
    hint: Any
    required: bool


_fields: dict[type, dict[str, Field]] = {}


def fields_of(kind: type[msgspec.Struct]) -> dict[str, Field]:
    """Give the fields of a kind by name, required ones first."""
    if kind not in _fields:
        hints = get_type_hints(kind, include_extras=True)
        named = [_field(info, hints[info.name]) for info in fields(kind)]
        named.sort(key=lambda field: not field.required)
        _fields[kind] = {field.name: field for field in named}
    return _fields[kind]


def _field(info: FieldInfo, hint: Any) -> Field:
    return Field(info.name, hint, required=info.required)


def kind_of(word: Raw) -> type[c.Wish]:
    """Give the kind that a record names; raises `UsageError` with the nearest ones."""
    if isinstance(word, str) and word in KINDS:
        return KINDS[word]
    unknown = message("{word} is no kind of record", word=repr(word))
    raise UsageError(
        unknown if word else message("the line says no kind of record"),
        expected=one_of(KINDS),
        found=str(word),
        next_step=meant(str(word), KINDS),
    )


def parse_record(kind: type[W], given: Mapping[str, Raw]) -> W:
    """Make the command of a record; raises `FaultyFieldsError`, all fields at once."""
    if kind is c.RecordDecision:
        given = _with_known_ground(given)
    values, faults = parse_fields(kind, given)
    if faults:
        raise FaultyFieldsError(faults)
    return kind(**values)


def _with_known_ground(given: Mapping[str, Raw]) -> Mapping[str, Raw]:
    """Keep a ground in the verifier's own words as the sealed text of the decision."""
    ground, text = given.get("ground"), given.get("text")
    if not isinstance(ground, str) or not ground.strip():
        return given
    if ground.strip() in get_args(DecisionGround):
        return given
    worded = f"{ground}: {text}" if isinstance(text, str) else ground
    return {**given, "ground": "other", "text": worded}


class FaultyFieldsError(LedgerError):
    """Fields of one record that are wrong, by name."""

    def __init__(self, faults: dict[str, UsageError]) -> None:
        """`faults` is not empty."""
        super().__init__(message("the record has faulty fields"))
        self.faults = faults


def parse_fields(
    kind: type[msgspec.Struct], given: Mapping[str, Raw]
) -> tuple[dict[str, Any], dict[str, UsageError]]:
    """Parse the fields that are given; null and empty text mean unknown."""
    known = fields_of(kind)
    values: dict[str, Any] = {}
    faults: dict[str, UsageError] = {}
    for name, raw in given.items():
        if name not in known:
            faults[name] = unknown_field(name, known)
        elif raw is not None and raw != "":
            try:
                values[name] = parse_field(known[name], raw)
            except UsageError as fault:
                faults[name] = fault
    for name, field in known.items():
        if field.required and name not in values and name not in faults:
            faults[name] = UsageError(
                message("{name} is missing", name=name),
                expected=message("a value for {name}", name=name),
                found=message("nothing"),
            )
    return values, faults


def padded(kind: type[msgspec.Struct], given: Mapping[str, Raw]) -> Iterator[str]:
    """Yield the school numbers of a record that have fewer than six digits, in full."""
    for name, field in fields_of(kind).items():
        raw = given.get(name)
        parts = raw if isinstance(raw, list) else str(raw or "").split(",")
        if bare(field.hint) in (v.SchoolNumber, tuple[v.SchoolNumber, ...]):
            numbers = (str(part).strip() for part in parts)
            yield from (n.zfill(6) for n in numbers if n.isdigit() and n != n.zfill(6))


def padding(place: str, number: str) -> str:
    """Say that a school number was padded."""
    return message(
        "{place}: the school number was padded to {number}", place=place, number=number
    )


def parse_field(field: Field, raw: Raw) -> Any:
    """Make the value of a field; raises `UsageError`."""
    if field.name in IBANS:
        return parse_iban(raw)
    if field.name == "initiatives":
        return _initiatives(raw)
    if field.hint in (Target, Target | None):
        return _target(raw)
    return parse_value(field.hint, raw)


def _target(raw: Raw) -> str:
    try:
        return msgspec.convert(raw.strip() if isinstance(raw, str) else raw, Target)
    except msgspec.ValidationError:
        raise UsageError(
            message("this names no fact"),
            expected=message("the ref of a fact, as A, or its number, as #12"),
            found=f"{raw!r}",
        ) from None


def _initiatives(raw: Raw) -> tuple[c.PlannedInitiative, ...]:
    if not isinstance(raw, list) or not all(isinstance(item, dict) for item in raw):
        raise UsageError(
            message("initiatives are a list"),
            expected='[{"ref":"P1","name":"…"}]',
            found=f"{raw!r}",
        )
    return tuple(_initiative(item) for item in raw)


def _initiative(given: Mapping[str, Raw]) -> c.PlannedInitiative:
    values, faults = parse_fields(c.PlannedInitiative, given)
    for name, fault in faults.items():
        raise UsageError(
            message(
                "initiative {ref}, {name}: {fault}",
                ref=repr(given.get("ref", "?")),
                name=name,
                fault=fault.message,
            ),
            expected=fault.expected,
            found=fault.found,
            next_step=fault.next_step,
        )
    return c.PlannedInitiative(**values)


def unknown_field(name: str, known: Iterable[str]) -> UsageError:
    """Give the fault of a field that there is not, with the nearest ones."""
    known = list(known)
    return UsageError(
        message("there is no field {name!r} here", name=name),
        expected=one_of(known),
        found=name,
        next_step=meant(name, known, cutoff=0.6),
    )
