"""What went wrong, as a sentence on the screen or as one JSON document."""

from __future__ import annotations

import difflib
import os
import sys
import tempfile
import traceback
from typing import Any

import click
import msgspec

from cli.printing import json_line, wrapped
from ledger.errors import FaultyLinesError, LedgerError
from projections.visible import visible, whole

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
        return cls(
            code=70,
            kind="bug",
            message=f"an error of the program itself ({type(error).__name__})",
            next=f"nothing was half-done; please send the file {file}"
            if file
            else None,
        )

    def document(self) -> dict[str, Any]:
        """Give the JSON object of the failure; faults only where there are any."""
        parts: dict[str, Any] = msgspec.to_builtins(self, enc_hook=str)
        faults = parts.pop("faults")
        for fault in faults:
            fault.pop("faults")
        return {**parts, "faults": faults} if faults else parts


def _keep_traceback() -> str | None:
    try:
        handle, name = tempfile.mkstemp(prefix="verantwoord-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
            file.write(traceback.format_exc())
    except OSError:
        return None
    return name


def failure_of(error: Exception) -> Failure:
    """Describe an error that was foreseen."""
    if isinstance(error, LedgerError):
        return _from_ledger(error)
    if isinstance(error, click.UsageError):
        return _from_click(error)
    if isinstance(error, click.Abort):
        return Failure(
            code=2, kind="interrupted", message="interrupted; nothing was recorded"
        )
    if isinstance(error, OSError):
        return _from_system(error)
    return Failure(code=2, kind="usage", message=str(error))


def _from_click(error: click.UsageError) -> Failure:
    message = error.format_message().rstrip(".")
    next_step = f"see: {error.ctx.command_path} --help" if error.ctx else None
    command = error.ctx.command if error.ctx else None
    if isinstance(command, click.Group) and error.ctx and "o such command" in message:
        known = command.list_commands(error.ctx)
        near = difflib.get_close_matches(message.split("'")[1], known, n=2)
        if near:
            next_step = f"did you mean {' or '.join(near)}?"
    message = message[:1].lower() + message[1:]
    return Failure(code=2, kind="usage", message=message, next=next_step)


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
    said = (error.strerror or str(error)).lower()
    message = f"{place}: {said}" if place else said
    return Failure(code=3, kind="surroundings", place=place, message=message)


def show_failure(failure: Failure, *, as_json: bool) -> int:
    """Print a failure and give its exit code."""
    if as_json:
        sys.stdout.write(json_line({"error": failure.document()}))
    else:
        for line in lines_of(failure):
            sys.stderr.write(whole(visible(line)) + "\n")
    return failure.code


def lines_of(failure: Failure) -> list[str]:
    """Give the lines of a failure: the sentence first, then what helps."""
    lines = [f"error: {_placed(failure)}", *_details(failure, "  ")]
    for fault in failure.faults[:SHOWN_MAX]:
        lines += [f"  {_placed(fault)}", *_details(fault, "      ")]
    left = len(failure.faults) - SHOWN_MAX
    if left > 0:
        lines.append(f"  … and {left} more; see them all with --json")
    return lines


def _placed(failure: Failure) -> str:
    place, message = failure.place, _short(failure.message)
    if not place or place in failure.message:
        return message
    return f"{place}: {message}"


def _short(text: str) -> str:
    cut = len(text) - TEXT_LENGTH_MAX
    return text if cut <= 0 else f"{text[:TEXT_LENGTH_MAX]}… ({cut} characters more)"


def _details(failure: Failure, indent: str) -> list[str]:
    told = {
        "expected": failure.expected,
        "found": None if _is_said(failure) else failure.found,
        "next": failure.next,
    }
    return [
        line
        for name, text in told.items()
        if text
        for line in _lines_of(f"{name}: {_short(text)}", indent)
    ]


def _lines_of(text: str, indent: str) -> list[str]:
    # What is to be typed stays in one line, so that it can be copied.
    return [indent + text] if "verantwoord " in text else wrapped(text, indent)


def _is_said(failure: Failure) -> bool:
    return bool(failure.found) and str(failure.found) in failure.message
