"""Keys, anchors and erasures, in words."""

from __future__ import annotations

from ledger import events as e
from ledger.messages import message, plural
from projections.terms import word
from projections.wording.lines import Values, Words, line


def _key_rotated(event: e.KeyRotated, _: Values) -> str:
    return message(
        "the log is signed by another key from here on: {key}", key=_key_id(event.key)
    )


def _key_replaced(event: e.KeyReplaced, _: Values) -> str:
    return message("the key of the log was replaced, by {key}", key=_key_id(event.key))


def _key_id(vkey: str) -> str:
    return vkey.split("+")[1]


def _anchor(event: e.AnchorRecorded, _: Values) -> str:
    anchored = plural(
        "head of {count} event anchored: {kind}",
        "head of {count} events anchored: {kind}",
        count=event.size,
        kind=word("anchor", event.kind),
    )
    return line(anchored, message("on {day}", day=event.on) if event.on else None)


def _erased(event: e.DataErased, values: Values) -> str:
    document = [message("the document")] if event.document else []
    erased = message(
        "erased of #{number}: {what}",
        number=event.of + 1,
        what=[*event.slots, *document],
    )
    return line(erased, word("ground", event.ground), values.get("reason"))


KEEPING: Words = {
    e.KeyRotated: _key_rotated,
    e.KeyReplaced: _key_replaced,
    e.AnchorRecorded: _anchor,
    e.DataErased: _erased,
}
