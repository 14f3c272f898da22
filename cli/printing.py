"""Text that is safe to print, and documents that are valid JSON, whatever they hold."""

from __future__ import annotations

import io
import os
import re
import sys
import textwrap
from collections.abc import Callable, Iterator
from typing import Any, Final

import msgspec

from ledger.messages import Message
from projections.visible import whole

WIDTH = 80
"""The columns of a screen."""


_NAMED: Final = 2
"""A word and its name: `key: …`."""

_TYPED: Final = re.compile(
    r"verantwoord (?:anchor|backup|check|checkpoint|close|cosign|demo|diff|erase"
    r"|explain|export|import|init|key|record|reopen|report|show|status|upgrade|user|verify)\b"
)
"""What is to be typed; `verantwoord` alone is also a word of Dutch."""


class Drawn(str):
    """A line with the signs of a terminal in it; what it shows was made visible."""

    __slots__ = ()


class Exact(str):
    """A line that is copied, or read by a program: it stays whole, however long."""

    __slots__ = ()


def on_screen() -> bool:
    """Whether the answer goes to a terminal, and not into a file or a pipe."""
    return sys.stdout is not None and sys.stdout.isatty()


def columns() -> int:
    """Count the columns that an answer may take: those of the terminal, else 80."""
    if not on_screen():
        return WIDTH
    from shutil import get_terminal_size

    return get_terminal_size((WIDTH, 24)).columns


def json_line(document: Any, tell: Callable[[str], str] = str) -> str:
    """Give a document as one line of JSON; `tell` says the messages in it."""

    def told(value: object) -> str:
        if isinstance(value, Message):
            return str.__str__(tell(value))
        raise TypeError(type(value))

    try:
        return msgspec.json.encode(document, enc_hook=told).decode() + "\n"
    except UnicodeEncodeError:
        parts = _whole(msgspec.to_builtins(document, enc_hook=told))
        return msgspec.json.encode(parts).decode() + "\n"


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, list | tuple):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    return value


def prepare_streams() -> None:
    """See that output has somewhere to go, and never fails for a character."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115  # until the end
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def fitted(line: str, indent: int = 2) -> Iterator[str]:
    """Break a line where it is longer than a screen is wide; `indent` what follows.

    What is to be typed begins a line of its own, and stays whole so that it can be
    copied; so does a single word that no line has room for, with what names it.
    """
    room = columns()
    start = len(line) - len(line.lstrip(" "))
    typed, words = _TYPED.search(line), line.split()
    if len(line) <= room or (typed and typed.start() == start):
        yield line
    elif typed:
        yield from fitted(line[: typed.start()].rstrip(" "), indent)
        command, end, rest = line[typed.start() :].partition("; ")
        yield f"{' ' * (start + indent)}{command}{end.strip()}"
        yield from fitted(" " * (start + indent) + rest, indent) if rest else ()
    elif len(words) <= _NAMED and max(map(len, words)) + indent > room:
        yield line
    else:
        yield from _broken(line, room, indent=start + indent)


def _broken(line: str, room: int, *, indent: int) -> list[str]:
    return textwrap.wrap(
        line,
        room,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def wrapped(text: str, indent: str = "") -> list[str]:
    """Break a sentence into lines of a screen."""
    return textwrap.wrap(
        text,
        min(WIDTH, columns()),
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
