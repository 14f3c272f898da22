"""Text that is safe to print, and documents that are valid JSON, whatever they hold."""

from __future__ import annotations

import io
import os
import sys
import textwrap
from collections.abc import Callable
from typing import Any

import msgspec

from ledger.messages import Message
from projections.visible import whole

WIDTH = 80
"""The columns of a screen."""


class Drawn(str):
    """A line with the signs of a terminal in it; what it shows was made visible."""

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


def fitted(text: str, indent: int = 2) -> str:
    """Break a line where a terminal is too narrow for it; elsewhere it stays whole."""
    if not on_screen():
        return text
    lines = textwrap.wrap(
        text,
        columns(),
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
        drop_whitespace=True,
    )
    return "\n".join(lines)


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
