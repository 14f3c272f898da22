"""Benchmarks: each figure beside its floor, in the same run. They gate nothing.

make bench                              # a book of 100,000 events, ten years
python -m tests.benchmarks --million    # as large as the goals are
python -m tests.benchmarks 20000 replay history     # these rows, and no page written
"""
