"""What can go wrong, as a sentence for the person and fields for the program.

Every error that a person can cause is a `LedgerError`. Its message is lower case and
has no full stop; `place`, `expected`, `found` and `next_step` say where, what should
have been there, what was there, and what to type next. `code` is the exit code of the
command line (the table of codes in docs/format.md).
"""

from __future__ import annotations

from typing import ClassVar, Self


class LedgerError(Exception):
    """The root: nothing is raised on purpose that is not one of these."""

    code: int = 1
    kind: ClassVar[str] = "error"

    def __init__(
        self,
        message: str,
        *,
        place: str | None = None,
        expected: str | None = None,
        found: str | None = None,
        next_step: str | None = None,
    ) -> None:
        """Keep the sentence and its parts; none of them ends in a full stop."""
        super().__init__(message)
        self.message = message
        self.place = place
        self.expected = expected
        self.found = found
        self.next_step = next_step

    def as_value(self) -> Self:
        """Give the error to be kept, without the frames in which it was raised.

        These hold what was read, and open files with it, for as long as it is kept.
        """
        self.__cause__ = self.__context__ = None
        return self.with_traceback(None)


class RefusedError(LedgerError):
    """A rule of recording does not admit this fact; the book is as it was."""

    code = 1
    kind = "refused"


class UsageError(LedgerError):
    """The command, a value or a line of a file was given wrongly."""

    code = 2
    kind = "usage"


class DeclinedError(LedgerError):
    """A question was answered with no; the message says what was left as it is."""

    code = 2
    kind = "declined"


class FaultyLinesError(UsageError):
    """Several lines of one file are wrong; `faults` names every one of them at once."""

    kind = "faulty-lines"

    def __init__(self, message: str, faults: list[LedgerError]) -> None:
        """`faults` is not empty, and each of them has a place."""
        super().__init__(message)
        self.faults = faults


class SurroundingsError(LedgerError):
    """The disk, a permission, a lock, a passphrase, or a file that is no book."""

    code = 3
    kind = "surroundings"


class MalformedError(LedgerError):
    """Bytes that are not in the one form that they may have (a note, a leaf, a key)."""

    code = 12
    kind = "malformed"
