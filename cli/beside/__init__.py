"""A second process that reads what is checked, at the same time as this one.

It is sent the lines of a log, and says of each batch that all are canonical, and what
the root is after it; of sealed values, what they commit to (`ledger.verify.scan`). This
process decodes the same bytes and does all the rest. Where anything is wrong with a
batch, or the second process ends for whatever reason, nothing was decided: the check
begins again, and is made by this process alone. So its answer never depends on it. One
that was stopped (`kill -STOP`) is waited for, as for anything that a system stops.

    with beside() as scan_for:
        outcome = examine_bundle(file, trust, scan_for=scan_for)
"""

from cli.beside.asking import beside

__all__ = ["beside"]
