"""The history, filtered: as text with its sums, as CSV, as JSON, and page by page."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

import pytest

import cli.commands.showing.history as command
from tests.cli.terminal import Terminal

HEADING = "number,at,by,stream,type,on,ref,amount,text,imported,reverses,reversed_by"


def rows(said: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(said, newline=""), strict=True))


def test_what_was_chosen_is_added_up_below_it(school: Terminal) -> None:
    lines = school.does(
        "show history --kind expense --from 2025-01-01"
    ).out.splitlines()
    assert sum(line.startswith("#") for line in lines) == 5
    assert lines[-5:-2] == [
        "5 events",
        "2025: spent 2,886.70",
        "the moments of recording are in UTC",
    ]
    assert lines[-2].startswith("with every date, all that is known: 137 events")
    balance = school.does("show balance --year 2025 --json").json
    found = school.does("show history --kind expense --from 2025-01-01 --json").json
    assert found["sums"] == {"2025": {"spent": balance["spent"]}}
    assert sum(line["amount"] for line in found["history"]) == balance["spent"]


def test_links_of_a_year_add_up_to_what_is_justified(school: Terminal) -> None:
    balance = school.does("show balance --year 2025 --json").json
    found = school.does("show history --kind link --year 2025 --json").json
    assert found["sums"] == {"2025": {"justified": balance["justified"]}}
    out = school.does("show history --kind verantwoording --year 2025 --lang nl").out
    assert "2025: verantwoord 2.430,50" in out


def test_a_line_has_the_ref_and_its_amount_once(school: Terminal) -> None:
    for code, said in {"en": "expense", "nl": "uitgave", "fr": "dépense"}.items():
        out = school.does(f"show history --kind expense --year 2025 --lang {code}").out
        (line,) = [each for each in out.splitlines() if f"  A  {said}" in each]
        assert line.count("950") == 1


def test_the_whole_history_has_no_sums_below_it(school: Terminal) -> None:
    lines = school.does("show history").out.splitlines()
    below = [line for line in lines if not line.startswith(("#", " "))]
    assert sum(line.startswith("#") for line in lines) == school.events()
    assert below[0] == "the moments of recording are in UTC"


def test_nothing_found_is_no_error(school: Terminal) -> None:
    lines = school.does("show history --text onvindbaar").out.splitlines()
    assert lines[0] == "0 events"
    assert rows(school.does("show history --text onvindbaar --csv").out) == []


def test_csv_is_as_the_rfc_has_it(school: Terminal) -> None:
    school.does(
        "record reversal --of A --amount 1.5 --ground error --on 2025-04-01 --reason",
        'prijs "netto", niet\nbruto',
    )
    data = school.does("show history --csv").out
    assert data.startswith(f"{HEADING}\r\n")
    assert data.count("\r\n") == data.count("\n") == school.events() + 1
    found = rows(data)
    (expense,) = [row for row in found if row["ref"] == "A"]
    assert (expense["amount"], expense["on"], expense["imported"]) == (
        "950.00",
        "2025-03-12",
        "yes",
    )
    last = found[-1]
    assert expense["reversed_by"] == last["number"]
    assert last["reverses"] == expense["number"]
    assert last["text"].endswith('1.50; error; prijs "netto", niet bruto')
    assert (last["imported"], found[0]["amount"]) == ("no", "")


def test_csv_is_the_same_in_every_language(school: Terminal) -> None:
    plain = school.does("show history --csv").out
    assert school.does("show history --csv --lang nl").out == plain


def test_csv_and_json_tell_the_same(school: Terminal) -> None:
    asked = "show history --kind spending --kind tranche --amount ..500"
    lines = school.does(f"{asked} --json").json["history"]
    found = rows(school.does(f"{asked} --csv").out)
    assert len(found) == len(lines) > 5
    for row, line in zip(found, lines, strict=True):
        assert int(row["number"]) == line["number"]
        euros, cents = row["amount"].split(".")
        assert int(euros) * 100 + int(cents) == line["amount"] <= 50_000
        assert (row["on"], row["text"]) == (line["on"], line["text"])


def test_a_filtered_history_is_paged_too(school: Terminal) -> None:
    paged: list[str] = []
    school.patch.setattr("click.echo_via_pager", paged.extend)
    school.patch.setattr("sys.stdout.isatty", lambda: True)
    assert school.does("show history --kind tranche").out == ""
    assert sum(line.startswith("#") for line in paged) == 4


REFUSED = {
    "--kind expnse": ("--kind", "'expnse' is no kind of event"),
    "--amount 2..1": ("--amount", "'2..1' is no range of amounts"),
    "--amount x": ("--amount", "'x' is not an amount"),
    "--from 2025-02-01 --until 2025-01-01": ("--from", "--from lies after --until"),
    "--until morgen": ("--until", "'morgen' is not a date that exists"),
    "--text ''": ("--text", "no words are given"),
    "--csv": ("--csv", "--csv and --json are two forms of one answer"),
}


@pytest.mark.parametrize("options", REFUSED)
def test_bad_input_is_one_sentence(school: Terminal, options: str) -> None:
    error = school.refuses(f"show history {options}", code=2)
    assert (error["place"], error["message"]) == REFUSED[options]


@pytest.mark.parametrize(
    "asked",
    [
        *("--kind expense", "--kind spending --text vzw", "--amount 100..400"),
        *("--from 2025-03-01 --until 2025-06-30", "--until 2025-12-31 --on 2025-04-30"),
        *("--kind expense --known-at #60", "--kind reversal --from 2024-01-01"),
    ],
)
def test_a_large_book_says_the_same_from_its_read_model(
    school: Terminal, asked: str, *, tmp_path_factory: pytest.TempPathFactory
) -> None:
    school.does("record reversal --of A --amount 1.5 --ground error --on 2025-04-01")
    folder = tmp_path_factory.mktemp("kept")
    for form in ("", "--json", "--csv"):
        school.patch.setattr(command, "LEAST", 50_000)
        plain = school.does(f"show history {asked} {form}")
        school.patch.setattr(command, "LEAST", 1)
        for name in ("", "/dev/null", str(folder), str(folder)):
            school.sets(cache=name)
            assert school.does(f"show history {asked} {form}") == plain
    assert len(list(folder.iterdir())) == 1


def test_what_is_asked_for_in_words_alone_keeps_nothing(school: Terminal) -> None:
    school.patch.setattr(command, "LEAST", 1)
    for asked in ("", "--text vzw", "--on 2025-04-30"):
        school.does(f"show history {asked}")
    assert list(Path(os.environ["VERANTWOORD_CACHE"]).iterdir()) == []
