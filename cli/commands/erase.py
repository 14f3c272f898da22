"""Erase personal data behind a sealed field, or a document; the event stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, get_args

import click
from msgspec import structs

from cli.completing import one_of
from cli.confirming import confirm
from cli.intake.values import parse_option, parse_value
from cli.options import common_options, pass_surroundings
from cli.printing import wrapped
from cli.recording import user_code
from cli.surroundings import Surroundings
from ledger import values as v
from ledger.book.erasing import Erased, erase
from ledger.commands import EraseData
from ledger.commands.wish import Target
from ledger.errors import UsageError
from ledger.messages import message

SHOWN_MAX = 10
NOT_REACHED: tuple[str, ...] = (
    message("backups, and copies of the book: erase there too, or throw them away"),
    message("bundles and hand-outs that others have: ask them for theirs"),
    message("the files that it was read from: journals, sheets, scans"),
    message(
        "what a disk keeps of files that were overwritten (an SSD, a journal, a"
        " snapshot)"
    ),
)
"""What an erasure does not reach; docs/privacy.md says more."""


class Told(Erased, frozen=True, kw_only=True):
    """What was erased, what holds the same still, and what is not reached."""

    dry_run: bool
    not_reached: tuple[str, ...] = NOT_REACHED


@click.command("erase")
@click.argument("fact")
@click.option(
    "--value", "slots", multiple=True, metavar="SLOT", help="A sealed value of it."
)
@click.option("--document", is_flag=True, help="The document that it attached.")
@click.option("--all", "everything", is_flag=True, help="All that it still holds.")
@click.option(
    "--ground",
    required=True,
    help="request, retention, mistake or order.",
    shell_complete=one_of(get_args(v.ErasureGround)),
)
@click.option("--on", help="The day on which it was decided; today if left out.")
@click.option("--reason", help="Why, or whose request; sealed as well.")
@click.option("--yes", is_flag=True, help="Do not ask: it cannot be undone.")
@click.option("--dry-run", is_flag=True, help="Show what would be erased.")
@common_options
@pass_surroundings
def erase_command(
    here: Surroundings, /, *, yes: bool, dry_run: bool, **given: Any
) -> None:
    """Erase sealed values of FACT, or its document; the event stays.

    FACT is a ref or a #number. Its public fields stay as well, and so do the figures
    and every proof. What is not reached, and what to do there: docs/privacy.md.
    """
    wish = _wish(**given)
    book = here.book
    by = user_code(book)
    if not dry_run and not yes:
        _confirm(here, erase(book, wish, world=here.world, by=by, keep=False))
    done = erase(book, wish, world=here.world, by=by, keep=not dry_run)
    told = Told(**structs.asdict(done), dry_run=dry_run)
    here.answer(told, lambda: _lines(here, told))


def _wish(**given: Any) -> EraseData:
    if not (given["slots"] or given["document"] or given["everything"]):
        raise UsageError(
            message("it does not say what is to be erased"),
            expected=message("--value SLOT, --document or --all"),
            next_step=message(
                "see what there is with: verantwoord show event {fact!r}",
                fact=given["fact"],
            ),
        )
    return EraseData(
        of=parse_value(Target, given["fact"]),
        ground=parse_value(v.ErasureGround, given["ground"]),
        slots=tuple(parse_value(v.Slot, slot) for slot in given["slots"]),
        document=given["document"],
        everything=given["everything"],
        on=parse_option("--on", v.Day, raw=given["on"]) if given["on"] else None,
        reason=parse_value(v.Text, given["reason"]) if given["reason"] else None,
    )


def _confirm(here: Surroundings, would: Erased) -> None:
    if not here.asks:
        raise UsageError(
            message(
                "what is erased cannot be brought back, and nobody is here to be asked"
            ),
            expected="--yes",
            next_step=message("see what would go with --dry-run, then give --yes"),
        )
    asked = message(
        "Erase {what} of #{number}? It cannot be brought back.",
        what=_what(would),
        number=would.of,
    )
    confirm(here, asked, otherwise=message("nothing was erased"))


def _what(done: Erased) -> list[str]:
    return [*done.slots, *[message("the document")] * done.document]


def _lines(here: Surroundings, told: Told) -> Iterator[str]:
    for text in (_erased(told), *_stays(told)):
        yield from wrapped(here.tell(text))
    if not told.dry_run:
        yield message("not reached, and yours to look after:")
        for text in told.not_reached:
            yield from wrapped(f"- {here.tell(text)}")


def _erased(told: Told) -> str:
    what, of, number = _what(told), told.of, told.number
    if told.dry_run:
        return message(
            "would be erased (this was a dry run): {what} of #{of}; recorded as"
            " #{number}",
            what=what,
            of=of,
            number=number,
        )
    return message(
        "erased: {what} of #{of}; recorded as #{number}",
        what=what,
        of=of,
        number=number,
    )


def _stays(told: Told) -> Iterator[str]:
    if told.kept:
        yield message(
            "the content of the document stays: it is also that of {numbers}",
            numbers=[f"#{n}" for n in told.kept],
        )
    if told.stays:
        yield message("stays, as it is public: {what}", what=told.stays)
    if told.standing:
        places = _standing(told.standing)
        yield message("the same text still stands in: {places}", places=places)


def _standing(standing: Sequence[tuple[int, str]]) -> list[str]:
    shown: list[str] = [
        message("{slot} of #{number}", slot=slot, number=number)
        for number, slot in standing[:SHOWN_MAX]
    ]
    more = len(standing) - len(shown)
    return [*shown, message("and {count} more", count=more)] if more else shown
