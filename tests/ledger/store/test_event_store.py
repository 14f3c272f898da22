"""Both stores keep the contract: a book's file, and the library's own in memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from eventsourcing.persistence import ApplicationRecorder, IntegrityError, StoredEvent
from eventsourcing.popo import POPOApplicationRecorder

from fixtures.books import build, worked_example
from ledger import codec
from ledger.book.creating import make_tables
from ledger.errors import MalformedError
from ledger.store.application import BookApplication, open_application
from ledger.store.connection import connect
from ledger.store.mapper import LeafMapper
from ledger.store.reading import Reader
from ledger.store.recorder import BookRecorder
from tests.contracts.event_store import EventStoreContract, event


@pytest.fixture
def application(tmp_path: Path) -> Iterator[BookApplication]:
    path = tmp_path / "a.book"
    path.touch()
    make_tables(path, secret=bytes(32))
    with closing(open_application(path)) as opened:
        yield opened


class TestBookRecorder(EventStoreContract):
    @pytest.fixture
    def store(self, application: BookApplication) -> BookRecorder:
        return application.recorder

    def test_a_version_that_leaves_a_gap_is_refused(self, store: BookRecorder) -> None:
        with pytest.raises(IntegrityError):
            store.insert_events([event("2025", 2)])

    def test_a_transaction_holds_all_that_is_added_in_it(
        self, store: BookRecorder
    ) -> None:
        with pytest.raises(IntegrityError):
            _add_twice(store, event("2025", 1))
        assert store.max_notification_id() == 0


def _add_twice(store: BookRecorder, stored: StoredEvent) -> None:
    with store.writing():
        store.insert_events([stored])
        store.insert_events([stored])


class TestMemoryRecorder(EventStoreContract):
    @pytest.fixture
    def store(self) -> ApplicationRecorder:
        return POPOApplicationRecorder()


@pytest.fixture
def stored(tmp_path: Path) -> list[StoredEvent]:
    """The rows of the worked example."""
    with build(tmp_path / "b.book", worked_example()) as book:
        path = book.path
    with closing(open_application(path)) as opened:
        found = opened.recorder.select_notifications(start=1, limit=100)
        return [
            StoredEvent(row.originator_id, row.originator_version, row.topic, row.state)
            for row in found
        ]


def test_the_mapper_gives_back_what_it_was_given(stored: list[StoredEvent]) -> None:
    mapper = LeafMapper()
    assert stored
    for row in stored:
        assert mapper.to_stored_event(mapper.to_domain_event(row)) == row


def test_a_row_that_says_other_than_its_leaf_is_refused(
    stored: list[StoredEvent],
) -> None:
    mapper, row = LeafMapper(), stored[0]
    for wrong in (
        StoredEvent("2025", 1, row.topic, row.state),
        StoredEvent("school", 2, row.topic, row.state),
        StoredEvent("school", 1, "user-left/1", row.state),
    ):
        with pytest.raises(MalformedError):
            mapper.to_domain_event(wrong)


def test_a_leaf_that_could_not_be_read_back_is_not_written(
    stored: list[StoredEvent],
) -> None:
    leaf = codec.decode(stored[0].state)
    with pytest.raises(MalformedError):
        LeafMapper().to_stored_event(msgspec.structs.replace(leaf, by="nobody"))


def test_the_library_reads_a_book_as_we_do(tmp_path: Path) -> None:
    with build(tmp_path / "b.book", worked_example()) as book:
        path = book.path
    with closing(open_application(path)) as opened, closing(connect(path)) as reading:
        reader = Reader(reading)
        leaves = list(reader.leaves(0, reader.size()))
        assert list(opened.events.get("2025")) == reader.stream("2025", len(leaves))
        rows = opened.notification_log.select(1, 10)
        assert list(map(opened.mapper.to_domain_event, rows)) == leaves[:10]
