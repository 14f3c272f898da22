"""A verifier's folder, and what an attacker who owns the book can make of it."""

from __future__ import annotations

from collections.abc import Callable

from fixtures.every_kind import KEY, every_kind
from ledger.book import Book
from ledger.book.checkpoints import sign_head
from ledger.book.exporting import export
from ledger.commands import RecordAnchor
from ledger.keys import SigningKey, generate
from ledger.note import (
    COSIGNATURE,
    Note,
    VerifierKey,
    cosign,
    format_head,
    format_vkey,
    parse_head,
)
from tests.cli.terminal import Terminal
from tests.ledger.verify import bundles as b

Attack = Callable[[b.Files], None]
Change = Callable[[list[bytes]], list[bytes]]
WITNESS = generate("agodi.example/w1", bytes(range(7, 39)))
WITNESS_VKEY = VerifierKey(WITNESS.name, COSIGNATURE, WITNESS.public)
POLICY = f"log {KEY.vkey}\nwitness w {format_vkey(WITNESS_VKEY)}\nquorum w\n"
KNOWN = f"--key {KEY.vkey}"


def desk_of(terminal: Terminal) -> Terminal:
    """A verifier's folder, with the honest bundle and its head in it."""
    data = b.honest()
    (terminal.folder / "honest.zip").write_bytes(data)
    head = b.unpacked(data)[b.CHECKPOINT]
    (terminal.folder / "head").write_bytes(head)
    (terminal.folder / "policy").write_text(POLICY)
    return terminal


def given(desk: Terminal, data: bytes) -> str:
    (desk.folder / "given.zip").write_bytes(data)
    return "given.zip"


def code_of(desk: Terminal, how: str) -> int:
    return desk(f"verify {how} --json").code


def changed(change: Change, *, signed_anew: bool) -> bytes:
    def attack(files: b.Files) -> None:
        b.put_lines(files, change(b.lines_of(files)))
        if signed_anew:
            anew(files, KEY)

    return b.after(attack)


def anew(files: b.Files, key: SigningKey) -> None:
    """Sign the log as it is now, and print its new root wherever it stands."""
    old = root_of(files)
    b.head_again(files, key)
    files[b.FIGURES] = files[b.FIGURES].replace(old, root_of(files))


def root_of(files: b.Files) -> bytes:
    return files[b.CHECKPOINT].split(b"\n")[2]


def story(desk: Terminal, name: str, *, work: Callable[[Book], None]) -> str:
    """A bundle of the small book after more was done; what is signed is by its key."""
    path, target = desk.folder / f"{name}.book", desk.folder / f"{name}.zip"
    with every_kind(path) as book:
        work(book)
    export(path, target, key=KEY)
    return target.name


def anchored(book: Book, time: int) -> None:
    """The head as it is, cosigned at `time`, and recorded."""
    note = parse_head(sign_head(book, KEY))
    line = cosign(note.text, WITNESS_VKEY, time=time, sign_bytes=WITNESS.sign)
    proof = format_head(Note(note.text, (*note.signatures, line)))
    size = int(note.text.splitlines()[1])
    book.record(RecordAnchor(kind="cosigned", size=size, proof=proof), by="u1")


MARCH_2025, JUNE_2025 = 1_741_083_000, 1_750_000_000
"""In seconds: ten minutes after the small book was last written, and months later."""
