"""What a year without an allocation owes is not told as if it were known."""

from __future__ import annotations

import pytest

from tests.cli.terminal import INIT, Terminal

SAID = "2026: what is at risk depends on the allocation\n"
SHOWS = ("show refund", "show balance", "explain refund-due", "explain carried-over")
SPENT = "record expense --year 2026 --on 2026-01-05 --amount 10 --category travel"


@pytest.mark.parametrize("command", SHOWS)
def test_it_depends_on_the_allocation(terminal: Terminal, command: str) -> None:
    terminal.sets(clock="2026-01-20T10:00:00Z")
    terminal.does(INIT)
    terminal.does(f"{SPENT} --beneficiary team --supplier X --description Y --ref A")
    assert SAID in terminal.does(command).out
    assert SAID not in terminal.does("explain spent").out
    terminal.does("record allocation --year 2026 --amount 100 --on 2026-01-10")
    assert SAID not in terminal.does(command).out
