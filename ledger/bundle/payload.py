"""What lies below `data/`: the names of the files, and `data/export.json`.

`export.json` is canonical JSON without a line feed. It says what the bundle is of (the
whole log), what is left out of it (`ledger.bundle.redaction`), which rule sets
its years name by their SHA-256, and by which program it was made:

    {"events":9,"format":1,"mode":"full","origin":"verantwoord/030569/0123456789abcdef",
     "redacted":[],"rules":{"pd-grant-1":"58…"},"scope":"whole",
     "software":"verantwoord 0.1.0"}

(The lines are broken here only.) Law: `decode_export(encode_export(export)) == export`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from ledger.errors import MalformedError
from ledger.messages import message
from ledger.reasons import reason_why

CHECKPOINT: Final = "data/checkpoint"
EVENTS: Final = "data/events.jsonl"
DISCLOSURES: Final = "data/disclosures.jsonl"
EXPORT: Final = "data/export.json"
DERIVED: Final = "data/derived/"
FIGURES: Final = "data/derived/figures.json"
HEADS: Final = "data/checkpoints/"
COSIGNED: Final = "data/checkpoint.cosigned"
ANCHORS: Final = "data/anchors/"
DOCUMENTS: Final = "data/documents/"
RULES: Final = "data/rules/"
PROOF_SIZE_MAX: Final = 1_000_000
"""How many bytes the file of an anchor may have: a bundle holds it in one piece."""
FORMAT: Final = 1
"""The version of the bundles that this program writes."""


class Export(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a bundle says of itself."""

    events: int
    format: int
    mode: str
    origin: str
    redacted: tuple[str, ...]
    rules: dict[str, str]
    scope: str
    software: str


_encoder = msgspec.json.Encoder(order="sorted")
_decoder = msgspec.json.Decoder(Export)


def reports_in(names: Iterable[str]) -> list[str]:
    """Name the reports for people among the files of a bundle, by what lies in it."""
    below = (name for name in names if name.startswith(DERIVED) and name != FIGURES)
    return sorted(name.removeprefix(DERIVED) for name in below)


def rules_path(rules_id: str) -> str:
    """Name the copy of a rule set."""
    return f"{RULES}{rules_id}.toml"


def encode_export(export: Export) -> bytes:
    """Give the canonical bytes of `export.json`."""
    return _encoder.encode(export)


def decode_export(data: bytes) -> Export:
    """Read them back; raises `MalformedError` for anything not in canonical form."""
    try:
        export = _decoder.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        said = message(
            "it does not say what the bundle is: {reason}", reason=reason_why(error)
        )
        raise MalformedError(said) from None
    if _encoder.encode(export) != data:
        raise MalformedError(message("it is not in canonical form"))
    return export
