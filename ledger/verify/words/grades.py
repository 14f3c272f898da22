"""What each grade means, and what a check that ended in it has not shown."""

from __future__ import annotations

from typing import Final

from ledger.verify.heads import Grade
from ledger.verify.words.text import Text

GRADES: Final[dict[Grade, Text]] = {
    Grade.UNSIGNED: Text(
        "nobody has signed all of it, so this is nobody's word: whoever holds the file"
        " could have made it",
        "niemand heeft het geheel ondertekend, dus staat niemand ervoor in: wie het"
        " bestand heeft, kan het zelf hebben gemaakt",
    ),
    Grade.CONSISTENT: Text(
        "signed by the key that the log itself names, which is not known to you:"
        " whoever holds the file could have made the whole of it under a key of their"
        " own; ask the school for its public key, and give it with --key",
        "ondertekend met de sleutel die het logboek zelf noemt, en die kent u niet: wie"
        " het bestand heeft, kan het helemaal opnieuw hebben gemaakt onder een eigen"
        " sleutel; vraag de school haar publieke sleutel, en geef die met --key",
    ),
    Grade.SIGNED: Text(
        "signed by a key of your policy",
        "ondertekend met een sleutel die u vertrouwt",
    ),
    Grade.TIMESTAMPED: Text(
        "signed by a key of your policy, and timestamped",
        "ondertekend met een sleutel die u vertrouwt, en met een tijdstempel",
    ),
    Grade.WITNESSED: Text(
        "signed by a key of your policy, and seen by your witnesses",
        "ondertekend met een sleutel die u vertrouwt, en gezien door uw getuigen",
    ),
}
"""What each grade means, where all else holds."""

NEVER_PROVEN: Final = (
    Text(
        "that an expense which never entered the book did not happen",
        "dat een uitgave die nooit in het boek kwam, er niet was",
    ),
    Text(
        "that the school keeps no second book",
        "dat de school geen tweede boek houdt",
    ),
    Text(
        "that what was entered was true",
        "dat wat werd ingevoerd, ook waar is",
    ),
)
"""What no check of a book can show."""

WHOSE: Final = Text(
    "that the book is the school's: no key of your policy has signed it",
    "dat het boek van de school is: geen sleutel die u vertrouwt, heeft het"
    " ondertekend",
)
WHEN: Final = Text(
    "when anything was recorded: no timestamp or witness was checked",
    "wanneer iets werd opgetekend: er is geen tijdstempel of getuige nagekeken",
)

WHEN_ELSE: Final = Text(
    "when anything was recorded, beyond the windows above",
    "wanneer iets werd opgetekend, buiten de vensters hierboven",
)


def not_proven(grade: Grade, *, is_dated: bool = False) -> list[Text]:
    """Say what a check that ended in this grade has not shown.

    `is_dated` says that some events have a window all the same.
    """
    below_signed = grade in {Grade.UNSIGNED, Grade.CONSISTENT}
    below_timestamped = below_signed or grade is Grade.SIGNED
    when = WHEN_ELSE if is_dated else WHEN
    lacking = [WHOSE] * below_signed + [when] * below_timestamped
    return [*lacking, *NEVER_PROVEN]
