"""The demonstration: each step is a command that one could type oneself."""

from __future__ import annotations

import datetime as dt
import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

import click

from cli.demo.samples import copy_samples
from cli.demo.tampering import tampered_copy
from cli.errors import failure_of, show_failure
from cli.options import common_options, pass_surroundings
from cli.surroundings import Surroundings
from ledger.errors import LedgerError, SurroundingsError
from ledger.messages import message
from ledger.money import Amount

SCHOOL = (
    "--school 030569 --level primary --kbo 0999.991.905 --iban 'BE94 1009 9900 1014'"
    " --name 'Gemeentelijke Basisschool De Zonnewijzer'"
)
SPRING_2025, JANUARY_2026, TODAY = (
    "2025-03-17T08:30:00Z",
    "2026-01-12T09:00:00Z",
    "2026-01-20T10:00:00Z",
)
BUNDLE = "zonnewijzer-2025.zip"
LINK_C = (
    "record link --expense C --activity 'Bezoek aan de proeftuin' --relevance"
    " 'De aanpak is besproken op de teamvergadering'"
)
LINK_E = (
    "record link --expense E --activity 'Vierde werkmoment met de kaarten'"
    " --relevance 'Alle graden hebben de set nu gebruikt'"
)
CAUGHT = 12
"""The code of a log that is not the one that was signed."""


@click.command()
@click.argument(
    "folder", default="demo", type=click.Path(path_type=Path, readable=False)
)
@common_options
@pass_surroundings
def demo(here: Surroundings, /, folder: Path) -> None:
    """Show the whole of it on a made-up school, in FOLDER (demo if left out).

    Two years are recorded, seen at three points in time, exported and verified; then
    one cent is changed, and caught. The clock is that of the story.
    """
    copy_samples(folder)
    # The story is for people: a program gets one document at the end.
    with _inside(folder), redirect_stdout(sys.stderr if here.json else sys.stdout):
        for step in (_record, _see, _prove, _tamper):
            step(here)
    end = message(
        "All of it lies in {folder}. Look around: cd {quoted}; verantwoord --help",
        folder=folder,
        quoted=shlex.quote(str(folder)),
    )
    document = {"folder": str(folder), "bundle": BUNDLE, "caught": CAUGHT}
    here.answer(document, lambda: ["", end])


def _record(here: Surroundings) -> None:
    _title(here, message("A bookkeeper begins a book, and records 2024 from a journal"))
    _type(here, f"init zonnewijzer {SCHOOL}", clock=SPRING_2025)
    _type(here, "import 2024.jsonl", clock=SPRING_2025)
    _title(here, message("2025: a spreadsheet of expenses, and a journal for the rest"))
    _type(here, "import uitgaven-2025.csv --dry-run", clock=JANUARY_2026)
    _type(here, "import uitgaven-2025.csv", clock=JANUARY_2026)
    _type(here, "import 2025.jsonl", clock=JANUARY_2026)
    _title(here, message("The same spreadsheet again: nothing is recorded twice"))
    _type(here, "import uitgaven-2025.xlsx", clock=JANUARY_2026)


def _see(here: Surroundings) -> None:
    day, amount = dt.date(2025, 6, 30), Amount(9_620)
    _title(here, message("The balance on {day}", day=day))
    _type(here, "show balance --year 2025 --on 2025-06-30")
    said = message(
        "The end of the year: {amount} is not linked yet, and adds to the refund",
        amount=amount,
    )
    _title(here, said)
    _type(here, "show expenses --year 2025")
    _type(here, LINK_C)
    _type(here, LINK_E)
    _type(here, "show balance --year 2025 --on 2025-12-31")
    _title(here, message("The same day, as it was known a week before"))
    _type(here, "show balance --year 2025 --on 2025-12-31 --known-at 2026-01-13")


def _prove(here: Surroundings) -> None:
    _title(here, message("What would a verifier object to?"))
    _type(here, "check", may_fail=True)
    said = message(
        "One file for the verifier, who checks it without trusting the school"
    )
    _title(here, said)
    _type(here, "checkpoint")
    _type(here, "export zonnewijzer-2025.zip")
    _type(here, "verify zonnewijzer-2025.zip")
    vkey = Path("zonnewijzer.pub").read_text(encoding="utf-8").strip()
    _type(here, f"verify zonnewijzer-2025.zip --key {vkey}")


def _tamper(here: Surroundings) -> None:
    said = message(
        "Somebody changes one cent in a copy, and makes all checksums fit again"
    )
    _title(here, said)
    number, was = tampered_copy(Path("zonnewijzer-2025.zip"), Path("tampered.zip"))
    changed = message(
        "(event #{number}: {was} cents became {now})",
        number=number,
        was=was,
        now=was + 1,
    )
    click.echo(here.tell(changed) + "\n")
    code = _type(here, "verify tampered.zip", may_fail=True)
    if code != CAUGHT:
        raise SurroundingsError(
            message("the changed cent was not caught as it should be"),
            expected=message("code {code}", code=CAUGHT),
            found=message("code {code}", code=code),
        )
    caught = message(
        "Caught: the answer is code {code}, and the changed line is not the one\n"
        "that was signed.",
        code=code,
    )
    click.echo("\n" + here.tell(caught))


def _title(here: Surroundings, text: str) -> None:
    click.echo(f"\n── {here.tell(text)}\n")


def _type(
    here: Surroundings, line: str, *, clock: str = TODAY, may_fail: bool = False
) -> int:
    """Run a command as if it were typed, and give its exit code."""
    from cli.main import run

    click.echo(f"$ verantwoord {line}")
    os.environ["VERANTWOORD_CLOCK"] = clock
    try:
        code = run(Surroundings(lang=here.lang), shlex.split(line))
    except LedgerError as error:
        if not may_fail:
            raise
        code = show_failure(failure_of(error), here.tell, as_json=False)
    click.echo()
    return code


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    """Work in the folder as somebody who has a user name and a passphrase."""
    before, where = dict(os.environ), Path.cwd()
    os.environ.setdefault("VERANTWOORD_PASSPHRASE", "een lange zin die niemand raadt")
    os.environ.setdefault("VERANTWOORD_USER", "an.peeters")
    os.environ.pop("VERANTWOORD_BOOK", None)
    # A made-up school is no school that this verifier has seen.
    os.environ["VERANTWOORD_DATA"] = ""
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(where)
        os.environ.clear()
        os.environ.update(before)
