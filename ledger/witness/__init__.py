"""A witness: it cosigns the heads of logs, after checking that each log only grew.

Somebody outside of the school (a regulator, an auditor) keeps a key and a small file.
For each log the file holds the last head that was cosigned. A later head is cosigned
only with a proof that it extends that one: so a school that rewrites its book cannot
get a second story cosigned, and every cosignature says by when the events were there.
Requests and answers are files, and go by mail or on a stick.

Words. *Seen* is the last cosigned head of a log. A *fork* is another signed head of
the same size: both notes are written to files, as evidence. A proof that does not hold
is no evidence: the request is refused, and nothing is remembered.

    with open_memory(path) as memory:
        answer = cosign_request(memory, request, key=key, asked=asked, time=time)

Source: c2sp.org/tlog-witness (`add-checkpoint`), c2sp.org/tlog-cosignature.
"""

from ledger.witness.cosigning import Asked, Cosigned, cosign_request
from ledger.witness.memory import Memory, make_memory, open_memory
from ledger.witness.refusals import ForkError, SpoiltProofError

__all__ = [
    "Asked",
    "Cosigned",
    "ForkError",
    "Memory",
    "SpoiltProofError",
    "cosign_request",
    "make_memory",
    "open_memory",
]
