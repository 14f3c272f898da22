"""Which test goes through which line of the core, and how long it takes.

Lines that run while a fixture is set up count for every test that asks for it. What the
core keeps (`functools.cache`) is forgotten before every test, as otherwise only the
first one would seem to need it.
"""

from __future__ import annotations

import functools
import gc
import sys
import time
from collections.abc import Iterator
from types import CodeType, FrameType
from typing import Any, Protocol

import msgspec
import pytest
from hypothesis import settings

from tests.conftest import ROOT

OURS = ("ledger", "projections", "cli", "fixtures", "tests")
EXAMPLES_MAX = 15
_SETTINGS = "_hypothesis_internal_use_settings"
Lines = set[tuple[str, int]]
_KEEPING = type(functools.cache(len))
"""What `functools.cache` makes of a function; its module gives the type no name."""


class Keeper(Protocol):
    """A function of which the results are kept."""

    def cache_clear(self) -> None:
        """Forget them."""


class Traced(msgspec.Struct):
    """A test: how long it took, and its lines by module."""

    seconds: float
    lines: dict[str, list[int]]


def keepers() -> list[Keeper]:
    """Find what keeps the results of earlier calls in our modules."""
    return [
        each
        for each in gc.get_objects()
        # By its type: to ask for its class would wake proxies of libraries.
        if type(each) is _KEEPING
        and (getattr(each, "__module__", None) or "").partition(".")[0] in OURS
    ]


def forget(known: list[Keeper]) -> None:
    """Empty what keeps the results of earlier calls."""
    from ledger import sealed  # a cold process must not know it before

    for each in known:
        each.cache_clear()
    sealed._sealed_fields.clear()  # noqa: SLF001  # the one that is a dictionary


class Tracing:
    """A plugin of pytest that fills `tests`."""

    def __init__(self, modules: list[str]) -> None:
        """Watch these files."""
        self.tests: dict[str, Traced] = {}
        self._names = {str(ROOT / name): name for name in modules}
        self._fixtures: dict[str, Lines] = {}
        self._now: Lines = set()
        self._unseen: dict[CodeType, set[int]] = {}  # a line is told once for each test

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Let hypothesis show less: for which lines are run, some examples will do."""
        for item in items:
            function = getattr(item, "function", None)
            asked = getattr(function, _SETTINGS, None)
            if asked and asked.max_examples > EXAMPLES_MAX:
                setattr(function, _SETTINGS, settings(asked, max_examples=EXAMPLES_MAX))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[Any]:
        """Trace a test, with all that is set up for it."""
        forget(keepers())
        self._begin()
        start = time.process_time()
        sys.settrace(self._called)
        try:
            return (yield)
        finally:
            sys.settrace(None)
            for name in getattr(item, "fixturenames", ()):
                self._now |= self._fixtures.get(name, set())
            self._keep(item.nodeid, time.process_time() - start)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Iterator[Any]:
        """Tell apart what a fixture needs."""
        outer = self._now
        self._begin()
        try:
            return (yield)
        finally:
            self._fixtures.setdefault(fixturedef.argname, set()).update(self._now)
            self._now |= outer
            self._unseen = {}

    def _keep(self, test: str, seconds: float) -> None:
        lines: dict[str, list[int]] = {}
        for path, line in sorted(self._now):
            lines.setdefault(self._names[path], []).append(line)
        self.tests[test] = Traced(seconds, lines)

    def _called(self, frame: FrameType, *_: object) -> Any:  # noqa: ANN401  # a trace function, or None: it has no other name
        code = frame.f_code
        if code.co_filename not in self._names:
            return None
        if code not in self._unseen:
            self._unseen[code] = {line for *_, line in code.co_lines() if line}
        return self._line if self._unseen[code] else None

    def _line(self, frame: FrameType, *_: object) -> Any:  # noqa: ANN401  # a trace function, or None: it has no other name
        line = frame.f_lineno
        self._unseen[frame.f_code].discard(line)
        self._now.add((frame.f_code.co_filename, line))
        return self._line

    def _begin(self) -> None:
        self._now, self._unseen = set(), {}
