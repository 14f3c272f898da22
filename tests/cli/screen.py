"""A real terminal, as many columns wide as one likes: what is seen there is read."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import shlex
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from pathlib import Path

from cli.tables import width
from tests.conftest import ROOT

PROGRAM = [sys.executable, "-c", "from cli.main import main; main()"]
STYLE = re.compile(r"\x1b\[[0-9;]*m")
VARIABLES = {
    "PAGER": "cat",
    "PYTHONPATH": str(ROOT),
    "TERM": "xterm-256color",
    "VERANTWOORD_CLOCK": "2026-01-20T10:00:00Z",
    "VERANTWOORD_DATA": "",
    "VERANTWOORD_USER": "an",
}


def screen(
    command: str,
    folder: Path,
    *,
    columns: int = 80,
    program: list[str] = PROGRAM,
    variables: Mapping[str, str] | None = None,
) -> str:
    """What stands on a terminal once a command that needs no answers has ended."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    known = {name: text for name, text in os.environ.items() if name != "COLUMNS"}
    with subprocess.Popen(
        [*program, *shlex.split(command)],
        cwd=folder,
        env={**known, **VARIABLES, **(variables or {})},
        stdin=subprocess.DEVNULL,
        stdout=slave,
        stderr=slave,
    ):
        os.close(slave)
        seen = _read(master)
    os.close(master)
    return seen.decode().replace("\r\n", "\n")


def _read(master: int) -> bytes:
    seen = b""
    while True:
        try:
            part = os.read(master, 1 << 16)
        except OSError:  # Linux says so that nobody writes any more
            return seen
        if not part:
            return seen
        seen += part


def bare(seen: str) -> str:
    """Give a screen without its styles."""
    return STYLE.sub("", seen)


def widest(seen: str) -> int:
    """Count the columns of the widest line."""
    return max(map(width, bare(seen).splitlines()))
