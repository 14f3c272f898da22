"""A mutant is shown to its tests: in a forked child, which tells by its exit code.

Not trusted: the code under test is broken on purpose. So a child is confined (`pool`).
"""

from __future__ import annotations

import gc
import importlib.machinery
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, Final

import pytest
from hypothesis import Phase, settings

from tests.conftest import ROOT
from tests.forked import begin_step
from tests.mutants.changes import Module, Mutant
from tests.mutants.choosing import Choice
from tests.mutants.quiet import QUIET
from tests.mutants.tracing import Keeper, forget, keepers

SURVIVED: Final = 0
KILLED: Final = 1
PATIENCE: Final = 10
"""How much slower than it was a test may be, before it counts as one without end."""


def do_not_shrink() -> None:
    """Let hypothesis find, and not make smaller what it found."""
    phases = (Phase.explicit, Phase.reuse, Phase.generate)
    settings.register_profile("mutants", derandomize=True, deadline=None, phases=phases)
    settings.load_profile("mutants")


class Steps:
    """A plugin of pytest: bounds each test, and tells which one failed."""

    def __init__(self, folder: Path, choice: Choice, *, wanted: list[str]) -> None:
        """Run the wanted tests in their order, and no other."""
        self._folder, self._choice = folder, choice
        self._wanted = {test: place for place, test in enumerate(wanted)}
        self.has_failed = False

    def pytest_collection(self) -> None:
        """Before tests are collected: they take over the profile of now."""
        do_not_shrink()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Choose, and put in order."""
        items[:] = [each for each in items if each.nodeid in self._wanted]
        items.sort(key=lambda each: self._wanted[each.nodeid])

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Begin with a test."""
        begin_step(3 + PATIENCE * self._choice.tests[nodeid].seconds)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """See whether it failed."""
        if report.failed and not self.has_failed:
            self.has_failed = True
            (self._folder / "said").write_text(report.nodeid, encoding="utf-8")


def show_cold(mutant: Mutant, folder: Path, *, module: Module, choice: Choice) -> int:
    """Read the changed module in the place of its file, then run its tests."""
    wanted = choice.of(mutant)
    if not wanted:
        return SURVIVED
    read_instead(ROOT / module.name, module.compiled(mutant.number, ROOT / module.name))
    steps = Steps(folder, choice, wanted=wanted)
    files = sorted({str(ROOT / test.partition("::")[0]) for test in wanted})
    begin_step(60)
    code = pytest.main([*QUIET, "-x", *files], plugins=[steps])
    return SURVIVED if code == pytest.ExitCode.OK else KILLED


def read_instead(path: Path, code: CodeType) -> None:
    """Give this code to whoever imports the file."""
    loader: Any = importlib.machinery.SourceFileLoader
    get_code = loader.get_code

    def get(self: Any, name: str) -> CodeType:  # noqa: ANN401
        is_it = self.get_filename(name) == str(path)
        return code if is_it else get_code(self, name)

    loader.get_code = get


Place = tuple[str, str, int]
Functions = dict[Place, list[FunctionType]]


def functions() -> Functions:
    """Find every function of our own that there is, by where it stands."""
    found: Functions = {}
    for each in gc.get_objects():
        if type(each) is FunctionType and each.__code__.co_filename.startswith(
            str(ROOT)
        ):
            found.setdefault(place_of(each.__code__), []).append(each)
    return found


def place_of(code: CodeType) -> Place:
    """Where the code of a function stands."""
    return code.co_filename, code.co_qualname, code.co_firstlineno


def replace(code: CodeType, known: Functions) -> int:
    """Give their new code to all functions of a module; say to how many."""
    replaced = 0
    for inner in codes_in(code):
        for function in known.get(place_of(inner), ()):
            function.__code__ = inner
            replaced += 1
    return replaced


def codes_in(code: CodeType) -> Iterator[CodeType]:
    """Yield the code of all that is defined in some code, however deep."""
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield inner
            yield from codes_in(inner)


class Warm:
    """A plugin of pytest that has all tests at hand, and runs `each` in their place."""

    def __init__(self, choice: Choice, each: Callable[[Warm], None]) -> None:
        """`each` shows the mutants, with `show`."""
        self._choice, self._each = choice, each
        self._items: dict[str, pytest.Item] = {}
        self._functions: Functions = {}
        self._keepers: list[Keeper] = []

    def pytest_collection(self) -> None:
        """As in `Steps`."""
        do_not_shrink()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Show the mutants."""
        self._items = {item.nodeid: item for item in session.items}
        # The settings of the tests freeze what was collected: it would not be found.
        gc.unfreeze()
        self._functions, self._keepers = functions(), keepers()
        gc.collect()
        gc.freeze()
        self._each(self)
        return True

    def show(self, mutant: Mutant, folder: Path, *, module: Module) -> int:
        """Change the code of the function, then run the tests of the mutant."""
        wanted = [test for test in self._choice.of(mutant) if test in self._items]
        if not wanted:
            return SURVIVED
        forget(self._keepers)
        code = module.compiled(mutant.number, ROOT / module.name)
        if not replace(code, self._functions):
            raise LookupError(str(mutant))
        return self._run([self._items[test] for test in wanted], folder)

    def _run(self, items: list[pytest.Item], folder: Path) -> int:
        manager = items[0].config.pluginmanager
        steps = Steps(folder, self._choice, wanted=[])
        manager.register(steps)
        for item, following in _pairs(items):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if steps.has_failed:
                return KILLED
        return SURVIVED


def _pairs(
    items: list[pytest.Item],
) -> Iterable[tuple[pytest.Item, pytest.Item | None]]:
    return zip(items, [*items[1:], None], strict=True)
