"""A reader of the program, and ways to make one of a function."""

from __future__ import annotations

from collections.abc import Callable

import msgspec


class Reader(msgspec.Struct, frozen=True):
    """What makes valid inputs, and what reads them."""

    samples: Callable[[], list[bytes]]
    read: Callable[[bytes], object]


def of_text(read: Callable[[str], object]) -> Callable[[bytes], object]:
    """A reader of text, given what a shell gives for bytes that are none."""
    return lambda data: read(data.decode(errors="surrogateescape"))


def of_lines(read: Callable[[list[bytes]], object]) -> Callable[[bytes], object]:
    """A reader of lines, each of which ends in a line feed."""
    return lambda data: read(data.removesuffix(b"\n").split(b"\n"))


def of_parts(read: Callable[..., object], count: int) -> Callable[[bytes], object]:
    """A reader of several texts, which stand in as many lines; an empty one is None."""

    def given(data: bytes) -> object:
        lines = data.decode(errors="surrogateescape").split("\n", count - 1)
        padded = [*lines, *[""] * (count - len(lines))]
        return read(*(line or None for line in padded))

    return given
