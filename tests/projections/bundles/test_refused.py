"""What is not looked at: what does not hold, what is no bundle, what changes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from fixtures.every_kind import every_kind
from fixtures.faults import faults
from fixtures.hostile_content import Fault
from fixtures.repacking import honest
from fixtures.stories import told
from ledger.errors import LedgerError, SurroundingsError, UsageError
from ledger.store.connection import BundleGivenError
from projections.bundles import BundleView, ForkError, NotHeldError, refuse_other_story
from projections.bundles.checked import check_bundle
from projections.bundles.reader import lay_out_bundle
from projections.moment import KnownAt
from projections.opening import open_view
from projections.view import BookView

SEPARATE = "large"
"""The group of those that are slow to make."""


def one_of_each() -> dict[str, Fault]:
    """The last fault of each group and code."""
    chosen: dict[tuple[str, int], str] = {}
    corpus = faults()
    for name, fault in corpus.items():
        group = name.partition(":")[0]
        if group != SEPARATE:
            chosen[group, fault.code] = name
    return {name: corpus[name] for name in chosen.values()}


ONE_OF_EACH = one_of_each()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "school.zip"


def refused(path: Path, data: bytes) -> LedgerError:
    path.write_bytes(data)
    with pytest.raises(NotHeldError) as caught:
        open_view(path)
    return caught.value


def test_there_is_a_fault_of_every_step() -> None:
    codes = {fault.code for fault in ONE_OF_EACH.values()}
    assert codes >= {10, 11, 12, 13, 16, 17}


@pytest.mark.parametrize("fault", ONE_OF_EACH.values(), ids=ONE_OF_EACH)
def test_what_does_not_hold_is_refused_with_the_code_of_verify(
    path: Path, fault: Fault
) -> None:
    error = refused(path, fault.make())
    assert (error.code, error.kind, error.place) == (
        *(fault.code, "not-verified"),
        str(path),
    )
    assert error.message.startswith(f"{path} does not hold: {fault.place}")
    assert error.next_step == f"see all that was found: verantwoord verify {path}"


def test_one_changed_byte_anywhere_in_the_log_is_refused(path: Path) -> None:
    data = honest()
    start = data.index(b'{"at":')
    for position in range(start, start + 400, 7):
        damaged = bytearray(data)
        damaged[position] ^= 1
        assert refused(path, bytes(damaged)).code == 11


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"PK", b"PK\x05\x06" + bytes(18), b"SQLite format 3\0"]
)
def test_what_is_no_bundle_is_refused_as_one(path: Path, data: bytes) -> None:
    error = refused(path, data)
    assert error.code == 10
    assert "this file is no proof bundle" in error.message


def test_what_is_no_file_cannot_be_read(path: Path) -> None:
    for why in ("no such file or directory", "is a directory"):
        with pytest.raises(SurroundingsError) as caught:
            open_view(path)
        assert caught.value.message == f"{path} cannot be read: {why}"
        path.mkdir(exist_ok=True)


def test_a_bundle_of_another_name_is_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "bewijs"
    path.write_bytes(honest())
    with open_view(path) as view, BundleView(path) as same:
        assert (type(view), view.root) == (BundleView, same.root)


def test_a_book_of_another_name_is_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "boek"
    every_kind(path).close()
    with open_view(path) as view:
        assert type(view) is BookView


def test_as_a_book_a_bundle_is_refused_and_another_zip_is_none(path: Path) -> None:
    path.write_bytes(honest())
    with pytest.raises(BundleGivenError) as caught:
        BookView(path)
    assert caught.value.code == 2
    path.write_bytes(honest().replace(b"HOW-TO-VERIFY", b"how-to-verify"))
    with pytest.raises(SurroundingsError) as other:
        BookView(path)
    assert other.value.message == f"{path} is not a book of verantwoord"


def test_a_moment_outside_of_its_life_is_refused_and_nothing_stays_open(
    path: Path,
) -> None:
    path.write_bytes(honest())
    with pytest.raises(UsageError) as caught:
        BundleView(path, KnownAt("#999", size=999))
    assert caught.value.message == "the book has fewer events"
    assert caught.value.place == "--known-at"


class Exchanged(BytesIO):
    """A file whose bytes are those of another one, once it was read."""

    def __init__(self, data: bytes, later: bytes) -> None:
        super().__init__(data)
        self._later = later
        self._measured = 0

    def seek(self, offset: int, whence: int = 0, /) -> int:
        self._measured += whence == 2
        if self._measured == 2:
            self.getbuffer()[:] = self._later
            self._measured += 1
        return super().seek(offset, whence)


@pytest.mark.parametrize("later", [told(101), bytes(len(told(100)))])
def test_a_bundle_that_was_exchanged_after_its_check_is_not_believed(
    path: Path, later: bytes
) -> None:
    with pytest.raises(SurroundingsError) as caught:
        lay_out_bundle(check_bundle(Exchanged(told(100), later), path))
    assert caught.value.message == f"{path} changed while it was read"


def test_two_stories_and_two_books(tmp_path: Path) -> None:
    views = {}
    for name, data in {
        "old": told(100),
        "new": told(100, 200),
        "other": told(100, 250),
        "foreign": told(
            100, 200, origin="verantwoord/030569/fedcba9876543210", key=None
        ),
    }.items():
        path = tmp_path / f"{name}.zip"
        path.write_bytes(data)
        views[name] = BundleView(path)
    for pair in (("old", "new"), ("new", "old"), ("old", "other")):
        refuse_other_story(*(views[name] for name in pair))
    with pytest.raises(ForkError) as fork:
        refuse_other_story(views["new"], views["other"])
    assert fork.value.code == 14
    assert fork.value.place == str(tmp_path / "other.zip")
    with pytest.raises(UsageError) as books:
        refuse_other_story(views["old"], views["foreign"])
    assert books.value.message == "the two bundles are of different books"
    for view in views.values():
        view.close()
