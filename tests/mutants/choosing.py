"""Which tests a mutant is shown, and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import Final

from tests.mutants.changes import Mutant
from tests.mutants.tracing import Traced

SECONDS_MAX: Final = 20.0
"""How much work of tests (as it was while they were traced) a mutant has to survive."""

FILES_MAX: Final = 6
"""How many files of tests a cold mutant is shown: each of them is read anew."""

FAR: Final = 1_000.0
FARTHER: Final = 4
"""How much faster a test has to be that is not about the module, to come first."""

NEAR: Final = {
    "ledger/days.py": ("test_days", "test_values"),
    "ledger/values.py": (
        "test_values",
        "test_admit_bounds",
        "test_events",
        "test_codec",
    ),
    "ledger/events/keeping.py": ("test_admit_keeping",),
    "ledger/events/": ("test_events", "test_vectors", "test_values", "test_codec"),
    "ledger/state/packing.py": ("test_resting",),
    "ledger/state/resting.py": ("test_resting",),
    "ledger/state/": ("test_evolve", "test_figures", "test_invoices", "test_erasing"),
    "ledger/note/vkey.py": ("test_vkey", "test_signatures", "test_c2sp_examples"),
    "ledger/note/signed.py": ("test_note",),
    "ledger/note/proof.py": ("test_tlog_proof",),
    "ledger/closing.py": (
        "test_resting",
        "test_admit_close",
        "test_figures_of_a_close",
    ),
    "ledger/tree.py": ("test_tree", "test_proofs"),
    "ledger/decide/": ("test_decide", "test_erasing"),
    "ledger/admit/": ("test_admit", "test_erasing"),
}
"""Files of tests that are about a module, where they are not called as it is.

The longest name that a module begins with counts.
"""


class Choice:
    """Chooses among the tests that were traced."""

    def __init__(self, tests: dict[str, Traced]) -> None:
        """Turn the table round: from lines to tests."""
        self.tests = tests
        self._through: dict[tuple[str, int], list[str]] = {}
        self._touching: dict[str, set[str]] = {}
        for test, traced in tests.items():
            for module, lines in traced.lines.items():
                self._touching.setdefault(module, set()).add(test)
                for line in lines:
                    self._through.setdefault((module, line), []).append(test)

    def of(self, mutant: Mutant) -> list[str]:
        """Name the tests, nearest and fastest first, as far as there is time."""
        found = self._warm(mutant) if mutant.is_warm else self._cold(mutant)
        chosen, work = list[str](), 0.0
        for test in sorted(found, key=lambda each: self._rank(each, mutant.module)):
            work += self.tests[test].seconds
            if chosen and work > SECONDS_MAX:
                break
            chosen.append(test)
        return chosen

    def _warm(self, mutant: Mutant) -> set[str]:
        for first, last in (mutant.lines, mutant.statement):
            found = set(self._tests_of(mutant.module, range(first, last + 1)))
            if found:
                return found
        return set()

    def _tests_of(self, module: str, lines: range) -> Iterator[str]:
        for line in lines:
            yield from self._through.get((module, line), ())

    def _cold(self, mutant: Mutant) -> list[str]:
        near = {test for test in self.tests if is_near(test, mutant.module)}
        touching = near | self._touching.get(mutant.module, set())
        touching = touching or set(self.tests)
        files: dict[str, float] = {}
        for test in touching:
            name = test.partition("::")[0]
            far = 0 if test in near else FAR
            far -= PurePath(mutant.module).stem in name
            files[name] = min(files.get(name, 1e9), far + self.tests[test].seconds)
        nearest = sorted(files, key=files.__getitem__)[:FILES_MAX]
        return [test for test in touching if test.partition("::")[0] in nearest]

    def _rank(self, test: str, module: str) -> float:
        return self.tests[test].seconds * (1 if is_near(test, module) else FARTHER)


def is_near(test: str, module: str) -> bool:
    """Whether the file of a test is about a module."""
    name = PurePath(test.partition("::")[0]).stem
    where = max(filter(module.startswith, NEAR), key=len, default="")
    stems = (f"test_{PurePath(module).stem}", *NEAR.get(where, ()))
    return any(name.startswith(stem) for stem in stems)
