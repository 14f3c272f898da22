"""What every store of events does, ours in a file and the library's in memory.

Whoever inherits the contract gives a fixture `store`: an empty recorder.
"""

from __future__ import annotations

import pytest
from eventsourcing.persistence import ApplicationRecorder, IntegrityError, StoredEvent


def event(stream: str, version: int, *, said: str = "") -> StoredEvent:
    state = f"{stream}/{version}{said}".encode()
    return StoredEvent(stream, version, "expense-recorded/1", state)


def log(store: ApplicationRecorder) -> list[tuple[int, StoredEvent]]:
    """Everything that is stored, in the order of the log, with its number."""
    found = store.select_notifications(start=None, limit=1_000)
    return [
        (
            row.id,
            StoredEvent(
                row.originator_id, row.originator_version, row.topic, row.state
            ),
        )
        for row in found
    ]


class EventStoreContract:
    def test_an_empty_store_has_nothing_in_it(self, store: ApplicationRecorder) -> None:
        assert log(store) == []
        assert list(store.select_events("2025")) == []
        assert not store.max_notification_id()

    def test_what_is_added_is_found_in_its_stream(
        self, store: ApplicationRecorder
    ) -> None:
        store.insert_events([event("2025", 1), event("school", 1), event("2025", 2)])
        assert list(store.select_events("2025")) == [event("2025", 1), event("2025", 2)]
        assert list(store.select_events("school")) == [event("school", 1)]

    def test_the_log_keeps_the_order_over_all_streams(
        self, store: ApplicationRecorder
    ) -> None:
        added = [event("2025", 1), event("school", 1), event("2025", 2)]
        store.insert_events(added[:2])
        store.insert_events(added[2:])
        assert log(store) == list(enumerate(added, 1))
        assert store.max_notification_id() == len(added)

    def test_whoever_adds_learns_the_numbers(self, store: ApplicationRecorder) -> None:
        first = store.insert_events([event("2025", 1), event("school", 1)])
        second = store.insert_events([event("2025", 2)])
        assert [*(first or ()), *(second or ())] == [1, 2, 3]

    @pytest.mark.parametrize("stale", [1, 2])
    def test_a_stale_append_changes_nothing(
        self, store: ApplicationRecorder, stale: int
    ) -> None:
        store.insert_events([event("2025", 1), event("2025", 2)])
        before = log(store)
        with pytest.raises(IntegrityError):
            store.insert_events([event("2025", stale, said=" again")])
        assert log(store) == before

    def test_an_append_to_several_streams_is_all_or_nothing(
        self, store: ApplicationRecorder
    ) -> None:
        store.insert_events([event("2024", 1)])
        before = log(store)
        with pytest.raises(IntegrityError):
            store.insert_events([event("2025", 1), event("2024", 1, said=" again")])
        assert log(store) == before
        store.insert_events([event("2025", 1), event("2024", 2)])
        assert [stored for _, stored in log(store)] == [
            event("2024", 1),
            event("2025", 1),
            event("2024", 2),
        ]

    def test_one_append_does_not_hold_the_same_version_twice(
        self, store: ApplicationRecorder
    ) -> None:
        with pytest.raises(IntegrityError):
            store.insert_events([event("2025", 1), event("2025", 1, said=" again")])
        assert log(store) == []

    def test_a_part_of_a_stream_is_read_by_version(
        self, store: ApplicationRecorder
    ) -> None:
        events = [event("2025", version) for version in range(1, 6)]
        store.insert_events(events)
        assert list(store.select_events("2025", gt=1, lte=4)) == events[1:4]
        assert list(store.select_events("2025", desc=True, limit=2)) == events[:-3:-1]

    def test_a_part_of_the_log_is_read_by_number_and_type(
        self, store: ApplicationRecorder
    ) -> None:
        store.insert_events([event("2025", version) for version in range(1, 6)])

        def numbers(**given: object) -> list[int]:
            found = store.select_notifications(**{"start": 1, "limit": 9, **given})  # type: ignore[arg-type]  # any of its arguments
            return [row.id for row in found]

        assert numbers(start=2, stop=4) == [2, 3, 4]
        assert numbers(start=2, inclusive_of_start=False) == [3, 4, 5]
        assert numbers(start=2, limit=2) == [2, 3]
        assert numbers(topics=["expense-recorded/1"]) == [1, 2, 3, 4, 5]
        assert numbers(topics=["link-recorded/1"]) == []
