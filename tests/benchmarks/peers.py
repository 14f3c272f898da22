"""Other accounting programs on the same school: one balance, and it must be the same.

hledger, ledger and beancount compute the sum of all expenses, of a file of their own.
Whichever is not there is left out, and said to be.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.school import Size, amount, day

ACCOUNT = "Expenses:Training"
_BEAN_QUERY = f"SELECT sum(number) WHERE account = '{ACCOUNT}'"


@dataclass(frozen=True)
class Peer:
    """A program, how it is asked, and the file that it reads."""

    name: str
    command: tuple[str, ...]
    file: str
    limit: float
    """So many times as fast the redacted `verify` is to be."""

    def arguments(self, folder: Path) -> list[str]:
        return [part.format(folder / self.file) for part in self.command]


def installed(beancount: str) -> tuple[list[Peer], list[str]]:
    """Give the peers that are there, and the names of the others."""
    known = [
        Peer("ledger", ("ledger", "-f", "{}", "balance", ACCOUNT), "j.dat", 2),
        Peer("hledger", ("hledger", "-f", "{}", "balance", "-N", ACCOUNT), "j.dat", 10),
        Peer(
            "beancount",
            (beancount, "-f", "csv", "{}", _BEAN_QUERY),
            "school.beancount",
            15,
        ),
    ]
    there = [peer for peer in known if shutil.which(peer.command[0])]
    return there, [peer.name for peer in known if peer not in there]


def write(folder: Path, size: Size) -> None:
    """Write the school in the formats of all of them."""
    for name, head, entry in (
        ("j.dat", "", _journal),
        ("school.beancount", _BEAN_HEAD, _bean),
    ):
        with (folder / name).open("w", encoding="utf-8") as file:
            file.write(head)
            file.writelines(_entries(size, entry))


def _entries(size: Size, entry: Callable[..., str]) -> Iterator[str]:
    for year in size.numbers:
        for number in range(size.expenses):
            cents = amount(number)
            euros = f"{cents // 100}.{cents % 100:02}"
            yield entry(day(number, year).isoformat(), f"E{year}-{number}", euros=euros)


def _journal(on: str, ref: str, *, euros: str) -> str:
    return f"{on} {ref}\n    {ACCOUNT}  EUR {euros}\n    Assets:Grant\n\n"


_BEAN_HEAD = f"2000-01-01 open {ACCOUNT}\n2000-01-01 open Assets:Grant\n\n"


def _bean(on: str, ref: str, *, euros: str) -> str:
    return f'{on} * "{ref}"\n  {ACCOUNT}  {euros} EUR\n  Assets:Grant\n\n'


def check(peer: Peer, folder: Path, *, cents: int) -> None:
    """Compare what a peer says with our own sum; a difference is a `ValueError`."""
    done = subprocess.run(
        peer.arguments(folder), check=True, capture_output=True, text=True
    )
    said = re.findall(r"[0-9][0-9,]*\.[0-9]{2}", done.stdout)
    found = int(re.sub("[.,]", "", said[-1])) if said else None
    if found != cents:
        raise ValueError(f"{peer.name} says {found}, and not {cents}")
