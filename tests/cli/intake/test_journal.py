"""The journal: every kind of record is read, and every faulty line is named."""

from __future__ import annotations

import json

import pytest

from cli.intake.wishes import KINDS
from tests.cli.terminal import Terminal

# One of each kind, as the contract has them, in an order in which they may happen.
YEAR = r"""
{"record":"plan","school_year":"2024-2025","on":"2024-10-01","initiatives":[{"ref":"P1","name":"…","kind":"training","planned":"1200.00","area":"dutch","offer":"external-demand"}]}
{"record":"approval","school_year":"2024-2025","version":1,"on":"2024-10-15","by":"local-committee","school_council":"heard"}
{"record":"opening","year":2025,"on":"2025-01-10","amount":"1200.00","source":"statement","previous_allocation":"4980.00"}
{"record":"allocation","year":2025,"on":"2025-01-15","amount":"5156.77","posts":"41.37","rate":"124.65"}
{"record":"tranche","year":2025,"tranche":1,"on":"2025-02-26","amount":"3094.06","bank_reference":"…"}
{"record":"expense","ref":"A","on":"2025-03-12","amount":"950.00","category":"study-day-expert","beneficiary":"team","people":24,"supplier":"…","invoice":"…","description":"…","imposed":false}
{"record":"link","ref":"A1","expense":"A","on":"2025-03-12","amount":"950.00","activity":"…","relevance":"…","beneficiary":"team","area":"dutch"}
{"record":"payment","expense":"A","on":"2025-03-28","amount":"950.00","by":"school","bank_reference":"…"}
{"record":"expense","ref":"B","on":"2025-04-02","amount":"1280.50","category":"external-training","beneficiary":"staff"}
{"record":"document","of":"A","kind":"invoice","path":"facturen/2025-017.pdf"}
{"record":"unlink","link":"A1","on":"2025-06-01","reason":"…"}
{"record":"reversal","of":"A","on":"2025-04-01","amount":"10.00","ground":"error","reason":"…"}
{"record":"tranche","year":2025,"tranche":2,"on":"2025-07-03","amount":"2062.71"}
{"record":"close","year":2025,"carry_over":"2578.38"}
{"record":"refund","year":2025,"on":"2026-02-01","amount":"1347.89","method":"paid"}
{"record":"recovery","year":2026,"of":"A","on":"2026-03-02","amount":"95.00","ground":"credit-note"}
{"record":"decision","target":"expense","of":"B","on":"2027-05-04","amount":"1280.50","ground":"not-justified","reference":"…"}
{"record":"reopen","year":2025,"reason":"…"}
{"record":"adjustment","year":2025,"on":"2025-09-01","amount":"-12.00","reason":"…"}
{"record":"school","board":"1234","valid_from":"2025-09-01"}
{"record":"school-end","on":"2027-05-31","into":"30570"}
"""  # a record is a line
LINES = YEAR.strip().splitlines()


@pytest.fixture
def later(book: Terminal) -> Terminal:
    """A book in June 2027, when all of the year has happened, and its invoice."""
    book.sets(clock="2027-06-01T10:00:00Z")
    book.writes("facturen/2025-017.pdf", "%PDF-1.7\n")
    return book


def test_every_kind_of_record_is_recorded(later: Terminal) -> None:
    assert {json.loads(line)["record"] for line in LINES} == set(KINDS)
    later.writes("year.jsonl", YEAR)
    answer = later.does("import year.jsonl --json").json
    assert (answer["new"], answer["same"]) == (len(LINES), 0)
    assert answer["notes"] == [
        "year.jsonl:22: the school number was padded to 030570",
    ]
    before = later.book
    again = later.does("import year.jsonl --json").json
    assert (again["new"], again["same"], again["events"]) == (0, len(LINES), 0)
    assert later.book == before


def test_the_lines_may_come_one_by_one_or_all_again_with_more(later: Terminal) -> None:
    for count in (1, 7, len(LINES)):
        later.writes("year.jsonl", "\n".join(LINES[:count]))
        later.does("import year.jsonl")
    assert later.does("import year.jsonl --json").json["same"] == len(LINES)


def test_facts_may_be_named_by_their_numbers(later: Terminal) -> None:
    later.writes("year.jsonl", "\n".join(LINES[:6]))
    later.does("import year.jsonl")
    event = later.does("show event A --json").json["summary"]["number"]
    later.journal(
        {"record": "link", "expense": f"#{event}", "activity": "x", "relevance": "y"},
        {"record": "payment", "expense": f"#{event}", "on": "2025-03-28"},
    )
    later.does("import j.jsonl")
    assert later.does("import j.jsonl --json").json["same"] == 2
    (line,) = later.does("show expenses --year 2025 --json").json["expenses"]
    assert (line["state"], line["unjustified"]) == ("justified", 0)


def test_an_amount_that_is_left_out_is_all_that_is_left(later: Terminal) -> None:
    expense = json.loads(LINES[5])
    later.journal(
        expense,
        {"record": "link", "expense": "A", "activity": "x", "relevance": "y"},
        {"record": "payment", "expense": "A", "on": "2025-03-28", "amount": ""},
        {"record": "reversal", "of": "A", "ground": "duplicate", "amount": None},
    )
    told = later.does("import j.jsonl --dry-run --json").json["recorded"]
    amounts = {each["type"]: each["amount"] for each in told}
    assert amounts["link-recorded/1"] == 95_000
    assert amounts["payment-recorded/1"] == 95_000
    assert amounts["reversal-recorded/1"] == 95_000
