"""Mutation testing of the pure core: whether a test notices one thing that changed.

A *mutant* is a module of the core with one thing changed: `<` for `<=`, `and` for `or`,
a constant off by one, a condition turned round, a statement gone. It is *killed* where
a test fails (or does not come to an end), else it *survives*: a test is missing, or the
mutant is *equivalent* to what it was made of, for a reason in `equivalent.toml`.

    python -m tests.mutants [--sample 400] [--seed 1] [--only ledger/money.py]

Words. A *site* is a place in the syntax tree, a *change* what may stand there instead.
A change within a function is *warm*: a process that has all tests at hand forks, and in
the child the code of that function is replaced. What is evaluated when a module is
imported (a table, a pattern, a bound, a default) is *cold*: a process that knows the
libraries only forks, and in the child the module is read from the changed tree.

The tests of a mutant are those that ran through its lines (`tracing`), nearest and
fastest first, until one fails or their time is used up.
"""
