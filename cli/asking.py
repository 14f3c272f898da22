"""Ask for what is missing, where somebody sits at the terminal who can answer."""

from __future__ import annotations

import click

from cli.confirming import confirm
from cli.intake.initiatives import initiative
from cli.intake.numbers import Raw
from cli.intake.wishes import Field, fields_of, parse_field
from cli.intake.words import choices_of, told_help
from cli.surroundings import Surroundings
from ledger import commands as c
from ledger.errors import UsageError
from ledger.messages import joined, message

BACK = "<"
PATH = Field("path", str, required=True)
INITIATIVES = fields_of(c.RecordPlan)["initiatives"]


def ask_for_missing(
    here: Surroundings, kind: type[c.Wish], *, record: dict[str, Raw]
) -> dict[str, Raw]:
    """Ask for the required fields that are missing; `<` goes back to the one before.

    Where anything was asked, the whole entry is shown, and recorded only when that is
    confirmed.
    """
    missing = _missing(kind, record)
    if not missing:
        return record
    answers: dict[str, Raw] = {}
    position = 0
    while position < len(missing):
        field = missing[position]
        answer = _ask(here, kind, field=field)
        if answer == BACK:
            position = max(0, position - 1)
            continue
        answers[field.name] = answer
        position += 1
    entry = {**record, **answers}
    for name, value in entry.items():
        here.say(message("  {field}: {value}", field=name, value=_shown(value)))
    nothing = message("nothing was recorded")
    confirm(here, message("Record this?"), otherwise=nothing, default=True)
    return entry


def _shown(value: Raw) -> str:
    if not isinstance(value, list):
        return str(value)
    return " | ".join("; ".join(f"{n}={x}" for n, x in item.items()) for item in value)


def _missing(kind: type[c.Wish], record: dict[str, Raw]) -> list[Field]:
    fields = [
        f for f in fields_of(kind).values() if f.required and f.name not in record
    ]
    if kind is c.AttachDocument:
        of_file = {"name", "media_type", "content"}
        fields = [field for field in fields if field.name not in of_file]
        if "path" not in record:
            fields.append(PATH)
    return fields


def _ask(here: Surroundings, kind: type[c.Wish], *, field: Field) -> Raw:
    if field.name == "initiatives":
        return _ask_for_initiatives(here)
    hint = _hint(here, kind, field=field)
    while True:
        answer: str = click.prompt(f"{field.name} ({hint})", err=True)
        if answer == BACK or field is PATH or _fits(here, field, answer=answer):
            return answer


def _hint(here: Surroundings, kind: type[c.Wish], *, field: Field) -> str:
    if field is PATH:
        return here.tell(message("the document"))
    return told_help(kind, field, tell=here.tell)


def _ask_for_initiatives(here: Surroundings) -> Raw:
    given: list[dict[str, str]] = []
    while True:
        asked = message(
            "initiative {number} (ref=P1; name=…; empty where that is all)",
            number=len(given) + 1,
        )
        answer: str = click.prompt(
            here.tell(asked), default="", show_default=False, err=True
        )
        if answer == BACK:
            return answer
        if not answer:
            return given
        try:
            parsed = initiative(answer)
            parse_field(INITIATIVES, [parsed])
        except UsageError as fault:
            _say(here, fault)
        else:
            given.append(parsed)


def _fits(here: Surroundings, field: Field, *, answer: str) -> bool:
    try:
        parse_field(field, answer)
    except UsageError as fault:
        _say(here, fault)
        return False
    choices = choices_of(field)
    if choices and answer.strip() not in choices:
        said = message("that is none of them")
        _say(here, UsageError(said, expected=", ".join(choices)))
        return False
    return True


def _say(here: Surroundings, fault: UsageError) -> None:
    said = message(
        "{fault}; expected {expected}", fault=fault.message, expected=fault.expected
    )
    here.say(joined("", ("  ", said if fault.expected else fault.message)))
