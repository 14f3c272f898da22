"""Hand out one event: a small file that proves it to be in the log of the school.

data = hand_out(path, 17, key=key, left_out={"supplier_iban"})
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from ledger.book.checkpoints import format_note_of, head, kept_note, log_key
from ledger.book.snapshot import snapshot
from ledger.errors import UsageError
from ledger.keys import SigningKey
from ledger.messages import message
from ledger.note import Proof, format_proof, format_vkey
from ledger.store.reading import Reader
from ledger.tree import prove_inclusion
from ledger.verify.extra import Extra, encode_extra


def hand_out(
    path: Path,
    n: int,
    *,
    key: SigningKey | None = None,
    left_out: Collection[str] = (),
) -> bytes:
    """Give the C2SP tlog-proof of event `n` in the log as it is now.

    `left_out` names the sealed values that are not to be told. Raises `UsageError`
    where the book has no such event; the key is needed as for a bundle.
    """
    with snapshot(path) as connection:
        reader = Reader(connection)
        said = head(reader)
        if not 0 <= n < said.size:
            raise UsageError(
                message("the book has no event #{number}", number=n + 1),
                place=str(path),
                expected=message("#1 to #{last}", last=said.size),
                found=f"#{n + 1}",
                next_step=message("see the numbers with: verantwoord show history"),
            )
        kept = kept_note(reader, said) if key is None else None
        note = kept or format_note_of(reader, said, key=key)
        named = log_key(reader)
        extra = Extra(
            disclosures=[e for e in reader.sealed(n) if e.slot not in left_out],
            key=format_vkey(named) if named else None,
            leaf=reader.line(n).decode(),
        )
        hashes = prove_inclusion(n, said.size, read=reader.hashes)
    return format_proof(Proof(n, tuple(hashes), note, encode_extra(extra)))
