"""The state of a book: what its events add up to, and what the next one may be.

`evolve` folds an event into the state and never refuses; `admit` says whether an event
may be the next one. Recording and verifying use the same two, so that a verifier
replays the very rules under which a fact was recorded.
"""
