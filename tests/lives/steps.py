"""What can be done to the files of a folder, one step at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

FOLDER = 0
"""What a name stands for that is a folder; files have numbers from 1 on."""


@dataclass(frozen=True)
class Written:
    """Bytes were put into a file."""

    inode: int
    offset: int
    data: bytes


@dataclass(frozen=True)
class Resized:
    """A file was cut, or grew by zeros."""

    inode: int
    size: int


@dataclass(frozen=True)
class Synced:
    """The content of a file was asked to be kept."""

    inode: int


@dataclass(frozen=True)
class SyncedFolder:
    """The names in a folder were asked to be kept; "" is the folder itself."""

    name: str


@dataclass(frozen=True)
class Named:
    """What each of these names stands for from here on; None for nothing any more."""

    names: Mapping[str, int | None]


@dataclass(frozen=True)
class Said:
    """A line that the program told the one who watches."""

    text: str


Step = Written | Resized | Synced | SyncedFolder | Named | Said
