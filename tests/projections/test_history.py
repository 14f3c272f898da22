"""The history tells everything in order, and what undid what."""

from __future__ import annotations

from typing import get_args

import msgspec
import pytest

from ledger.commands import (
    AddUser,
    ApprovePlan,
    ChangeSchool,
    CloseYear,
    EndSchool,
    PayRefund,
    PlannedInitiative,
    RecordAdjustment,
    RecordDecision,
    RecordPayment,
    RecordPlan,
    RecordRecovery,
    RemoveUser,
    ReopenYear,
    ReverseFact,
    WithdrawLink,
)
from ledger.events import Event, type_name
from ledger.events.keeping import KeepingEvent
from projections.history import HistoryLine, history
from projections.language import language
from tests.projections.seeing import TODAY, Desk, attach, day

PLAN_FR = "plan 2025-2026, version 1\xa0; 1 initiative, 10,00 prévus\xa0; Wiskundetaal"


def of(
    desk: Desk, known_at: str | None = None, *, on: str | None = None
) -> list[HistoryLine]:
    with desk.view(known_at) as view:
        return list(history(view, on=day(on) if on else None))


def test_an_expense_is_one_line(desk: Desk) -> None:
    assert of(desk)[7] == HistoryLine(
        number=8,
        n=7,
        at="2026-01-20T10:00:02.000000Z",
        by="u1",
        stream="2025",
        type="expense-recorded/1",
        on=day("2025-03-12"),
        ref="A",
        amount=95_000,
        text="expense: 950.00; expert on a study day, for: team; Leverancier A; "
        "invoice 2025-A",
        imported=False,
        reverses=None,
        reversed_by=[],
    )


def test_all_events_are_there_in_order(desk: Desk) -> None:
    assert [line.number for line in of(desk)] == list(range(1, 17))
    assert [line.number for line in of(desk, "#9")] == list(range(1, 10))


def test_what_takes_effect_later_is_left_out(desk: Desk) -> None:
    numbers = [line.number for line in of(desk, on="2025-03-11")]
    assert numbers == [1, 2, 3, 4, 5, 6, 7]


def test_a_fact_and_what_undid_it_name_each_other(desk: Desk) -> None:
    decision = RecordDecision(
        target="expense", of="A", on=TODAY, amount=500, ground="other", ref="V"
    )
    desk.record(
        ReverseFact(of="A", ground="error", amount=100, reason="typefout"),
        ReverseFact(of="A", ground="own-means", amount=200),
        WithdrawLink(link="B.1", reason="andere activiteit"),
        decision,
        RecordDecision(
            target="expense", of="A", on=TODAY, ground="other", withdraws="V"
        ),
    )
    lines = of(desk)
    undone = {line.number: line.reversed_by for line in lines if line.reversed_by}
    assert undone == {8: [17, 18], 11: [19], 20: [21]}
    undoing = {line.number: line.reverses for line in lines if line.reverses}
    assert undoing == {17: 8, 18: 8, 19: 11, 21: 20}
    assert lines[16].text == "reversal of #8: 1.00; error; typefout"
    assert of(desk, "#17")[7].reversed_by == [17]


@pytest.fixture
def every_kind(desk: Desk) -> Desk:
    """The worked example, and one more of each other kind of event."""
    plan = RecordPlan(
        school_year="2025-2026",
        on=TODAY,
        initiatives=(PlannedInitiative(ref="P1", planned=1_000),),
        study_day_theme="Wiskundetaal",
    )
    desk.record(
        AddUser(name="Jan Maes"),
        RemoveUser(user="u2"),
        ChangeSchool(name="De Zon", valid_from=TODAY),
        plan,
        ApprovePlan(school_year="2025-2026", on=TODAY, by="local-committee"),
        ReverseFact(of="approval-2025-2026", ground="error"),
        RecordAdjustment(year=2025, on=TODAY, amount=-1_000, reason="telling"),
        RecordPayment(expense="A", on=TODAY, by="board"),
        WithdrawLink(link="B.1"),
        RecordRecovery(of="A", on=TODAY, amount=100, ground="credit-note"),
        RecordDecision(target="expense", of="A", on=TODAY, amount=1, ground="other"),
        attach("A", "invoice"),
        CloseYear(year=2025),
        PayRefund(year=2025, on=TODAY, amount=100, method="paid"),
        ReopenYear(year=2025, reason="vergeten factuur"),
        EndSchool(on=TODAY, into="130001"),
    )
    return desk


def test_every_kind_of_event_has_its_words(every_kind: Desk) -> None:
    lines = of(every_kind)
    texts = {line.type: line.text for line in lines}
    assert texts["plan-recorded/1"] == (
        "plan 2025-2026, version 1; 1 initiative, 10.00 planned; Wiskundetaal"
    )
    assert texts["allocation-recorded/1"] == (
        "allocation of 2025: 5156.77; 41.37 posts at 124.65"
    )
    assert texts["user-added/1"] == "u2 may record, as bookkeeper; Jan Maes"
    assert texts["school-ended/1"] == "school ended on 2026-01-20, into 130001"
    assert texts["document-attached/1"] == (
        "invoice attached to #8: 9 bytes; A-invoice.pdf"
    )
    known = {str(kind.__struct_config__.tag) for kind in get_args(Event)}
    kept = {str(kind.__struct_config__.tag) for kind in get_args(KeepingEvent)}
    assert known - set(texts) - kept == {"file-imported/1"}
    assert msgspec.json.encode(lines, enc_hook=str)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (
            "nl",
            [
                "plan 2025-2026, versie 1; 1 initiatief, 10,00 gepland; Wiskundetaal",
                "toekenning van 2025: 5.156,77; 41,37 betrekkingen aan 124,65",
                "betaling van #8: 950,00; door: schoolbestuur",
                "jaar 2025 afgesloten, 2.573,38 overgedragen",
                "school gestopt op 20/01/2026, opgegaan in 130001",
            ],
        ),
        (
            "fr",
            [
                PLAN_FR,
                "octroi de 2025\xa0: 5\u202f156,77\xa0; 41,37 emplois à 124,65",
                "paiement de #8\xa0: 950,00\xa0; par\xa0: pouvoir organisateur",
                "année 2025 clôturée, 2\u202f573,38 reportés",
                "école fermée le 20/01/2026, absorbée par 130001",
            ],
        ),
    ],
)
def test_a_line_is_told_in_each_language(
    every_kind: Desk, *, code: str, told: list[str]
) -> None:
    tell = language(code).tell
    texts = {line.type: tell(line.text) for line in of(every_kind)}
    kinds = ("plan-recorded", "allocation-recorded", "payment-recorded", "year-closed")
    assert [texts[f"{kind}/1"] for kind in (*kinds, "school-ended")] == told


def test_a_text_stays_on_its_line(desk: Desk) -> None:
    desk.record(
        ReverseFact(of="A", ground="error", amount=100, reason="a\n#99  b\t{c}")
    )
    for code in ("en", "nl", "fr"):
        assert language(code).tell(of(desk)[-1].text).endswith("; a #99 b {c}")


def test_every_kind_of_event_is_shown_as_a_type_of_its_own(every_kind: Desk) -> None:
    with every_kind.view() as view:
        leaves = list(view.reader.leaves(0, view.size))
    types = [type_name(leaf.event) for leaf in leaves]
    assert [line.type for line in of(every_kind)] == types


def test_a_plan_and_its_approval_have_refs(every_kind: Desk) -> None:
    refs = {line.type: line.ref for line in of(every_kind)}
    assert refs["plan-recorded/1"] == "plan-2025-2026"
    assert refs["plan-approved/1"] == "approval-2025-2026"
    assert refs["year-closed/1"] is None
