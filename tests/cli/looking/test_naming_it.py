"""Which file is looked at: the one that is named, or the only one that is here."""

from __future__ import annotations

import shutil
import zipfile

import pytest

from tests.cli.terminal import Terminal

BALANCE = "show balance --year 2024 --json"


@pytest.fixture
def verifier(school: Terminal) -> Terminal:
    """A folder with nothing of the school's but its bundle."""
    for path in sorted(school.folder.iterdir()):
        if path.name != "zon.zip":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    return school


def test_it_is_named_by_option_or_environment_on_either_side(
    verifier: Terminal,
) -> None:
    (verifier.folder / "zon.zip").rename(verifier.folder / "bewijs")
    expected = verifier.does(f"{BALANCE} --book bewijs").json
    assert expected["refund_due"] == 9_180
    assert verifier.does(f"-b bewijs {BALANCE}").json == expected
    verifier.sets(book="bewijs")
    assert verifier.does(BALANCE).json == expected


def test_the_only_bundle_of_a_folder_without_a_book_is_looked_at(
    verifier: Terminal,
) -> None:
    expected = verifier.does(f"{BALANCE} --book zon.zip").json
    with zipfile.ZipFile("fotos.zip", "w") as archive:
        archive.writestr("foto.jpg", b"")
    assert verifier.does(BALANCE).json == expected


def test_of_several_bundles_one_has_to_be_named(verifier: Terminal) -> None:
    shutil.copy("zon.zip", "an other.zip")
    error = verifier.refuses(BALANCE.removesuffix(" --json"), code=2)
    assert error["message"] == (
        "no book is named, and there are several bundles in this folder"
    )
    assert error["found"] == "an other.zip, zon.zip"
    assert error["next"] == "name it: --book 'an other.zip'"


def test_beside_a_book_a_bundle_is_not_looked_at(school: Terminal) -> None:
    school.does("record link --expense C --activity x --relevance y")
    of_book = school.does("show balance --year 2025 --json").json
    of_bundle = school.does("show balance --year 2025 --json --book zon.zip").json
    assert of_book["events"] == of_bundle["events"] + 1
    shutil.copy("zon.book", "other.book")
    error = school.refuses("show balance", code=2)
    assert "several" in error["message"]
    assert error["found"] == "other.book, zon.book"


def test_where_nothing_lies_nothing_is_found(terminal: Terminal) -> None:
    (terminal.folder / "leeg.zip").write_bytes(b"")
    error = terminal.refuses("show balance", code=2)
    assert error["message"] == "no book is named, and there is none in this folder"


def test_nothing_is_written_beside_it(verifier: Terminal) -> None:
    before = (verifier.folder / "zon.zip").read_bytes()
    for command in (
        *("status", "show history", "show document '#122'", "diff '#9' '#60'"),
        "explain refund-due --year 2024",
    ):
        verifier.does(command)
    assert [path.name for path in verifier.folder.iterdir()] == ["zon.zip"]
    assert (verifier.folder / "zon.zip").read_bytes() == before
