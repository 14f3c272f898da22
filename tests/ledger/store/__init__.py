"""Tests of the store: what is kept, how it is guarded, and what is no book."""
