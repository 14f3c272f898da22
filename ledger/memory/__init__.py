"""Memory: which heads this verifier has seen, so that a log cannot be told anew.

One small SQLite file for all logs, shared by several processes. A row is a head that a
check ended well with: its note, the key that its log began with, the school, when it
was first seen and in which file. Nothing is ever changed in a row, and none is removed.

Trusted as far as the verifier's own disk is: whoever edits this file can take away what
was seen, or make an honest log look like a fork; nothing in it makes `verify` pass.

    memory = Memory(folder / "seen.db")
    memory.remember(Seen(origin=…, key=…, size=137, root=…, note=…, …))
    memory.heads()
"""

from ledger.memory.seen import Memory, Seen

__all__ = ["Memory", "Seen"]
