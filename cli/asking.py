"""Ask for what is missing, where somebody sits at the terminal who can answer."""

from __future__ import annotations

from typing import get_args

import click

from cli.intake.values import Raw, bare, parse_value
from cli.intake.wishes import Field, fields_of
from cli.surroundings import Surroundings
from ledger import commands as c
from ledger.errors import UsageError

BACK = "<"


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
        answer = _ask(missing[position])
        if answer == BACK:
            position = max(0, position - 1)
            continue
        answers[missing[position].name] = answer
        position += 1
    entry = {**record, **answers}
    for name, value in entry.items():
        here.say(f"  {name}: {value!s}")
    click.confirm("Record this?", default=True, abort=True, err=True)
    return entry


def _missing(kind: type[c.Wish], record: dict[str, Raw]) -> list[Field]:
    fields = [
        f for f in fields_of(kind).values() if f.required and f.name not in record
    ]
    if kind is c.AttachDocument:
        of_file = {"name", "media_type", "content"}
        fields = [field for field in fields if field.name not in of_file]
        if "path" not in record:
            fields.append(Field("path", str, required=True))
    return fields


def _ask(field: Field) -> str:
    words = get_args(bare(field.hint))
    is_choice = words and all(isinstance(word, str | int) for word in words)
    hint = f" ({', '.join(map(str, words))})" if is_choice else ""
    while True:
        answer: str = click.prompt(f"{field.name}{hint}", err=True)
        if answer == BACK or field.hint is str:
            return answer
        try:
            parse_value(field.hint, answer)
        except UsageError as fault:
            click.echo(f"  {fault.message}; expected {fault.expected}", err=True)
        else:
            return answer
