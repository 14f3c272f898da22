"""What went wrong, as a sentence on the screen or as one JSON document."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click
import msgspec

from cli.nearest import meant
from cli.printing import fitted, json_line
from ledger.errors import (
    DeclinedError,
    FaultyLinesError,
    LedgerError,
    SurroundingsError,
)
from ledger.messages import Message, message
from ledger.system import reason_of
from projections.visible import visible, whole

T = TypeVar("T")
Tell = Callable[[str], str]

TEXT_LENGTH_MAX = 300
"""How much of one text is written out on the screen; JSON has all of it."""

SHOWN_MAX = 50
"""How many faulty lines are written out on the screen; JSON has them all."""


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """The parts of an error, as the JSON of the command line has them."""

    code: int
    kind: str
    place: str | None = None
    message: str
    expected: str | None = None
    found: str | None = None
    next: str | None = None
    faults: tuple[Failure, ...] = ()

    @classmethod
    def unforeseen(cls, error: Exception) -> Failure:
        """Describe a bug, and keep its traceback in a file."""
        file = _keep_traceback()
        sent = message("nothing was half-done; please send the file {file}", file=file)
        return cls(
            code=70,
            kind="bug",
            message=message(
                "an error of the program itself ({name})", name=type(error).__name__
            ),
            next=sent if file else None,
        )

    def document(self) -> dict[str, Any]:
        """Give the JSON object of the failure; faults only where there are any."""
        parts = msgspec.structs.asdict(self)
        faults = [fault.document() for fault in parts.pop("faults")]
        return {**parts, "faults": faults} if faults else parts


def _keep_traceback() -> str | None:
    import tempfile
    import traceback

    try:
        handle, name = tempfile.mkstemp(prefix="verantwoord-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
            file.write(traceback.format_exc())
    except OSError:
        return None
    return name


def failure_of(error: Exception) -> Failure:
    """Describe an error; what nobody foresaw is a bug, with its traceback in a file."""
    if isinstance(error, LedgerError):
        return _from_ledger(error)
    if isinstance(error, click.ClickException | click.Abort):
        return _from_click(error)
    if isinstance(error, OSError):
        return _from_system(error)
    if isinstance(error, MemoryError):
        return _from_ledger(SurroundingsError(message("there is not enough memory")))
    return Failure.unforeseen(error)


def attempt(work: Callable[[], T]) -> T | Failure:
    """Do one piece of work of many; describe what went wrong, whatever it was."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001  # no file of many may stop the others
        return failure_of(error)


def _from_click(error: click.ClickException | click.Abort) -> Failure:
    if isinstance(error, click.Abort):
        nothing = message("interrupted; nothing was recorded")
        return Failure(code=2, kind="interrupted", message=nothing)
    if not isinstance(error, click.UsageError):
        return Failure(code=2, kind="usage", message=str(error))
    said = error.format_message()
    if not isinstance(said, Message):
        # Click has told its own already, as a sentence that stands alone.
        said = said[:1].lower() + said[1:].rstrip(".")
    return Failure(code=2, kind="usage", message=said, next=_next_after(error))


def _next_after(error: click.UsageError) -> str | None:
    if error.ctx is None:
        return None
    group = error.ctx.command
    nearest = None
    if isinstance(error, click.NoSuchCommand) and isinstance(group, click.Group):
        known = group.list_commands(error.ctx)
        nearest = meant(error.command_name, known, cutoff=0.6)
    return nearest or message("see: {command} --help", command=error.ctx.command_path)


def _from_ledger(error: LedgerError) -> Failure:
    faults = error.faults if isinstance(error, FaultyLinesError) else []
    return Failure(
        code=error.code,
        kind=error.kind,
        place=error.place,
        message=error.message,
        expected=error.expected,
        found=error.found,
        next=error.next_step,
        faults=tuple(_from_ledger(fault) for fault in faults),
    )


def _from_system(error: OSError) -> Failure:
    place = str(error.filename) if error.filename else None
    said = reason_of(error)
    if place:
        said = message("{place}: {reason}", place=place, reason=said)
    return Failure(code=3, kind="surroundings", place=place, message=said)


def show_failure(failure: Failure, tell: Tell, *, as_json: bool) -> int:
    """Print a failure in a language, and give its exit code."""
    if as_json:
        sys.stdout.write(json_line({"error": failure.document()}, tell))
    else:
        for line in lines_of(failure, tell):
            for part in fitted(whole(visible(line))):
                sys.stderr.write(part + "\n")
    return failure.code


def lines_of(failure: Failure, tell: Tell) -> list[str]:
    """Give the lines of a failure: the sentence first, then what helps."""
    first = _placed(failure, tell)
    if failure.kind != DeclinedError.kind:
        first = tell(message("error: {sentence}", sentence=first))
    lines = [first, *_details(failure, tell, indent="  ")]
    for fault in failure.faults[:SHOWN_MAX]:
        lines.append(f"  {_placed(fault, tell)}")
        lines += _details(fault, tell, indent="      ")
    left = len(failure.faults) - SHOWN_MAX
    if left > 0:
        more = message("… and {left} more; see them all with --json", left=left)
        lines.append(f"  {tell(more)}")
    return lines


def _placed(failure: Failure, tell: Tell) -> str:
    place, said = failure.place, tell(failure.message)
    if not place or place in said:
        return _short(said, tell)
    return tell(message("{place}: {reason}", place=place, reason=_short(said, tell)))


def _short(text: str, tell: Tell) -> str:
    cut = len(text) - TEXT_LENGTH_MAX
    if cut <= 0:
        return text
    begun = text[:TEXT_LENGTH_MAX]
    return tell(message("{begun}… ({cut} characters more)", begun=begun, cut=cut))


def _details(failure: Failure, tell: Tell, *, indent: str) -> list[str]:
    def said(text: str) -> str:
        return _short(tell(text), tell)

    told = []
    if failure.expected:
        told.append(message("expected: {text}", text=said(failure.expected)))
    if failure.found and tell(failure.found) not in tell(failure.message):
        told.append(message("found: {text}", text=said(failure.found)))
    if failure.next:
        # What is to be typed is not cut off.
        told.append(message("next: {text}", text=failure.next))
    return [indent + tell(each) for each in told]
