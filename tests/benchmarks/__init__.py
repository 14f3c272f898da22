"""Benchmarks: each figure beside its floor, in the same run. They gate nothing.

make bench                              # 10,000 facts
python -m tests.benchmarks 100000       # as many as you like
python -m tests.benchmarks 70000 replay history     # these rows, and no page written
"""
