"""Record one fact, by the kinds of the journal; its options are the journal's keys."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click

from cli.asking import ask_for_missing
from cli.completing import one_of
from cli.helps import Group
from cli.intake.documents import document_name, media_type, read_document
from cli.intake.initiatives import initiative
from cli.intake.numbers import Raw
from cli.intake.values import bare
from cli.intake.wishes import (
    KINDS,
    FaultyFieldsError,
    Field,
    fields_of,
    padded,
    parse_record,
)
from cli.intake.words import choices_of, help_of
from cli.many import attach_folder, link_many
from cli.options import common_options, pass_surroundings
from cli.recording import record_one
from cli.surroundings import Surroundings
from cli.wording import first_fault, option
from ledger import commands as c
from ledger.errors import UsageError
from ledger.messages import message

HIDDEN = {"media_type", "content"}
"""Fields that a file gives, and no option."""


HELP: dict[type[c.Wish], str] = {
    c.AttachDocument: "Attach a document to a fact, or a folder of them to expenses."
}
"""What a kind is called here, where its own words are those of the ledger."""


class Kinds(Group):
    """The kinds of the journal, each a command with its fields as options."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the kinds, in the order in which a year goes."""
        return list(KINDS)

    def load(self, name: str) -> click.Command | None:
        """Make the command of a kind."""
        kind = KINDS.get(name)
        return command_of(name, kind) if kind else None


@click.command(cls=Kinds, no_args_is_help=True)
@common_options
def record() -> None:
    """Record one fact, by the kinds of the journal.

    Amounts are written as 1234,50 or 1.234,50; dates as 2025-03-31 or 31/03/2025.
    """


def command_of(word: str, kind: type[c.Wish]) -> click.Command:
    """Make the command that records one kind of fact."""

    @click.pass_context
    def callback(ctx: click.Context, /, **given: Any) -> None:
        ctx.invoke(pass_surroundings(_record), kind, given=given)

    options: list[click.Parameter] = [
        _option(kind, field)
        for field in fields_of(kind).values()
        if field.name not in HIDDEN
    ]
    said = HELP.get(kind, kind.__doc__)
    command = click.Command(word, callback=callback, params=options, help=said)
    for extra in (*_extras(kind), *_ALWAYS):
        command = extra(command)
    return common_options(command)


def _option(kind: type[c.Wish], field: Field) -> click.Option:
    text, hint = help_of(kind, field), bare(field.hint)
    if field.name == "initiatives":
        return click.Option(["--initiative", field.name], multiple=True, help=text)
    if hint is bool:
        names = f"{option(field.name)}/--not-{field.name}"
        return click.Option([names], default=None, help=text)
    complete = one_of(choices_of(field)) if choices_of(field) else None
    return click.Option(
        [option(field.name), field.name], help=text, shell_complete=complete
    )


def _extras(kind: type[c.Wish]) -> list[Any]:
    if kind is c.AttachDocument:
        file = click.Path(path_type=Path, readable=False)
        return [
            click.option("--path", type=file, help="The document, a file (required)."),
            click.option(
                "--folder", type=file, help="Match all files in it by invoice number."
            ),
        ]
    if kind is c.RecordLink:
        text = "Link every expense where FIELD=VALUE, such as initiative=P1."
        return [
            click.option("--where", multiple=True, metavar="FIELD=VALUE", help=text)
        ]
    return []


_ALWAYS = (
    click.option("--id", "command", help="Recording twice under one id records once."),
    click.option("--dry-run", is_flag=True, help="Show what would be recorded."),
)


def _record(here: Surroundings, kind: type[c.Wish], *, given: dict[str, Any]) -> None:
    command, dry_run = given.pop("command"), given.pop("dry_run")
    record: dict[str, Raw] = {
        n: raw for n, raw in given.items() if raw not in (None, ())
    }
    if "initiatives" in record:
        record["initiatives"] = [initiative(text) for text in given["initiatives"]]
    where, folder = given.get("where"), record.pop("folder", None)
    if command is not None and (where or folder):
        raise UsageError(message("--id names one command, not many"), place="--id")
    if where:
        del record["where"]
        link_many(here, where, record=record, dry_run=dry_run)
    elif folder:
        attach_folder(here, Path(str(folder)), record=record, dry_run=dry_run)
    else:
        wish = make_wish(here, kind, record=record)
        record_one(here, wish, command=_command_id(command), dry_run=dry_run)


def make_wish(
    here: Surroundings, kind: type[c.Wish], *, record: dict[str, Raw]
) -> c.Wish:
    """Make the command of a kind; asks for what is missing at a terminal."""
    if here.asks:
        record = ask_for_missing(here, kind, record=record)
    if kind is c.AttachDocument:
        record = _with_file(record)
    for number in padded(kind, record):
        here.say(message("the school number was padded to {number}", number=number))
    try:
        return parse_record(kind, record)
    except FaultyFieldsError as faults:
        raise first_fault(faults) from None


def _with_file(record: dict[str, Raw]) -> dict[str, Raw]:
    path = record.pop("path", None)
    if not path:
        raise UsageError(
            message("--{name} is missing", name="path"),
            expected=message("the document"),
            place="--path",
        )
    file = Path(str(path))
    content = read_document(file)
    found = media_type(content, file.name)
    return {
        "name": document_name(file),
        **record,
        "media_type": found,
        "content": content,
    }


def _command_id(text: str | None) -> str | None:
    if text is None:
        return None
    from hashlib import sha256

    fits = re.fullmatch("[0-9a-f]{32}", text)
    return text if fits else sha256(text.encode()).hexdigest()[:32]
