"""What a check says about time: windows, late entries, anchors by the school's word."""

from __future__ import annotations

import datetime as dt

from ledger.verify.words.text import Text

CLAIMED = Text(
    "anchors by the school's own word; who holds the paper compares the fingerprint:",
    "ankers op het woord van de school; wie het papier heeft, vergelijkt de"
    " vingerafdruk:",
)
HELD = Text("anchors that held:", "ankers die kloppen:")
KINDS = {
    "cosigned": Text("cosigned note", "medeondertekende nota"),
    "timestamp": Text("timestamp", "tijdstempel"),
    "minutes": Text("minutes", "verslag"),
    "mail": Text("mail", "e-mail"),
    "git": Text("git", "git"),
}

_WHY = {
    "the cosigned note does not hold": "de medeondertekende nota klopt niet",
    "no witness of your policy: cosigned by": (
        "geen getuige van uw policy: medeondertekend door"
    ),
    "a timestamp that nobody checked": "een tijdstempel dat niemand heeft nagekeken",
    "the kept head under it does not hold": "het bewaarde hoofd eronder klopt niet",
}
"""Why an anchor is only the school's word; what a library said stays as it is."""


def why(said: str) -> Text:
    """Say why an anchor did not hold; `said` is as the report has it."""
    for begin, dutch in _WHY.items():
        if said.startswith(begin):
            return Text(said, dutch + said[len(begin) :])
    return Text(said, said)


def window(first: int, to: int, *, after: str | None, before: str | None) -> Text:
    """Say between which moments events were recorded."""
    span = f"#{first}" if first == to else f"#{first}–#{to}"
    if after and before:
        en = f"{span}: recorded between {after} and {before}"
        return Text(en, f"{span}: opgetekend tussen {after} en {before}")
    if after:
        return Text(f"{span}: recorded after {after}", f"{span}: opgetekend na {after}")
    if before:
        return Text(
            f"{span}: recorded before {before}",
            f"{span}: opgetekend voor {before}",
        )
    return Text(f"{span}: nothing shows when", f"{span}: niets toont wanneer")


def late(number: int, on: dt.date, *, after: str) -> Text:
    """Say that an event was recorded after a proven moment, of an earlier day."""
    return Text(
        f"late: #{number} is of {on}, and was recorded after {after}",
        f"laat: #{number} is van {on:%d/%m/%Y}, en is opgetekend na {after}",
    )


def more_late(count: int) -> Text:
    """Say that there are more late entries than were listed."""
    return Text(
        f"… and {count} more late entries", f"… en nog {count} late gebeurtenissen"
    )


def anchor(number: int, kind: str, *, size: int, what: str) -> Text:
    """Tell an anchor in a line."""
    name = KINDS.get(kind, Text(kind, kind))
    tail = f": {what}" if what else ""
    return Text(
        f"#{number}: {name.en} of the head of {size} events{tail}",
        f"#{number}: {name.nl} van het hoofd van {size} gebeurtenissen{tail}",
    )
