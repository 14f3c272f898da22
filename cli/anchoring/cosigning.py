"""The side of a witness: a key of its own, and answers to requests."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

from cli.anchoring.files import read_small, write_new
from cli.key_files import write_pair
from cli.passphrase import VARIABLE, new_passphrase, unlock
from cli.printing import Exact
from cli.surroundings import Surroundings
from cli.verifying.trusting import Asked as AskedTrust
from cli.verifying.trusting import trust_of
from ledger.errors import LedgerError, SurroundingsError, UsageError
from ledger.keys import generate
from ledger.messages import message
from ledger.note import COSIGNATURE, VerifierKey
from ledger.note.vkey import encode_base64
from ledger.note.witness_request import REQUEST_SIZE_MAX, parse_request
from ledger.witness import Asked, cosign_request, make_memory, open_memory

WITNESS_KEY: Final = message("the witness key")


class Given(Struct, frozen=True, kw_only=True):
    """The options of `cosign`, as they were given."""

    request: Path
    key: Path
    logs: tuple[str, ...]
    policy: Path | None
    replaces_key: bool
    output: Path | None
    passphrase_file: Path | None


class Answered(Struct, frozen=True):
    """A cosigned head: the line of the witness, and the file with the whole note."""

    origin: str
    size: int
    root: str
    time: int
    line: str
    file: str


class Made(Struct, frozen=True):
    """A new witness: its name, its public key, and its files."""

    name: str
    key: str
    files: list[str]


def cosign_in(here: Surroundings, given: Given) -> None:
    """Check a request, remember its head, cosign it, and write the answer."""
    logs = _logs(given)
    data = read_small(given.request, REQUEST_SIZE_MAX)
    target = given.output or given.request.with_name(f"{given.request.name}.cosigned")
    _refuse_there(target, message("choose another name with -o"))
    with open_memory(given.key.with_suffix(".witness")) as memory:
        key = unlock(here, given.key, file=given.passphrase_file, what=WITNESS_KEY)
        time = int(here.world.now().timestamp())
        asked = Asked(logs=logs, replaces_key=given.replaces_key)
        done = cosign_request(
            memory, parse_request(data), key=key, asked=asked, time=time
        )
    write_new(target, done.note)
    material = encode_base64(done.line.key_id + done.line.raw)
    answered = Answered(
        origin=done.head.origin,
        size=done.head.size,
        root=b64encode(done.head.root).decode(),
        time=time,
        line=f"— {done.line.name} {material}",
        file=str(target),
    )
    here.answer(answered, lambda: _lines(answered))


def _logs(given: Given) -> list[VerifierKey]:
    try:
        asked = AskedTrust(files=(), keys=given.logs, policy=given.policy)
        logs = trust_of(asked).logs
    except LedgerError as error:
        error.place = "--log" if error.place == "--key" else error.place
        raise
    if not logs:
        raise UsageError(
            message("no log is named, and a witness cosigns only logs that it knows"),
            expected=message("--log VKEY, or --policy FILE with log lines"),
            next_step=message(
                "get the public key (NAME.pub) from the school, in person"
            ),
        )
    return logs


def _refuse_there(path: Path, next_step: str) -> None:
    # What is cosigned is remembered: it must not get lost for want of a name.
    if path.exists():
        raise UsageError(
            message("{path} is there already", path=path),
            place=str(path),
            expected=message("the name of a new file"),
            next_step=next_step,
        )


def _lines(done: Answered) -> Iterator[str]:
    yield Exact(done.line)
    yield message(
        "{file}: {size} events of {origin}, cosigned",
        file=done.file,
        size=done.size,
        origin=done.origin,
    )
    yield message("send this file back to the school")


def new_witness_in(
    here: Surroundings, path: Path, *, name: str | None, passphrase_file: Path | None
) -> None:
    """Make the key of a witness and its memory: NAME.key, NAME.pub, NAME.witness."""
    ends = (".key", ".pub", ".witness")
    secret, public, memory = (path.with_name(f"{path.name}{end}") for end in ends)
    for each in (secret, public, memory):
        _refuse_there(each, message("choose another name"))
    text = new_passphrase(here, passphrase_file)
    if text is None:
        raise SurroundingsError(
            message(
                "the key of a witness is kept under a passphrase, and nobody gave one"
            ),
            expected=message("a passphrase"),
            next_step=message(
                "set {variable}, or give --passphrase-file FILE", variable=VARIABLE
            ),
        )
    seed = here.world.random(32)
    key = generate(name or path.name, seed, kind=COSIGNATURE)
    make_memory(memory)
    list(write_pair(here, key, passphrase=text, at=(secret, public)))
    files = [str(each) for each in (secret, public, memory)]
    made = Made(key.name, key.vkey, files)
    here.answer(made, lambda: _made_lines(made))


def _made_lines(made: Made) -> Iterator[str]:
    secret, public, memory = made.files
    yield message("witness: {name}", name=made.name)
    yield message("key: {key}", key=made.key)
    yield message(
        "{secret}: the key, encrypted; {memory}: what it has cosigned",
        secret=secret,
        memory=memory,
    )
    yield message(
        "keep both together, in one place only: an old copy of the second could\n"
        "cosign two stories. Give {public} to whoever verifies",
        public=public,
    )
