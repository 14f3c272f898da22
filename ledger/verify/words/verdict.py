"""The lines of an answer on the screen."""

from __future__ import annotations

from typing import Final

from ledger.messages import Message, message, plural, term
from ledger.money import Amount

FILES_MAX: Final = 3
"""How many files a warning names."""

NOT_PROVEN: Final = message("not proven:")
NO_ROOT: Final = term("root", "none")
UNVERIFIED: Final = message("what the file adds up to, which is not verified:")
FIGURES: Final[dict[str, Message]] = {
    "allocated": term("total", "allocated"),
    "received": term("total", "received"),
    "spent": term("total", "spent"),
    "justified": term("total", "justified"),
    "carried_over": term("total", "carried over"),
    "refund_due": term("total", "refund due"),
}
"""The figures that are told on the screen, and what they are called."""

PROJECTIONS: Final = frozenset({"carried_over", "refund_due"})
"""Those that only the close of the year settles."""

HEADINGS: Final = (
    ("", term("heading of files", "file")),
    ("", term("heading of files", "school")),
    (">", term("heading of files", "year")),
    (">", term("heading of files", "refund")),
    (">", term("heading of files", "above")),
    (">", term("heading of files", "checks")),
    ("", term("heading of files", "lacks")),
    ("", term("heading of files", "name")),
)
"""Of several files at a glance; `>` before those that stand at the right."""

RESULTS: Final = (
    ("", term("heading of files", "file")),
    ("", term("heading of files", "school")),
    (">", term("heading of files", "events")),
    ("", term("heading of files", "grade")),
    ("", term("heading of files", "result")),
    ("", term("heading of files", "worst finding")),
)
"""Of what the checks of several files came to."""

OK: Final = term("result of a file", "ok")

ABOUT_THE_TABLE: Final = (
    message(
        "refund (due) and all to the right of it are of the latest year; *: that year"
        " is open, so they are projections"
    ),
    message(
        "above (the limit): what is unused beyond the reserve that may be carried over"
    ),
    message(
        "checks: what check objects to in all years, but for what came twice or late"
        " and missing checkpoints"
    ),
    message(
        "lacks: expenses without an invoice / proof of payment / programme or"
        " certificate"
    ),
)


def held(file: str, *, events: int, root: str | None) -> Message:
    """Say that a file held, how many events there are, and their root."""
    return message(
        "{file}: all held; {events} events, root {root}",
        file=file,
        events=events,
        root=root or NO_ROOT,
    )


def refused(file: str, code: int, *, events: int, root: str | None) -> Message:
    """Say that a file did not hold, and what it seems to be of."""
    return message(
        "{file}: NOT VERIFIED (code {code}); {events} events, root {root}",
        file=file,
        code=code,
        events=events,
        root=root or NO_ROOT,
    )


def grade(name: str, meaning: str) -> Message:
    """Say whose word the log is."""
    return message("grade {name}: {meaning}", name=name, meaning=meaning)


def note(text: str) -> Message:
    """Say what is so, and may be of use."""
    return message("note: {text}", text=text)


def warning(text: str, files: list[str] | None = None) -> Message:
    """Say what to look out for; in which files, the first few of many."""
    if not files:
        return message("warning: {text}", text=text)
    if len(files) <= FILES_MAX:
        return message("warning: {text} (in {files})", text=text, files=files)
    return message(
        "warning: {text} (in {files} and {more} more)",
        text=text,
        files=files[:FILES_MAX],
        more=len(files) - FILES_MAX,
    )


def place(where: str) -> Message:
    """Say where something is: what was found there follows."""
    return message("{place}:", place=where)


def expected(text: str) -> Message:
    """Say what should have been there."""
    return message("expected: {text}", text=text)


def found(text: str) -> Message:
    """Say what was there."""
    return message("found: {text}", text=text)


def figure(name: str, cents: int, *, projected: bool) -> Message:
    """Say a figure of a year; `projected` that the year is open."""
    amount, named = Amount(cents), FIGURES[name]
    if projected and name in PROJECTIONS:
        return message("{figure} {amount} (projected)", figure=named, amount=amount)
    return message("{figure} {amount}", figure=named, amount=amount)


def change(name: str, *, before: int | None, after: int | None) -> Message:
    """Say how a figure changed; a dash where that year was not there."""
    one, other = ("–" if cents is None else Amount(cents) for cents in (before, after))
    return message(
        "{figure} {before} → {after}", figure=FIGURES[name], before=one, after=other
    )


def figures(year: str, told: list[Message]) -> Message:
    """Say the figures of a year."""
    return message("{year}: {figures}", year=year, figures=told)


def more(count: int) -> Message:
    """Say that not all is shown."""
    return message("… and {count} more; see them all with --json", count=count)


def fraud_proof(file: str) -> Message:
    """Say where the proof lies, and what it is for."""
    return message(
        "fraud proof: {file}; anybody can check it: verantwoord verify {file}",
        file=file,
    )


def came(count: int, file: str, *, before: int) -> Message:
    """Say how much came since the older of two files."""
    if count == 0:
        return message(
            "nothing came since {file} ({before} events)", file=file, before=before
        )
    return plural(
        "since {file} ({before} events) came {count} event:",
        "since {file} ({before} events) came {count} events:",
        count=count,
        file=file,
        before=before,
    )


def schools(held: int, count: int) -> Message:
    """Say how many of the files held."""
    return message("{held} of {count} files held", held=held, count=count)


def exporter(fingerprint: str) -> Message:
    """Say whose SSH key has signed the list of files."""
    return message(
        "the list of files is signed with the SSH key {fingerprint}: compare it with"
        " the one that you have from whoever exported it",
        fingerprint=fingerprint,
    )
