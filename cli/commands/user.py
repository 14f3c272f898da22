"""People who record in a book."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import click
from msgspec import Struct

from cli.completing import one_of
from cli.helps import Group
from cli.intake.values import parse_value
from cli.options import common_options, pass_surroundings
from cli.provenance import gone, provenance
from cli.recording import record_one
from cli.seeing import seen
from cli.surroundings import Surroundings
from ledger import values as v
from ledger.commands import AddUser, RemoveUser
from ledger.events import UserAdded
from ledger.messages import message
from projections.moment import PointInTime
from projections.terms import word


class Person(Struct, frozen=True):
    """Somebody who records, or recorded."""

    code: str
    name: str | None
    role: str
    left: bool


@click.group(cls=Group, no_args_is_help=True)
@common_options
def user() -> None:
    """People who record: add one, let one leave, list them."""


@user.command("add")
@click.argument("name")
@click.option(
    "--role",
    default="bookkeeper",
    help="bookkeeper, head, board or reviewer.",
    shell_complete=one_of(get_args(v.Role)),
)
@click.option("--dry-run", is_flag=True, help="Show what would be recorded.")
@common_options
@pass_surroundings
def add(here: Surroundings, /, name: str, role: str, dry_run: bool) -> None:
    """Let NAME record; the name is sealed, the code that is given is public."""
    wish = AddUser(name=parse_value(v.Text, name), role=parse_value(v.Role, role))
    record_one(here, wish, dry_run=dry_run)


@user.command("leave")
@click.argument("code")
@click.option("--dry-run", is_flag=True, help="Show what would be recorded.")
@common_options
@pass_surroundings
def leave(here: Surroundings, /, code: str, dry_run: bool) -> None:
    """Let the user with CODE (u2) record no longer."""
    wish = RemoveUser(user=parse_value(v.UserCode, code))
    record_one(here, wish, dry_run=dry_run)


@user.command("list")
@common_options
@pass_surroundings
def list_users(here: Surroundings, /) -> None:
    """List who may record, and who left."""
    with seen(here, PointInTime()) as view:
        people = [
            Person(u.code, view.values(u.n).get("name"), u.role, u.left)
            for u in view.state.users.values()
        ]
        absent = here.tell(gone(view, UserAdded, slot="name"))
        source = list(provenance(view))
    here.answer(
        {"users": people}, lambda: [*_lines(here, people, absent=absent), *source]
    )


def _lines(here: Surroundings, people: list[Person], *, absent: str) -> Iterator[str]:
    for person in people:
        role = here.tell(word("role", person.role))
        name = person.name or absent
        left = f"  {here.tell(message('(left)'))}" if person.left else ""
        yield f"{person.code}  {role}  {name}{left}"
