"""A disk whose power may be cut: what was synced is on it, and of the rest any part.

    disk = Disk()
    for step in steps:
        disk.take(step)
    files = disk.after_power_cut(chance, mode="some")

It promises no more than POSIX does. Until a file is synced each of its sectors of 512
bytes may hold what it held then, or what was written to it later, up to any moment; its
length may be any that it had since, and what was never written of it may be noise.
Until a folder is synced each of its changes may have happened or not, whatever their
order; to sync a file does not keep its name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from tests.lives import steps as s

SECTOR = 512
MODES = ("least", "all", "names", "contents", "some", "few", "noise")
"""What is kept of all that was not synced: none of it, all, only what the folders say,
only what the files hold, half of it by chance, a tenth, half of it among noise."""

SHARES = {"least": 0, "all": 1, "few": 0.1}


@dataclass
class File:
    """What is on the disk of a file, and what was done to it since, in order."""

    kept: bytearray = field(default_factory=bytearray)
    since: list[s.Written | s.Resized] = field(default_factory=list)
    now: bytearray = field(default_factory=bytearray)

    def take(self, step: s.Written | s.Resized) -> None:
        self.since.append(step)
        _apply(self.now, step)

    def sync(self) -> None:
        self.kept[:] = self.now
        self.since.clear()

    def torn(self, chance: Random, mode: str) -> bytes:
        """Give what may be there after the power was cut."""
        if mode in {"least", "names"} or not self.since:
            return bytes(self.kept)
        if mode in {"all", "contents"}:
            return bytes(self.now)
        versions = self._versions()
        share = SHARES.get(mode, 0.5)
        size = len(chance.choice(versions))
        data = bytearray(chance.randbytes(size) if mode == "noise" else size)
        for start in range(0, size, SECTOR):
            since = [v for v in versions if len(v) > start]
            is_new = chance.random() < share
            if is_new or len(self.kept) > start:
                version = chance.choice(since) if is_new else self.kept
                sector = version[start : start + SECTOR]
                data[start : start + len(sector)] = sector
        return bytes(data[:size])

    def _versions(self) -> list[bytearray]:
        made = [bytearray(self.kept)]
        for step in self.since:
            made.append(bytearray(made[-1]))
            _apply(made[-1], step)
        return made


class Disk:
    """The files of one folder, and of the folders in it."""

    def __init__(self) -> None:
        """Begin with an empty folder."""
        self.files: dict[int, File] = defaultdict(File)
        self.kept: dict[str, int] = {}
        self.now: dict[str, int] = {}
        self.since: list[s.Named] = []

    def take(self, step: s.Step) -> None:
        """Do one step."""
        match step:
            case s.Written() | s.Resized():
                self.files[step.inode].take(step)
            case s.Synced():
                self.files[step.inode].sync()
            case s.SyncedFolder():
                self._sync(step.name)
            case s.Named():
                _name(self.now, step.names)
                self.since.append(step)
            case s.Said():
                pass

    def _sync(self, folder: str) -> None:
        left = []
        for step in self.since:
            if {_folder_of(name) for name in step.names} == {folder}:
                _name(self.kept, step.names)
            else:
                left.append(step)
        self.since = left

    def contents(self) -> dict[str, bytes]:
        """Give every file as programs see it."""
        return self._read(self.now, {i: bytes(f.now) for i, f in self.files.items()})

    def after_power_cut(self, chance: Random, *, mode: str) -> dict[str, bytes]:
        """Give every file as it may be once the power is back, by its name."""
        names = dict(self.kept)
        share = {**SHARES, "names": 1, "contents": 0}.get(mode, 0.5)
        for step in self.since:
            if chance.random() < share:
                _name(names, step.names)
        torn = {i: self.files[i].torn(chance, mode) for i in {*names.values()} - {0}}
        return self._read(names, torn)

    @staticmethod
    def _read(names: Mapping[str, int], held: Mapping[int, bytes]) -> dict[str, bytes]:
        def is_reached(name: str) -> bool:
            folder = _folder_of(name)
            return not folder or (folder in names and is_reached(folder))

        return {n: held[i] for n, i in names.items() if i and is_reached(n)}


def _apply(data: bytearray, step: s.Written | s.Resized) -> None:
    end = step.size if isinstance(step, s.Resized) else step.offset + len(step.data)
    if len(data) < end:
        data.extend(bytes(end - len(data)))
    if isinstance(step, s.Resized):
        del data[step.size :]
    else:
        data[step.offset : end] = step.data


def _name(names: dict[str, int], changed: Mapping[str, int | None]) -> None:
    for name, inode in changed.items():
        if inode is None:
            names.pop(name, None)
        else:
            names[name] = inode


def _folder_of(name: str) -> str:
    return name.rpartition("/")[0]
