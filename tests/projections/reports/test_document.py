from __future__ import annotations

import json

import msgspec

from ledger.messages import Message
from projections.language import language
from projections.reports import Report
from projections.reports.document import document
from tests.projections.reports.gathered import hostile, lively


def test_it_is_one_line_of_json_with_all_of_the_report() -> None:
    made = document(lively(), language("en"))
    assert made.endswith(b"}\n")
    assert made.count(b"\n") == 1
    assert json.loads(made) == plain(lively())


def plain(report: Report) -> object:
    """Give the report with its messages in English, by another way."""

    def told(value: object) -> str:
        assert isinstance(value, Message)
        return str(language("en").tell(value))

    parts = msgspec.to_builtins(report, enc_hook=told)
    return json.loads(json.dumps(parts))


def test_amounts_are_cents_and_days_iso_dates_in_every_language() -> None:
    english, dutch = (
        json.loads(document(lively(), language(code))) for code in ("en", "nl")
    )
    for one, other in zip(english["years"], dutch["years"], strict=True):
        assert one["statement"] == other["statement"]
        assert [e["amount"] for e in one["expenses"]] == [
            e["amount"] for e in other["expenses"]
        ]


def test_texts_of_a_school_stay_as_they_are() -> None:
    made = json.loads(document(hostile(), language("nl")))
    suppliers = [line["supplier"] for line in made["years"][0]["expenses"]]
    assert suppliers == [line.supplier for line in hostile().years[0].expenses]
