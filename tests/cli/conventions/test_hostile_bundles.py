"""Whatever a file holds, `verify` ends in its code and says so in words."""

from __future__ import annotations

from fixtures.every_kind import KEY
from fixtures.faults import faults
from tests.cli.terminal import Terminal

QUICK = {
    name: fault
    for name, fault in faults().items()
    if not name.startswith("large:") and "at its end" not in name
}
"""Not those that take their time, which are measured with all others."""


def test_the_command_line_ends_in_the_code_of_a_fault(terminal: Terminal) -> None:
    wrong, path = {}, terminal.folder / "hostile.zip"
    for name in [*QUICK][::3]:
        fault = QUICK[name]
        path.write_bytes(fault.make())
        answer = terminal("verify hostile.zip --key", KEY.vkey)
        lines = (answer.out + answer.err).splitlines()
        safe = all(line.isprintable() for line in lines)
        if (answer.code, safe) != (fault.code, True):
            wrong[name] = answer
    assert wrong == {}
