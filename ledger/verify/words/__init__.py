"""What a check says to people: the warnings, and beside this file all the rest.

`grades` says what a grade means and what is not proven, `known` compares with heads
known before, `verdict` has the lines of an answer on the screen, `places` says where
something was found. A finding that is said in one place has its words there.
"""

from __future__ import annotations

from typing import Final

from ledger.messages import Message, message, plural, term

NOTHING: Final = term("expected", "nothing")
ABSENT: Final = term("found", "none")
UNSIGNED: Final = message("the signature of the key that the log names is missing")
NEWER_FORMAT: Final = message(
    "the bundle has a newer format than this program knows: install a newer version"
)
SEALED_UNCHECKED: Final = message("the sealed values of such events were not checked")
OTHER_HOW_TO: Final = message(
    "HOW-TO-VERIFY.txt is not the text of this version of the program: follow one from"
    " a place that you trust"
)
OTHER_PAGE: Final = message(
    "verify.html is not the page of this version of the program: take one from a place"
    " that you trust"
)
REPACKED: Final = message(
    "this bundle was packed anew by another program: ask for the file as it was"
    " exported"
)


def newer_type(name: str) -> Message:
    """Say that an event is of a type that is not known here."""
    return message(
        "the log holds events that this program does not know: read it with a newer"
        " version ({type})",
        type=name,
    )


def no_figures(why: str) -> Message:
    """Say why nothing was computed."""
    return message("figures were not computed: {why}", why=why)


def no_figures_of(year: str) -> Message:
    """Say that a year was left out."""
    return message(
        "figures were not computed for {year}: its rule set is not known", year=year
    )


def unchecked(names: list[str], *, folder: str) -> Message:
    """Say that files of a folder were not looked into; there is at least one."""
    return plural(
        "{folder}{names} was not checked, but for being whole",
        "{count} files below {folder} were not checked, but for being whole",
        count=len(names),
        folder=folder,
        names=names,
    )


def uncovered(count: int) -> Message:
    """Say that the last events of a book are under no head that was kept."""
    return plural(
        "no kept head covers the last event: make one with checkpoint",
        "no kept head covers the last {count} events: make one with checkpoint",
        count=count,
    )


def at(place: str, what: str) -> Message:
    """Say something of a place."""
    return message("{place}: {what}", place=place, what=what)
