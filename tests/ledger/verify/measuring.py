"""What it costs to verify a bundle: the answer, the work, and the memory.

    python -m tests.ledger.verify.measuring FOLDER

A line of JSON for each file in the folder, in order of their names. Each bundle gets a
process of its own, for a process keeps the memory that it took once. All are begun from
one that has verified an honest bundle: what is imported and made once is there.
"""

from __future__ import annotations

import multiprocessing
import sys
import time
from io import BytesIO
from pathlib import Path

import msgspec

from fixtures.every_kind import KEY
from fixtures.repacking import honest
from ledger.note import parse_vkey
from ledger.verify import Report, Trust, verify_bundle

STATUS = Path("/proc/self/status")
TRUST = Trust(keys=[parse_vkey(KEY.vkey)])


class Cost(msgspec.Struct, frozen=True):
    """What came back, and at what price.

    `places` are those of the lowest code, `unprintable` what no terminal should be
    given; `kibibytes` is the most memory, None where the system does not say.
    """

    code: int
    places: tuple[str, ...]
    unprintable: tuple[str, ...]
    seconds: float
    kibibytes: int | None


def measure(path: Path) -> Cost:
    """Verify one bundle as somebody who knows the school's key."""
    start = time.process_time()
    with path.open("rb") as file:
        report = verify_bundle(file, TRUST)
    seconds = time.process_time() - start
    places = [str(e.place) for e in report.findings if e.code == report.code]
    return Cost(
        report.code, tuple(places), tuple(_unprintable(report)), seconds, _peak()
    )


def _unprintable(report: Report) -> list[str]:
    said = [
        text
        for each in report.findings
        for text in (each.place, each.message, each.expected, each.found)
    ]
    texts = [text for text in (*said, *report.warnings) if text]
    return [ascii(text[:100]) for text in texts if not text.isprintable()]


def _peak() -> int | None:
    if not STATUS.exists():
        return None
    return int(STATUS.read_text().split("VmHWM:")[1].split()[0])


def main(folder: Path) -> None:
    """Verify one bundle after the other."""
    verify_bundle(BytesIO(honest()), TRUST)
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in methods else None)
    with context.Pool(1, maxtasksperchild=1) as pool:
        costs = pool.map(measure, sorted(folder.iterdir()), chunksize=1)
    # Written at the end: a process that is begun later would write it once more.
    for cost in costs:
        sys.stdout.write(msgspec.json.encode(cost).decode() + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
