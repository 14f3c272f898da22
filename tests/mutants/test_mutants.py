"""The runner of mutants finds what a test lets pass, and leaves words alone."""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.forked import Ended, begin_step, forked
from tests.limits import RAISED
from tests.mutants import equivalent, report
from tests.mutants.changes import Module, Mutant
from tests.mutants.core import modules

SOURCE = textwrap.dedent(
    '''
    """A module."""

    MOST = 5


    def f(a: int, b: int = 1) -> int | None:
        """Words."""
        if a < MOST and not b:
            raise UsageError("too small", found=str(a + 1))
        a += 1
        return g(a, b)
    '''
)
CHANGES = """\
4 5 → 6
4 5 → 4
7 1 → 2
7 1 → 0
9 a < MOST and (not b) → a < MOST or not b
9 a < MOST and (not b) → not b
9 a < MOST and (not b) → a < MOST
9 a < MOST → a <= MOST
9 not b → b
10 raise UsageError('too small', found=str(a + 1)) → pass
11 a += 1 → pass
11 1 → 2
11 1 → 0
12 return g(a, b) → return None
12 g(a, b) → g(b, a)
"""


def test_each_thing_is_changed_but_types_and_sentences() -> None:
    found = [f"{each.lines[0]} {each.change}" for each in Module("m", SOURCE).mutants]
    assert found == CHANGES.splitlines()


def test_what_is_evaluated_on_import_is_cold() -> None:
    cold = [each.lines[0] for each in Module("m", SOURCE).mutants if not each.is_warm]
    assert cold == [4, 4, 7, 7]


def test_a_change_is_made_and_taken_back() -> None:
    module = Module("m", "def f(a):\n    return a < 1\n")
    number = next(each.number for each in module.mutants if "<=" in each.change)
    for _ in range(2):
        world: dict[str, object] = {}
        exec(module.compiled(number, Path("m.py")), world)  # noqa: S102  # ours
        assert world["f"](1) is True  # type: ignore[operator]  # the function above
        assert [each.change for each in Module("m", module.source).mutants] == [
            each.change for each in module.mutants
        ]


@pytest.fixture(scope="module")
def mutants() -> list[Mutant]:
    return [
        each
        for name in modules()
        for each in Module(name, (ROOT / name).read_text("utf-8")).mutants
    ]


def test_the_table_of_equivalents_is_of_the_sources_as_they_are(
    mutants: list[Mutant],
) -> None:
    known = equivalent.table(equivalent.TABLE.read_text("utf-8"))
    assert equivalent.stale(mutants, known) == []
    assert all(each.why for each in known)


def test_an_entry_of_a_line_that_is_gone_is_stale(mutants: list[Mutant]) -> None:
    gone = equivalent.Known("ledger/money.py", "no line", ("*",), "for no reason")
    assert equivalent.stale(mutants, [gone]) == ["ledger/money.py: no line: *"]


def test_what_comes_to_no_end_is_ended_and_counts_as_killed() -> None:
    def endless(_task: int, _folder: Path) -> int:
        begin_step(0.1)
        while True:
            pass

    (ended,) = forked([1], endless, jobs=1)
    assert ended.code < 0


def test_what_was_not_shown_to_its_tests_is_not_killed(mutants: list[Mutant]) -> None:
    with pytest.raises(RuntimeError, match="was not shown to its tests"):
        report.Progress(1).tell(Ended(mutants[0], RAISED, ""))


def run(folder: Path, *more: str, tests: str) -> subprocess.CompletedProcess[str]:
    sample = ["--only", "ledger/money.py", "--sample", "6", "--tests", tests]
    sample += [*more, "--traces", str(folder / "traces.json")]
    command = [sys.executable, "-m", "tests.mutants", *sample]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_tests_that_look_kill_and_those_that_do_not_let_pass(tmp_path: Path) -> None:
    looking = run(tmp_path, tests="tests/ledger/test_money.py")
    assert looking.returncode == 0, looking.stdout + looking.stderr
    assert re.search(r"^[56] of 6 mutants killed", looking.stdout, re.MULTILINE)
    away = run(tmp_path, tests="tests/ledger/test_fingerprint.py")
    assert away.returncode == 1
    assert "0 of 6 mutants killed (0.0%)" in away.stdout
    assert away.stdout.count("survived: ledger/money.py:") == 6


def test_what_no_test_can_tell_survives_those_that_kill_the_others(
    tmp_path: Path,
) -> None:
    shown = run(tmp_path, "--equivalent", tests="tests/ledger/test_money.py")
    assert shown.returncode == 0, shown.stdout + shown.stderr
    assert "0 of 4 mutants killed (0.0%)" in shown.stdout


def test_the_page_names_every_survivor(mutants: list[Mutant]) -> None:
    one, other, *_ = (each for each in mutants if each.module == "ledger/money.py")
    ended = [Ended(one, 0, ""), Ended(other, 1, "a test")]
    page = report.written(report.Run(2, 1, (), 9), ended, reasons={})
    assert "1 of 2 mutants killed (50.0%)" in page
    assert f"- `ledger/money.py:{one.lines[0]}`" in page
    assert "| `ledger/money.py` | 2 | 1 | 1 | 0 | 50% |" in page
