"""Change one cent in the middle of a bundle, as somebody would who owns the file."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from ledger.bundle.bag import EXTRA_TAG_FILES, Part, write_bundle
from ledger.bundle.tag_files import parse_bag_info
from ledger.errors import SurroundingsError
from ledger.messages import message

EVENTS = "data/events.jsonl"


def change_one_cent(events: bytes) -> tuple[bytes, int, int]:
    """Raise the amount of the expense nearest the middle by one cent.

    Gives the changed lines, the number of the event, and the amount that it had.
    """
    lines = events.splitlines(keepends=True)
    spent = [n for n, text in enumerate(lines) if b'"expense-recorded/1"' in text]
    n = min(spent, key=lambda at: abs(at - len(lines) // 2))
    amount = re.search(rb'"amount":([0-9]+)', lines[n])
    if amount is None:
        raise SurroundingsError(message("the bundle has no expense to change"))
    was = int(amount[1])
    lines[n] = lines[n].replace(amount[0], b'"amount":%d' % (was + 1))
    return b"".join(lines), n + 1, was


def tampered_copy(bundle: Path, target: Path) -> tuple[int, int]:
    """Write a copy of a bundle with one cent changed, and everything else made to fit.

    The manifests and the container are made anew, so that only the log itself can tell.
    Gives the number of the event, and the amount that it had, in cents.
    """
    with zipfile.ZipFile(bundle) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files[EVENTS], number, was = change_one_cent(files[EVENTS])
    parts = [
        Part(name=name, size=len(content), chunks=[content])
        for name, content in files.items()
        if name.startswith("data/")
    ]
    label = parse_bag_info(files["bag-info.txt"]).label
    beside = {name: files[name] for name in EXTRA_TAG_FILES if name in files}
    with target.open("xb") as file:
        write_bundle(file, parts, label=label, tag_files=beside)
    return number, was
