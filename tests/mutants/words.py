"""The fixed sentences of docs/mutants.md."""

from __future__ import annotations

from typing import Final

HEAD: Final = """# Mutation testing of the pure core

`make mutants` changes one thing in a module of the core (`<` for `<=`, `and` for `or`,
a number off by one, a condition turned round, a statement gone, a code of a closed
list, two arguments swapped) and sees whether a test fails. `make mutants SAMPLE=400
SEED=1` takes some by chance, `make mutants ONLY=ledger/money.py` those of one module.
It writes this page. What the core is stands in `tests/mutants/core.py`, how it is done
in `tests/mutants/__init__.py`; sentences for people, annotations and whether a Struct
is frozen are not changed. A mutant is shown the tests of `tests/ledger` that go through
its lines, nearest and fastest first, until 20 seconds of their work are over: what
survives here might still be found by the whole suite.

The runner is our own. The tools that there are (mutmut, cosmic-ray) change sentences
for people too; one replaces only what is in functions, while many rules of the format
are patterns, bounds and tables that are evaluated on import; the other starts a Python
for each mutant.

## The last run
"""

BY_MODULE: Final = """
| module | mutants | killed | survived | equivalent | score |
| --- | ---: | ---: | ---: | ---: | ---: |"""

SURVIVORS: Final = """
## Survivors
"""

EQUIVALENTS: Final = """
## Known to be equivalent

What no test can tell from the original, by `tests/mutants/equivalent.toml`. They are
not counted, and shown to the tests only with `--equivalent`.
"""
