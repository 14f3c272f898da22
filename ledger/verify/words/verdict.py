"""The lines of an answer on the screen."""

from __future__ import annotations

from typing import Final

from ledger.verify.words.text import Text

HELD: Final = Text("all held", "alles klopt")
GRADE: Final = Text("grade", "graad")
WARNING: Final = Text("warning", "let op")
NOTE: Final = Text("note", "ter info")
NOT_PROVEN: Final = Text("not proven:", "niet bewezen:")
EXPECTED: Final = Text("expected", "verwacht")
FOUND: Final = Text("found", "gevonden")
NO_ROOT: Final = Text("none", "geen")
UNVERIFIED: Final = Text(
    "what the file adds up to, which is not verified:",
    "waartoe het bestand optelt, wat niet is nagekeken:",
)
PROJECTED: Final = Text("projected", "prognose")
FIGURES: Final[dict[str, Text]] = {
    "allocated": Text("allocated", "toegekend"),
    "received": Text("received", "ontvangen"),
    "spent": Text("spent", "besteed"),
    "justified": Text("justified", "verantwoord"),
    "carried_over": Text("carried over", "overgedragen"),
    "refund_due": Text("refund due", "terug te betalen"),
}
"""The figures that are told on the screen, and what they are called."""

PROJECTIONS: Final = frozenset({"carried_over", "refund_due"})
"""Those that only the close of the year settles."""

HEADINGS: Final = (
    Text("file", "bestand"),
    Text("school", "school"),
    Text("grade", "graad"),
    Text(">year", ">jaar"),
    Text(">refund", ">terug"),
    Text(">above", ">boven"),
    Text(">checks", ">let op"),
    Text("lacks", "zonder"),
    Text("name", "naam"),
)
"""Of the table of several files."""

ABOUT_THE_TABLE: Final = (
    Text(
        "refund (due) and all to the right of it are of the latest year; *: that year"
        " is open, so they are projections",
        "terug (te betalen) en al wat er rechts van staat gaat over het laatste jaar;"
        " *: dat jaar is nog open, dus zijn het prognoses",
    ),
    Text(
        "above (the limit): what is unused beyond the reserve that may be carried over",
        "boven (de grens): wat ongebruikt is boven de reserve die mag worden"
        " overgedragen",
    ),
    Text(
        "checks: what check objects to in all years, but for what came twice or late"
        " and missing checkpoints",
        "let op: wat check opmerkt over alle jaren, behalve wat dubbel of laat werd"
        " opgetekend en ontbrekende checkpoints",
    ),
    Text(
        "lacks: expenses without an invoice / proof of payment / programme or"
        " certificate",
        "zonder: uitgaven zonder factuur / betalingsbewijs / programma of attest",
    ),
)


def refused(code: int) -> Text:
    """Say that a file did not hold."""
    return Text(f"NOT VERIFIED (code {code})", f"NIET IN ORDE (code {code})")


def extent(events: int, root: str | None) -> Text:
    """Say how many events there are, and their root."""
    return Text(
        f"{events} events, root {root or NO_ROOT.en}",
        f"{events} gebeurtenissen, wortel {root or NO_ROOT.nl}",
    )


def more(count: int) -> Text:
    """Say that not all is shown."""
    return Text(
        f"… and {count} more; see them all with --json",
        f"… en nog {count}; zie ze allemaal met --json",
    )


def fraud_proof(file: str) -> Text:
    """Say where the proof lies, and what it is for."""
    return Text(
        f"fraud proof: {file}; anybody can check it: verantwoord verify {file}",
        f"bewijs van bedrog: {file}; iedereen kan het nakijken: verantwoord verify"
        f" {file}",
    )


def came(count: int, file: str, *, before: int) -> Text:
    """Say how much came since the older of two files."""
    if count == 0:
        return Text(
            f"nothing came since {file} ({before} events)",
            f"er kwam niets bij sinds {file} ({before} gebeurtenissen)",
        )
    one = count == 1
    en = "1 event" if one else f"{count} events"
    nl = "kwam 1 gebeurtenis" if one else f"kwamen {count} gebeurtenissen"
    return Text(
        f"since {file} ({before} events) came {en}:",
        f"sinds {file} ({before} gebeurtenissen) {nl} bij:",
    )


def in_files(names: list[str]) -> Text:
    """Say which files something is said of; of many, the first few."""
    shown, more = ", ".join(names[:3]), len(names) - 3
    if more <= 0:
        return Text(f"in {shown}", f"in {shown}")
    return Text(f"in {shown} and {more} more", f"in {shown} en nog {more}")


def schools(held: int, count: int) -> Text:
    """Say how many of the files held."""
    return Text(
        f"{held} of {count} files held", f"{held} van {count} bestanden kloppen"
    )


def exporter(fingerprint: str) -> Text:
    """Say whose SSH key has signed the list of files."""
    return Text(
        f"the list of files is signed with the SSH key {fingerprint}: compare it with"
        " the one that you have from whoever exported it",
        f"de lijst van bestanden is ondertekend met de SSH-sleutel {fingerprint}:"
        " vergelijk die met wat u kreeg van wie exporteerde",
    )
