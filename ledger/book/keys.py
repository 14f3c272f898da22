"""Change the key of a log: the event, and the signatures that it holds.

Both keys sign the head of all events before the change together with the new key
(`ledger.note.key_change`); the head is read while nobody else can write.
"""

from __future__ import annotations

from ledger.book import Book, Writer
from ledger.book.checkpoints import check_key, head, refuse_changed
from ledger.commands import ReplaceKey, RotateKey, Wish
from ledger.events import Leaf
from ledger.keys import SigningKey
from ledger.note import parse_vkey
from ledger.note.key_change import key_change_text, sign_key_change


def rotate_key(
    book: Book, old: SigningKey, *, new: SigningKey, by: str, keep: bool = True
) -> Leaf:
    """Let `new` sign the log from here on; `old` is its present key and says so.

    Raises `SurroundingsError` where `old` is another key, or the book has not grown
    from its last head; `RefusedError` where `new` is not fit for this log.
    """

    def wish(writer: Writer) -> Wish:
        check_key(writer.reader, old)
        text = _text(writer, new)
        signature, acceptance = _sign(old, text), _sign(new, text)
        return RotateKey(key=new.vkey, signature=signature, acceptance=acceptance)

    return book.carry_out(lambda w: _record(w, wish(w)), by=by, keep=keep)


def replace_key(book: Book, new: SigningKey, *, by: str, keep: bool = True) -> Leaf:
    """Let `new` sign the log from here on, on nobody's word but its own."""

    def wish(writer: Writer) -> Wish:
        return ReplaceKey(key=new.vkey, acceptance=_sign(new, _text(writer, new)))

    return book.carry_out(lambda w: _record(w, wish(w)), by=by, keep=keep)


def _text(writer: Writer, new: SigningKey) -> str:
    refuse_changed(writer.reader, writer.state.size)
    return key_change_text(head(writer.reader), new.vkey)


def _sign(key: SigningKey, text: str) -> str:
    return sign_key_change(text, parse_vkey(key.vkey), sign_bytes=key.sign)


def _record(writer: Writer, wish: Wish) -> Leaf:
    (leaf,) = writer.record(wish).leaves
    return leaf
