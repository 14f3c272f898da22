"""Ask somebody outside to stand for the newest head: a witness, or an authority."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from shlex import quote
from typing import Final

from msgspec import Struct

from cli.anchoring.files import write_new
from cli.passphrase import key_for
from cli.surroundings import Surroundings
from ledger.book import Book
from ledger.book.anchors import request_to_witness
from ledger.book.kept_heads import covering_head
from ledger.book.snapshot import snapshot
from ledger.messages import message
from ledger.note import parse_checkpoint, parse_head
from ledger.store.loading import load_school
from ledger.store.reading import Reader
from ledger.timestamps import request as timestamp_request

COMES_BACK: Final = message("and record what comes back:")


class Requested(Struct, frozen=True):
    """A request that was written, and the head that it is for; `old` of a witness."""

    request: str
    kind: str
    size: int
    old: int | None


def request_timestamp(here: Surroundings, file: Path, *, secret: Path | None) -> None:
    """Write an RFC 3161 request over the kept note."""
    note = _note(here, secret)
    write_new(file, timestamp_request(note))
    done = Requested(str(file), "timestamp", _size(note), None)
    here.answer(done, lambda: _timestamp_lines(done, file))


def request_witness(
    here: Surroundings, file: Path, *, old: int | None, secret: Path | None
) -> None:
    """Write a request to a witness, from the head that came back cosigned last."""
    note = _note(here, secret)
    with snapshot(here.book) as connection:
        reader = Reader(connection)
        seen = _last_cosigned(reader) if old is None else old
        data = request_to_witness(reader, note, old=seen)
    write_new(file, data)
    done = Requested(str(file), "cosigned", _size(note), seen)
    here.answer(done, lambda: _witness_lines(done, file))


def _note(here: Surroundings, secret: Path | None) -> bytes:
    path = here.book
    with Book(path, here.world) as book:
        return covering_head(book, partial(key_for, here, path, file=secret))


def _size(note: bytes) -> int:
    return parse_checkpoint(parse_head(note).text).size


def _last_cosigned(reader: Reader) -> int:
    anchors = load_school(reader, reader.size()).anchors
    sizes = (event.size for event in anchors if event.kind == "cosigned")
    return max(sizes, default=0)


def _timestamp_lines(done: Requested, file: Path) -> Iterator[str]:
    name, answer = quote(str(file)), quote(str(file.with_suffix(".tsr")))
    yield message(
        "{file}: a request for a timestamp over the head of {size} events",
        file=file,
        size=done.size,
    )
    yield message("send it to a timestamp authority that your verifier trusts:")
    yield f"  curl -H 'Content-Type: application/timestamp-query' --data-binary @{name}"
    yield message("    -o {answer} https://AUTHORITY", answer=answer)
    yield COMES_BACK
    yield f"  verantwoord anchor add {answer}"


def _witness_lines(done: Requested, file: Path) -> Iterator[str]:
    name = quote(str(file))
    yield message(
        "{file}: the head of {size} events, for a witness that saw {old}",
        file=file,
        size=done.size,
        old=done.old,
    )
    yield message("send it to the witness, who types:")
    yield message(
        "  verantwoord cosign {name} --key WITNESS.key --log LOG.pub", name=name
    )
    yield COMES_BACK
    yield f"  verantwoord anchor add {name}.cosigned"
