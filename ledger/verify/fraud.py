r"""A fraud proof: two signed heads of one log that cannot both be true.

A log only grows: the root of a smaller size stays what it was. Who holds a head, and
sees a larger one of the same log that gives another root at that size, can show it to
anybody by one file of canonical JSON, without a line feed:

    {"format":"verantwoord-fraud/1","keys":["verantwoord/030569/…+…+…"],
     "newer":"verantwoord/030569/…\n140\n…","older":"verantwoord/030569/…\n137\n…",
     "origin":"verantwoord/030569/…","proof":["…"],"root_of_newer":"…"}

(Broken here only.) `older` and `newer` are notes, `older` of the smaller size.
`root_of_newer` is the root that the newer log has at that size, and `proof` the
consistency proof (RFC 6962) that leads from it to the root of `newer`. Since that root
is not the one of `older`, whoever signed both has told two stories. `keys` are those
that signed; whether they are the school's, only the reader can say.

Law: `decode_fraud(encode_fraud(fraud)) == fraud`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal

import msgspec

from ledger.errors import MalformedError
from ledger.messages import message
from ledger.note import VerifierKey, format_vkey, parse_checkpoint, parse_head
from ledger.note.vkey import encode_base64
from ledger.reasons import reason_why
from ledger.tree import Hash, node_hash, prove_consistency, root

FORMAT: Final = "verantwoord-fraud/1"
FRAUD_SIZE_MAX: Final = 4_000_000


class Fraud(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file: notes as text, hashes in base64, keys as vkeys."""

    format: Literal["verantwoord-fraud/1"] = FORMAT
    keys: tuple[str, ...]
    newer: str
    older: str
    origin: str
    proof: tuple[str, ...]
    root_of_newer: str


_encoder = msgspec.json.Encoder(order="sorted")
_decoder = msgspec.json.Decoder(Fraud)


def encode_fraud(fraud: Fraud) -> bytes:
    """Give the canonical bytes of the file."""
    return _encoder.encode(fraud)


def decode_fraud(data: bytes) -> Fraud:
    """Read them back; raises `MalformedError` for anything not in canonical form."""
    if len(data) > FRAUD_SIZE_MAX:
        raise MalformedError(
            message("a fraud proof has at most {count} bytes", count=FRAUD_SIZE_MAX)
        )
    try:
        fraud = _decoder.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise MalformedError(
            message("that is no fraud proof: {error}", error=reason_why(error))
        ) from None
    if encode_fraud(fraud) != data:
        raise MalformedError(message("the fraud proof is not in canonical form"))
    return fraud


def is_fraud_proof(start: bytes) -> bool:
    """Whether a file that begins so says that it is a fraud proof."""
    return start.startswith(b'{"format":"verantwoord-fraud/')


def prove_fraud(
    leaves: Iterable[Hash], *, older: bytes, newer: bytes, keys: Sequence[VerifierKey]
) -> Fraud:
    """Make the file of two notes and of the hashes of all leaves of the newer log.

    The leaves are gone through once, and log2(size) hashes are remembered. Raises
    `MalformedError` where the sizes allow no such proof; whether it holds, only
    `check_fraud` says.
    """
    before, after = (parse_checkpoint(parse_head(data).text) for data in (older, newer))
    if not 0 < before.size <= after.size:
        raise MalformedError(
            message("no proof leads from the one head to the other"),
            expected=message("a size from 1 to {size}", size=after.size),
            found=str(before.size),
        )
    root_then, proof = _prove(before.size, after.size, leaves=leaves)
    return Fraud(
        keys=tuple(map(format_vkey, keys)),
        newer=newer.decode(),
        older=older.decode(),
        origin=after.origin,
        proof=tuple(map(encode_base64, proof)),
        root_of_newer=encode_base64(root_then),
    )


def hashes_at(positions: Iterable[int], leaves: Iterable[Hash]) -> dict[int, Hash]:
    """Give the stored hashes at these positions (`ledger.tree`), in one pass.

    A position that the leaves do not reach is left out.
    """
    wanted, position = frozenset(positions), 0
    found: dict[int, Hash] = {}
    peaks: list[Hash] = []
    for n, leaf in enumerate(leaves):
        node, rest = leaf, n
        while True:
            if position in wanted:
                found[position] = node
            position += 1
            if not rest & 1:
                break
            node, rest = node_hash(peaks.pop(), node), rest >> 1
        peaks.append(node)
    return found


def _prove(old: int, new: int, *, leaves: Iterable[Hash]) -> tuple[Hash, list[Hash]]:
    """The root at `old`, and the proof from there to `new`."""
    asked: list[int] = []

    def ask(positions: list[int]) -> list[Hash]:
        asked.extend(positions)
        return [bytes(32)] * len(positions)

    root(old, ask)
    prove_consistency(old, new, read=ask)
    hashes = hashes_at(asked, leaves)

    def read(positions: list[int]) -> list[Hash]:
        return [hashes.get(position, b"") for position in positions]

    return root(old, read), prove_consistency(old, new, read=read)
