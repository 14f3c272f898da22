"""Outlines: what an event is chosen by, and the read model that keeps them on disk.

Words. The *outline* of an event is its type, day and amount, and which event it undoes:
all of it public. A *question* asks for events by these. A *shelf* is a folder of files,
one for each log by the SHA-256 of its origin, that keep the outlines of its first
events, and with them their *position* (how many they are) and the root of the tree at
that size. A question is answered from the file up to its position, and from the log
from there on; then only what was found is decoded.

    with BookView(path) as view:
        for line in found(view, wanted=wanted, on=None, shelf=Shelf(folder)): …

A file is disposable. It is caught up in batches, each in one transaction with its
position; it is made anew where it is missing, damaged, or of another history; and where
it can be neither, the log answers alone. What is found is the same in every case.

Nothing sealed is kept: an erasure need not reach a file.

Not trusted: whoever edits a file can hide lines of a filtered history until the file is
thrown away, and can put none into it, as each is looked up in the log. Nobody else
looks into it, `verify` least of all.
"""

from projections.outlines.question import Question
from projections.outlines.shelf import LEAST, Shelf

__all__ = ["LEAST", "Question", "Shelf"]
