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


def wrapped(text: str, indent: str = "") -> list[str]:
    """Break a sentence into lines of a screen."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
