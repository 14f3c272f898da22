"""What a check says to people beside its findings: the one place to translate."""

from __future__ import annotations

from typing import Final

from ledger.verify.heads import Grade

GRADES: Final[dict[Grade, str]] = {
    Grade.UNSIGNED: "nobody has signed all of it, so this is nobody's word: whoever"
    " holds the file could have made it",
    Grade.CONSISTENT: "signed by the key that the log itself names, which is not known"
    " to you: whoever holds the file could have made the whole of it under a key of"
    " their own; ask the school for its public key, and give it with --key",
    Grade.SIGNED: "signed by a key of your policy",
    Grade.TIMESTAMPED: "signed by a key of your policy, and timestamped",
    Grade.WITNESSED: "signed by a key of your policy, and seen by your witnesses",
}
"""What each grade means, where all else holds."""

NEVER_PROVEN: Final = (
    "that an expense which never entered the book did not happen",
    "that the school keeps no second book",
    "that what was entered was true",
)
"""What no check of a book can show."""

WHOSE: Final = "that the book is the school's: no key of your policy has signed it"
WHEN: Final = "when anything was recorded: no timestamp or witness was checked"
NO_FIGURES: Final = "figures were not computed"
SEALED_UNCHECKED: Final = "the sealed values of such events were not checked"
NEWER_TYPE: Final = (
    "the log holds events that this program does not know: read it with a newer version"
)
NEWER_FORMAT: Final = (
    "the bundle has a newer format than this program knows: install a newer version"
)
OTHER_HOW_TO: Final = (
    "HOW-TO-VERIFY.txt is not the text of this version of the program: follow one from"
    " a place that you trust"
)


def unchecked(path: str) -> str:
    """Say that a file was not looked into."""
    return f"{path} was not checked, but for being whole"


def uncovered(count: int) -> str:
    """Say that the last events of a book are under no head that was kept."""
    return f"no kept head covers the last {count} events: make one with checkpoint"


def not_proven(grade: Grade) -> list[str]:
    """Say what a check that ended in this grade has not shown."""
    below_signed = grade in {Grade.UNSIGNED, Grade.CONSISTENT}
    below_timestamped = below_signed or grade is Grade.SIGNED
    lacking = [WHOSE] * below_signed + [WHEN] * below_timestamped
    return [*lacking, *NEVER_PROVEN]
