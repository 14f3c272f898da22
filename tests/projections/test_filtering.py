"""What is asked for comes, and nothing else; what cannot be asked for is refused."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from ledger.commands import (
    EraseData,
    PayRefund,
    PlannedInitiative,
    RecordAllocation,
    RecordPlan,
    ReverseFact,
    WithdrawLink,
)
from ledger.errors import UsageError
from ledger.events import PlanRecorded
from projections.filtering import Filter, chosen, parse_filter
from projections.finding import found
from projections.history import history
from projections.kinds import KINDS, WORDS
from projections.language import language
from tests.projections.seeing import Desk, day


def numbers(desk: Desk, *kinds: str, **asked: str) -> list[int]:
    with desk.view() as view:
        wanted = parse_filter(kinds, **asked)
        return [line.number for line in chosen(view, history(view), wanted=wanted)]


class TestByKind:
    def test_a_type_is_named_in_full_or_without_its_version(self, desk: Desk) -> None:
        expenses = [8, 10, 12, 14, 15]
        for word in ("expense-recorded/1", "expense-recorded", "expense"):
            assert numbers(desk, word) == expenses

    def test_a_word_may_name_several_and_several_words_add_up(self, desk: Desk) -> None:
        desk.record(WithdrawLink(link="B.1"))
        assert numbers(desk, "link") == [9, 11, 16, 17]
        assert numbers(desk, "unlink") == [17]
        assert numbers(desk, "unlink", "tranche") == [7, 13, 17]

    def test_every_event_is_of_one_family(self, desk: Desk) -> None:
        families = ("school", "keeping", "grant", "spending")
        found = [number for family in families for number in numbers(desk, family)]
        assert sorted(found) == list(range(1, 17))
        assert numbers(desk, "grant") == [4, 5, 6, 7, 13]
        assert KINDS["school"] > KINDS["school-changed"]

    def test_one_that_there_is_not_names_the_nearest(self) -> None:
        with pytest.raises(UsageError) as caught:
            parse_filter(["expence"])
        assert caught.value.place == "--kind"
        assert caught.value.next_step == "did you mean expense or reopen?"

    def test_a_kind_has_its_names_in_dutch_and_french_too(self, desk: Desk) -> None:
        expenses = numbers(desk, "expense")
        for word in ("uitgave", "Uitgave", "dépense", "depense"):
            assert numbers(desk, word) == expenses
        for code in ("nl", "fr"):
            for word, said in WORDS.items():
                told = parse_filter([language(code).tell(said)])
                assert told == parse_filter([word])

    def test_a_name_of_another_language_is_suggested_too(self) -> None:
        for word, meant in {"uitgavee": "uitgave", "depence": "dépense"}.items():
            with pytest.raises(UsageError) as caught:
                parse_filter([word])
            assert meant in str(caught.value.next_step)


class TestByDay:
    def test_both_ends_are_included(self, desk: Desk) -> None:
        assert numbers(desk, since="2025-05-20", until="2025-07-03") == [12, 13]
        assert numbers(desk, since="2025-05-20", until="2025-05-20") == [12]
        assert numbers(desk, since="21/05/2025", until="2025-07-02") == []

    def test_what_has_no_day_is_left_out(self, desk: Desk) -> None:
        assert numbers(desk)[:4] == [1, 2, 3, 4]
        assert numbers(desk, until="2030-01-01")[:1] == [5]
        assert numbers(desk, since="2025-11-19") == [15, 16]


class TestByYear:
    def test_a_fact_is_of_the_year_of_its_grant_whatever_its_day(
        self, desk: Desk
    ) -> None:
        desk.clock.day("2026-03-01")
        desk.record(PayRefund(year=2025, on=day("2026-02-01"), amount=700))
        desk.record(RecordAllocation(year=2026, on=day("2026-01-19"), amount=5))
        assert of_year(desk, 2025) == [*range(4, 18)]
        assert of_year(desk, 2026) == [18, 19]
        assert of_year(desk, 2025, kinds=["refund", "allocation"]) == [6, 17]

    def test_one_that_the_book_has_not_is_refused(self, desk: Desk) -> None:
        with pytest.raises(UsageError) as caught:
            of_year(desk, 2031)
        assert caught.value.message == "the book has no year 2031"


def of_year(desk: Desk, year: int, *, kinds: Sequence[str] = ()) -> list[int]:
    with desk.view() as view:
        wanted = replace(parse_filter(kinds), year=year)
        lines = list(found(view, wanted=wanted))
        every = chosen(view, history(view), wanted=wanted)
        assert lines == list(every)
        return [line.number for line in lines]


class TestByAmount:
    @pytest.mark.parametrize(
        ("amount", "found"),
        [
            ("46,20", [12]),
            ("46.21", []),
            ("200..360", [14, 15, 16]),
            ("200.01..359.99", [15]),
            ("3000..", [6, 7]),
            ("..200", [12, 16]),
        ],
    )
    def test_both_ends_of_a_range_are_included(
        self, desk: Desk, *, amount: str, found: list[int]
    ) -> None:
        assert numbers(desk, amount=amount) == found


class TestByText:
    def test_words_are_found_in_any_case_and_spacing(self, desk: Desk) -> None:
        assert numbers(desk, text="LEVERANCIER  a") == [8]
        assert numbers(desk, text="ertoe doet") == [9, 11, 16]
        assert numbers(desk, text="2025-B") == [10]
        assert numbers(desk, text="study-day-expert") == [8]
        assert numbers(desk, text="gonzo") == []

    def test_words_are_found_as_a_language_tells_them(self, desk: Desk) -> None:
        wanted = parse_filter(text="expert op studiedag, voor: team")
        with desk.view() as view:
            lines, tell = list(history(view)), language("nl").tell
            found = list(chosen(view, lines, wanted=wanted, tell=tell))
            assert [line.number for line in found] == [8]
            assert not list(chosen(view, lines, wanted=wanted))

    def test_words_that_the_line_does_not_show_are_found_too(self, desk: Desk) -> None:
        initiatives = (PlannedInitiative(ref="P1", kind="coaching", name="Leesvuur"),)
        desk.record(
            RecordPlan(
                school_year="2025-2026",
                on=day("2025-09-01"),
                initiatives=initiatives,
                needs="Leesplezier",
            )
        )
        for words in ("leesplezier", "leesvuur", "coaching", "p1"):
            assert numbers(desk, text=words) == [17]
        with desk.view() as view:
            event = view.reader.leaf(16).event
        assert isinstance(event, PlanRecorded)
        assert numbers(desk, text=event.initiatives[0].name) == []

    def test_what_is_sealed_is_found_by_its_value_alone(self, desk: Desk) -> None:
        with desk.view() as view:
            event = view.reader.leaf(7).event
        commitment = str(getattr(event, "supplier", None))
        assert len(commitment) == 44
        assert numbers(desk, text=commitment) == []

    def test_what_was_erased_is_not_found(self, desk: Desk) -> None:
        desk.book.erase(
            EraseData(of="A", ground="request", slots=("supplier",)), by="u1"
        )
        assert numbers(desk, text="leverancier a") == []


def test_everything_that_is_asked_for_must_hold(desk: Desk) -> None:
    desk.record(ReverseFact(of="A", ground="error", amount=4_620))
    assert numbers(desk, amount="46.20") == [12, 17]
    assert numbers(desk, "expense", amount="46.20") == [12]
    assert numbers(desk, "expense", amount="46.20", since="2025-05-21") == []


def test_a_filter_is_empty_where_nothing_is_asked_for() -> None:
    assert parse_filter().is_empty
    assert parse_filter() == Filter()
    assert not parse_filter(text="a").is_empty


REFUSED = {
    "--from lies after --until": {"since": "2025-02-01", "until": "2025-01-31"},
    "'x' is not a date": {"since": "x"},
    "'2025-02-30' is not a date": {"until": "2025-02-30"},
    "no words": {"text": " \t"},
    "'2..1' is no range": {"amount": "2..1"},
    "'..' is no range": {"amount": ".."},
    "'1.234' is ambiguous": {"amount": "1.234"},
    "'a' is not an amount": {"amount": "1..a"},
    "'' is not an amount": {"amount": ""},
}
PLACES = {"since": "--from", "until": "--until", "text": "--text", "amount": "--amount"}


@pytest.mark.parametrize("message", REFUSED)
def test_what_cannot_be_asked_for_is_refused_in_a_sentence(message: str) -> None:
    asked = REFUSED[message]
    with pytest.raises(UsageError) as caught:
        parse_filter(**asked)
    assert caught.value.message.startswith(message)
    assert caught.value.place == PLACES[next(iter(asked))]


def test_every_kind_is_a_word_of_some_types() -> None:
    for types in KINDS.values():
        assert types
        assert all(tag.endswith("/1") for tag in types)
