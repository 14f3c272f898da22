"""What each grade means, and what a check that ended in it has not shown."""

from __future__ import annotations

from typing import Final

from ledger.messages import Message, message
from ledger.verify.heads import Grade

GRADES: Final[dict[Grade, Message]] = {
    Grade.UNSIGNED: message(
        "nobody has signed all of it, so this is nobody's word: whoever holds the file"
        " could have made it"
    ),
    Grade.CONSISTENT: message(
        "signed by the key that the log itself names, which is not known to you:"
        " whoever holds the file could have made the whole of it under a key of their"
        " own; ask the school for its public key, and give it with --key"
    ),
    Grade.SIGNED: message("signed by a key of your policy"),
    Grade.TIMESTAMPED: message("signed by a key of your policy, and timestamped"),
    Grade.WITNESSED: message(
        "signed by a key of your policy, and seen by your witnesses"
    ),
}
"""What each grade means, where all else holds."""

NEVER_PROVEN: Final = (
    message("that an expense which never entered the book did not happen"),
    message("that the school keeps no second book"),
    message("that what was entered was true"),
)
"""What no check of a book can show."""

WHOSE: Final = message(
    "that the book is the school's: no key of your policy has signed it"
)
WHEN: Final = message("when anything was recorded: no timestamp or witness was checked")

WHEN_ELSE: Final = message("when anything was recorded, beyond the windows above")


def not_proven(grade: Grade, *, is_dated: bool = False) -> list[Message]:
    """Say what a check that ended in this grade has not shown.

    `is_dated` says that some events have a window all the same.
    """
    below_signed = grade in {Grade.UNSIGNED, Grade.CONSISTENT}
    below_timestamped = below_signed or grade is Grade.SIGNED
    when = WHEN_ELSE if is_dated else WHEN
    lacking = [WHOSE] * below_signed + [when] * below_timestamped
    return [*lacking, *NEVER_PROVEN]
