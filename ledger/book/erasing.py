"""Erase data of one event: the values and the document go, the event stays.

What is erased is looked for in the file of the book afterwards. The same text may stand
in other events too: those are named, and are erased by commands of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

from ledger.book import Book, World, Writer
from ledger.book.forgetting import sharing
from ledger.commands import EraseData
from ledger.events import DataErased
from ledger.messages import message
from ledger.sealed import Disclosure, commitments
from ledger.store.scrubbing import CHUNK_OCTETS, NotScrubbedError, journal_of

NEEDLE_MIN: Final = 3
"""Shorter texts are looked for in others only where they are the whole of one."""


class Erased(Struct, frozen=True):
    """What was erased: by event `number`, of event `of`, as people count them.

    `kept` are the events that attached the same document and keep it, `standing` the
    values elsewhere that hold a text which was erased, `stays` the public fields.
    """

    number: int
    of: int
    slots: tuple[str, ...]
    document: bool
    kept: list[int]
    standing: list[tuple[int, str]]
    stays: list[str]


def erase(
    path: Path, wish: EraseData, *, world: World, by: str, keep: bool = True
) -> Erased:
    """Erase in the book at `path` as user `by`; without `keep` nothing is.

    Raises `RefusedError` where there is no such value, or it was erased before, and
    `NotScrubbedError` where copies may be left in the file.
    """
    with (
        Book(path, world) as book,
        book.writing(by, keep=keep, erasing=keep) as writer,
    ):
        done, salts = _erase(writer, wish)
    if keep and any(found_in(each, salts) for each in (path, journal_of(path))):
        raise NotScrubbedError(
            message(
                "the values were erased, but copies of them are still in {path}",
                path=str(path),
            ),
            place=str(path),
            expected=message("no trace of them"),
            found=message("their salts"),
            next_step=message(
                "keep this file to yourself, and tell those who make verantwoord"
            ),
        )
    return done


def _erase(writer: Writer, wish: EraseData) -> tuple[Erased, list[bytes]]:
    (leaf,) = writer.record(wish).leaves
    event = leaf.event
    if not isinstance(event, DataErased):
        raise TypeError(event)
    named = {(event.of, slot) for slot in event.slots}
    written = list(writer.reader.all_disclosures())
    gone = [each for each in written if (each.n, each.slot) in named]
    digest = writer.values(event.of).get("digest") if event.document else None
    kept = sharing(writer, event.of, digest=digest) if digest else []
    target = writer.leaf(event.of).event
    sealed = {slot.partition("/")[0] for slot, _ in commitments(target)}
    done = Erased(
        number=leaf.n + 1,
        of=event.of + 1,
        slots=event.slots,
        document=event.document,
        kept=[n + 1 for n in kept],
        standing=list(_standing(written, gone)),
        stays=[name for name in target.__struct_fields__ if name not in sealed],
    )
    return done, [each.salt.encode() for each in gone]


def _standing(
    written: list[Disclosure], gone: list[Disclosure]
) -> Iterator[tuple[int, str]]:
    """Give number and slot of the values that hold a text which is erased."""
    erased = {(each.n, each.slot) for each in gone}
    texts = {each.value.casefold() for each in gone if each.value}
    longer = [text for text in texts if len(text) >= NEEDLE_MIN]
    for each in written if texts else ():
        text = (each.value or "").casefold()
        holds = text in texts or any(part in text for part in longer)
        if holds and (each.n, each.slot) not in erased:
            yield each.n + 1, each.slot


def found_in(path: Path, needles: list[bytes]) -> bool:
    """Say whether a file, which nothing in this process has open, holds one of these.

    A file that is not there holds none.
    """
    if not needles or not path.exists():
        return False
    overlap = max(map(len, needles)) - 1
    with path.open("rb") as file:
        tail = b""
        while chunk := file.read(CHUNK_OCTETS):
            data = tail + chunk
            if any(needle in data for needle in needles):
                return True
            tail = data[-overlap:]
    return False
