"""`explain`, `diff` and `show plan` on the sample school: text, JSON and bad input."""

from __future__ import annotations

import shutil

import pytest

from projections.explaining import NAMES
from tests.cli.terminal import Terminal


class TestExplain:
    @pytest.mark.parametrize("figure", NAMES)
    def test_every_figure_adds_up_and_is_that_of_the_balance(
        self, school: Terminal, figure: str
    ) -> None:
        for year in (2024, 2025):
            whole = school.does(f"show balance --year {year} --json").json
            made = school.does(f"explain {figure} --year {year} --json").json
            first, _, rest = figure.partition(".")
            expected = whole[first][rest] if rest else whole[first]
            assert made["cents"] == expected
            assert sum(part["cents"] for part in made["parts"]) == expected
            assert (made["events"], made["root"]) == (whole["events"], whole["root"])

    def test_the_words_are_readable_at_80_columns(self, school: Terminal) -> None:
        for figure in NAMES:
            said = school.does(f"explain {figure} --year 2024").out.splitlines()
            assert max(len(line) for line in said[:-1]) <= 80

    def test_names_the_rule_its_version_and_the_documents(
        self, school: Terminal
    ) -> None:
        said = " ".join(school.does("explain spent --year 2025").out.split())
        assert "#105: invoice, 2025-A-factuur.pdf" in said
        assert "rules pd-grant-1 (semantics 1, SHA-256 " in said
        said = " ".join(school.does("explain reserve-limit").out.split())
        assert "[reserve.percent = 50]" in said
        assert "Je kan een reserve opbouwen van maximaal 50%" in said

    def test_what_follows_stands_at_the_same_point_in_time(
        self, school: Terminal
    ) -> None:
        said = school.does("explain saldo --year 2025 --on 2025-06-30 --lang nl").out
        assert "2025 saldo: 2.017,36" in said
        further = "explain funds --year 2025 --on 2025-06-30"
        assert f"volgende stap: verantwoord {further}" in said
        assert school.does(further).out.startswith("2025 funds")

    def test_bad_input(self, school: Terminal) -> None:
        error = school.refuses("explain refund_du", code=2)
        assert error["message"] == "there is no figure 'refund_du'"
        assert "refund-due" in error["next"]
        error = school.refuses("explain spent --year 2031", code=2)
        assert error["message"] == "the book has no year 2031"
        error = school.refuses("explain spent --known-at '#9999'", code=2)
        assert error["message"] == "the book has fewer events"
        error = school.refuses("explain spent --known-at 2001-01-01", code=2)
        assert error["message"] == "that is before the book began"

    def test_a_book_without_a_year(self, book: Terminal) -> None:
        assert "year" in book.refuses("explain spent", code=2)["message"]


class TestPlan:
    def test_the_lines_add_up(self, school: Terminal) -> None:
        for by in ("initiative", "category", "area", "imposed"):
            made = school.does(f"show plan --by {by} --json").json
            years = [plan["school_year"] for plan in made["plans"]]
            assert years == ["2023-2024", "2024-2025", "2025-2026"]
            lines = [line for plan in made["plans"] for line in plan["lines"]]
            assert sum(line["spent"] for line in lines) == 453_820 + 288_670
            assert sum(line["linked"] for line in lines) == 449_320 + 243_050

    def test_the_words(self, school: Terminal) -> None:
        said = school.does("show plan --year 2025").out
        assert "version 1 of 2024-09-16 (#76): 4 initiatives, 4,150.00" in said
        assert "approved on 2024-10-07 by the local committee (#77)" in said
        assert "2023-2024" not in said
        assert max(len(line) for line in said.splitlines()[:-1]) <= 80

    def test_bad_input(self, school: Terminal) -> None:
        assert school.refuses("show plan --year 2031", code=2)
        assert school.refuses("show plan --by colour", code=2)

    def test_a_book_without_a_plan(self, book: Terminal) -> None:
        assert book.does("show plan").out.startswith("no plan is recorded")
        assert book.does("show plan --json").json["plans"] == []


class TestDiff:
    def test_two_moments(self, school: Terminal) -> None:
        made = school.does("diff '#128' '#129' --json").json
        assert [event["number"] for event in made["came"]] == [129]
        assert made["went"] == []
        changed = {each["figure"]: each for each in made["years"][0]["figures"]}
        assert changed["received"]["after"] - changed["received"]["before"] == 206_271
        assert (made["a"]["events"], made["b"]["events"]) == (128, 129)

    def test_two_days_in_words(self, school: Terminal) -> None:
        said = school.does("diff on:2025-06-30 on:2025-12-31 --year 2025").out
        assert "8 events came" in said
        assert "refund due" in said
        assert "+1,301.69" in said
        assert max(len(line) for line in said.splitlines()[2:]) <= 80

    def test_nothing_differs(self, school: Terminal) -> None:
        said = school.does("diff '#137' 2026-01-20").out
        assert "no event came\nno figure differs\n" in said

    def test_bad_input(self, school: Terminal) -> None:
        for a, b, message in (
            ("2001-01-01", "#9", "that is before the book began"),
            ("'#9'", "'#9999'", "the book has fewer events"),
            ("'#9'", "2031-01-01", "2031-01-01 has not come yet"),
            ("'#9'", "zon.zip", "a bundle is compared with another bundle only"),
            ("'#9'", "later", "'later' is no moment"),
        ):
            assert school.refuses(f"diff {a} {b}", code=2)["message"] == message
        assert school.refuses("diff '#9' '#10' --year 2031", code=2)


class TestDiffOfBundles:
    @pytest.fixture
    def grown(self, school: Terminal) -> Terminal:
        shutil.copy("zon.zip", "old.zip")
        school.does("record link --expense C --activity x --relevance y")
        school.does("export new.zip")
        return school

    def test_events_that_came_and_figures_that_changed(self, grown: Terminal) -> None:
        made = grown.does("diff old.zip new.zip --json").json
        (event,) = made["came"]
        assert (event["number"], event["text"]) == (
            made["b"]["events"],
            "link of #111: 46.20; x; y",
        )
        assert made["went"] == []
        (year,) = made["years"]
        assert {"figure": "refund_due", "before": 134_789, "after": 130_169} in year[
            "figures"
        ]
        back = grown.does("diff new.zip old.zip --json").json
        assert (back["came"], back["went"]) == ([], made["came"])

    def test_it_is_the_difference_of_the_book(self, grown: Terminal) -> None:
        of_bundles = grown.does("diff old.zip new.zip --json").json
        sizes = [of_bundles[side]["events"] for side in "ab"]
        of_book = grown.does("diff '#{}' '#{}' --json".format(*sizes)).json
        for part in ("came", "went", "years"):
            assert of_bundles[part] == of_book[part]
        assert of_bundles["b"]["root"] == of_book["b"]["root"]

    def test_what_does_not_hold_is_refused_with_its_code(self, grown: Terminal) -> None:
        data = (grown.folder / "old.zip").read_bytes()
        (grown.folder / "half.zip").write_bytes(data[: len(data) // 2])
        error = grown.refuses("diff half.zip new.zip", code=10)
        assert error["message"].startswith("half.zip does not hold: ")
        assert error["kind"] == "not-verified"
        said = grown("diff new.zip half.zip")
        assert (said.code, said.out) == (10, "")
        assert "next: see all that was found: verantwoord verify half.zip" in said.err

    def test_two_stories_of_one_log(self, grown: Terminal) -> None:
        shutil.copy("zon.book", "kept")
        grown.does("record link --expense E --activity x --relevance y")
        grown.does("export one.zip")
        shutil.copy("kept", "zon.book")
        grown.does("record link --expense E --activity x --relevance z")
        grown.does("export two.zip")
        error = grown.refuses("diff one.zip two.zip", code=14)
        assert error["message"] == "the two bundles tell two stories of one log"

    def test_two_books_and_no_file(self, grown: Terminal) -> None:
        grown.does(
            "--book other.book init other --school 30569 --level primary --no-key"
        )
        grown.does("--book other.book export other.zip")
        error = grown.refuses("diff old.zip other.zip", code=2)
        assert error["message"] == "the two bundles are of different books"
        assert grown.refuses("diff old.zip gone.zip", code=3)["place"] == "gone.zip"
        error = grown.refuses("diff old.zip new.zip --known-at '#9'", code=2)
        assert error["place"] == "--known-at"
