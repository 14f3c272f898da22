r"""What a hand-out speaks of, in the `extra` of its C2SP tlog-proof.

Canonical JSON, none of it trusted before it is checked:

    {"disclosures":[{"n":17,"salt":"…","slot":"supplier","value":"…"}],
     "key":"verantwoord/030569/…","leaf":"{\"at\":…}"}

(Broken here only.) `key` is the one that signs the checkpoint, null where the log has
none: who trusts no other key learns only that all of it fits together. Values that are
not there were left out; figures cannot be computed from one event.

Law: `decode_extra(encode_extra(extra)) == extra`.
"""

from __future__ import annotations

import msgspec

from ledger.errors import MalformedError
from ledger.messages import message
from ledger.reasons import reason_why
from ledger.sealed import Disclosure

_encoder = msgspec.json.Encoder(order="sorted")


class Extra(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False
):
    """What a hand-out speaks of: the line of the log, its key, and sealed values."""

    disclosures: list[Disclosure]
    key: str | None
    leaf: str


def encode_extra(extra: Extra) -> bytes:
    """Give the canonical bytes of `extra`."""
    return _encoder.encode(extra)


def decode_extra(data: bytes) -> Extra:
    """Read them back; raises `MalformedError` for anything not in canonical form."""
    try:
        extra = msgspec.json.decode(data, type=Extra)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise MalformedError(
            message("it does not hold an event: {error}", error=reason_why(error))
        ) from None
    if _encoder.encode(extra) != data:
        raise MalformedError(
            message("what it holds beside the proof is not in canonical form")
        )
    return extra
