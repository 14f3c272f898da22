"""What a program asked the system to do with the files of one folder, in its order.

    steps = traced([sys.executable, "-m", "a.program"], folder)

It is read from `strace`, which writes down every call with all of its bytes. A call
that would change a file in a way that is not known here is an error, not a gap; and who
plays the steps again (`tests.lives.disk`) compares the end with the files there are.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT
from tests.lives import steps as s

CALLS = (
    *("open", "openat", "creat", "close", "dup", "dup2", "dup3", "lseek", "read"),
    *("write", "pwrite64", "writev", "pwritev", "pwritev2", "ftruncate", "fallocate"),
    *("fsync", "fdatasync", "sync_file_range", "copy_file_range", "sendfile"),
    *("unlink", "unlinkat", "rename", "renameat", "renameat2", "link", "linkat"),
    *("mkdir", "mkdirat"),
)
STRACE = ("strace", "-f", "--seccomp-bpf", "-qq", "-xx", "-s", "100000000")
_LINE = re.compile(rb"\d+ +(\w+)\((.*)\) += (\d+)", re.DOTALL)


def traced(command: list[str], folder: Path) -> list[s.Step]:
    """Run a program on a folder until it ends, and give what it did with its files."""
    log = folder.with_name(f"{folder.name}.trace")
    done = subprocess.run(
        [*STRACE, "-e", f"trace={','.join(CALLS)}", "-o", str(log), *command],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert not done.stderr, done.stderr.decode()
    reading = _Reading(str(folder))
    return [step for line in _whole_lines(log) for step in reading.steps(line)]


def _whole_lines(log: Path) -> Iterator[bytes]:
    """Give each call: where another thread came between, it is put together again."""
    begun: dict[bytes, bytes] = {}
    with log.open("rb") as file:
        for line in file:
            thread = line.partition(b" ")[0]
            if line.endswith(b" <unfinished ...>\n"):
                begun[thread] = line.removesuffix(b" <unfinished ...>\n")
            elif b" resumed>" in line[:60]:
                yield begun.pop(thread) + line.partition(b" resumed>")[2]
            else:
                yield line


class _Reading:
    """Where each descriptor points, and which names there are."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.files: dict[bytes, int | str] = {}
        self.places: dict[bytes, int] = {}
        self.names: dict[str, int] = {}
        self.count = 0

    def steps(self, line: bytes) -> Iterator[s.Step]:
        """Read one call; one that failed has done nothing."""
        found = _LINE.match(line)
        if not found:
            return
        call, given, result = found[1].decode(), found[2].split(b", "), int(found[3])
        if call in {"open", "openat", "creat"}:
            yield from self._open(given, b"%d" % result)
        elif call.startswith(("unlink", "rename", "link", "mkdir")):
            yield from self._name(call, self._paths(given))
        elif given[0] in self.files:
            yield from self._use(call, given, result=result)
        elif call == "write" and given[0] == b"1":
            yield s.Said(_bytes(given[1]).decode())

    def _paths(self, given: list[bytes]) -> list[str | None]:
        """Name the paths as seen from the folder; None for those outside of it."""
        made = []
        for text in given:
            if text.startswith(b'"'):
                path = os.path.normpath(f"{self.folder}/{_bytes(text).decode()}")
                if text.startswith(b'"\\x2f'):
                    path = os.path.normpath(_bytes(text).decode())
                inside = f"{path}/".startswith(f"{self.folder}/")
                made.append(path[len(self.folder) + 1 :] if inside else None)
        return made

    def _open(self, given: list[bytes], descriptor: bytes) -> Iterator[s.Step]:
        self.files.pop(descriptor, None)
        (name,), flags = self._paths(given), b"|".join(given)
        if name is None:
            return
        if b"O_APPEND" in flags:
            raise NotImplementedError(name)
        if name not in self.names and name:
            self.count += 1
            yield self._set({name: self.count})
        inode = self.names.get(name, s.FOLDER)
        self.files[descriptor], self.places[descriptor] = inode or name, 0
        if b"O_TRUNC" in flags:
            yield s.Resized(inode, 0)

    def _name(self, call: str, paths: list[str | None]) -> Iterator[s.Step]:
        if all(path is None for path in paths):
            return
        names = [path for path in paths if path is not None]
        assert len(names) == len(paths), "a file comes from elsewhere"
        if call.startswith("unlink"):
            yield self._set({names[0]: None})
        elif call.startswith("mkdir"):
            yield self._set({names[0]: s.FOLDER})
        else:
            old, new = names
            gone = {} if call.startswith("link") else {old: None}
            yield self._set({new: self.names[old], **gone})

    def _set(self, names: dict[str, int | None]) -> s.Named:
        for name, inode in names.items():
            if inode is None:
                del self.names[name]
            else:
                self.names[name] = inode
        return s.Named(names)

    def _use(self, call: str, given: list[bytes], *, result: int) -> Iterator[s.Step]:
        descriptor, target = given[0], self.files[given[0]]
        if call == "close":
            del self.files[descriptor]
        elif call in {"fsync", "fdatasync"}:
            yield _synced(target)
        elif call == "lseek":
            self.places[descriptor] = result
        elif call == "read":
            self.places[descriptor] += result
        else:
            yield self._change(call, given, result=result)

    def _change(self, call: str, given: list[bytes], *, result: int) -> s.Step:
        inode = self.files[given[0]]
        assert isinstance(inode, int)
        if call == "ftruncate":
            return s.Resized(inode, int(given[1]))
        if call not in {"write", "pwrite64"}:
            raise NotImplementedError(call)
        offset = int(given[3]) if call == "pwrite64" else self.places[given[0]]
        self.places[given[0]] += result if call == "write" else 0
        return s.Written(inode, offset, _bytes(given[1])[:result])


def _synced(target: int | str) -> s.Step:
    return s.SyncedFolder(target) if isinstance(target, str) else s.Synced(target)


def _bytes(text: bytes) -> bytes:
    return bytes.fromhex(text.strip(b'"').replace(b"\\x", b"").decode())
