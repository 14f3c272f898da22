"""Ask a question of yes or no, in the language of the call."""

from __future__ import annotations

import click

from cli.surroundings import Surroundings
from ledger.errors import DeclinedError
from ledger.messages import message, term

YES, NO = term("answer", "yes"), term("answer", "no")
_ALWAYS = {"y": True, "yes": True, "n": False, "no": False}
"""The answers of English are understood in every language."""


def confirm(
    here: Surroundings, question: str, *, otherwise: str, default: bool = False
) -> None:
    """Ask until it is answered; raises `DeclinedError` where the answer is no.

    `otherwise` says what comes of it then.
    """
    yes, no = here.tell(YES), here.tell(NO)
    known = {**_ALWAYS, yes: True, yes[0]: True, no: False, no[0]: False}
    letters = (yes[0].upper(), no[0]) if default else (yes[0], no[0].upper())
    asked = f"{here.tell(question)} [{'/'.join(letters)}]"
    while True:
        given: str = click.prompt(asked, default="", show_default=False, err=True)
        answer = known.get(given.strip().casefold()) if given.strip() else default
        if answer is not None:
            break
        here.say(message("answer {yes} or {no}", yes=yes, no=no))
    if not answer:
        raise DeclinedError(otherwise)
