"""A report as one JSON document: all of it, in the names of docs/figures.md."""

from __future__ import annotations

import msgspec

from ledger.messages import Message
from projections.language import Language
from projections.reports.gathering import Report
from projections.visible import whole


def document(report: Report, language: Language) -> bytes:
    """Give the document with a line feed; amounts are cents, days ISO dates."""

    def told(value: object) -> str:
        if isinstance(value, Message):
            return str.__str__(language.tell(value))
        raise TypeError(type(value))

    parts = _whole(msgspec.to_builtins(report, enc_hook=told))
    return msgspec.json.encode(parts) + b"\n"


def _whole(value: object) -> object:
    """Write out half characters, which JSON cannot hold as UTF-8."""
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {key: _whole(item) for key, item in value.items()}
    return value
