"""Exporting: one book gives one bundle, whole or not at all, that stock tools check."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import zipfile
from base64 import b64encode
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from textwrap import dedent

import bagit
import pytest

from fixtures.books import Clock, build, worked_example
from fixtures.every_kind import KEY, OTHER_KEY, every_kind
from ledger.book.exporting import export
from ledger.book.keys import rotate_key
from ledger.bundle.how_to_verify import how_to_verify
from ledger.bundle.software import software
from ledger.commands import AddUser
from ledger.errors import SurroundingsError, UsageError
from ledger.verify import verify_bundle


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "school.book"
    every_kind(path).close()
    return path


@pytest.fixture(scope="module")
def bundle(book: Path) -> Path:
    target = book.with_name("BUNDLE.zip")
    export(book, target)
    return target


def test_what_is_exported_is_sound(bundle: Path) -> None:
    with bundle.open("rb") as file:
        report = verify_bundle(file)
    assert (report.ok, report.grade) == (True, "CONSISTENT")
    assert set(report.figures) == {"2024", "2025"}


def test_the_same_book_gives_the_same_bytes(book: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(book, tmp_path / "copy.book"))
    first = export(book, tmp_path / "a.zip", key=KEY)
    second = export(copy, tmp_path / "b.zip")
    assert first == second
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_it_says_what_was_written(book: Path, bundle: Path, tmp_path: Path) -> None:
    written = export(book, tmp_path / "a.zip", key=KEY)
    assert written.octets == bundle.stat().st_size
    with zipfile.ZipFile(bundle) as archive:
        assert archive.read("data/checkpoint") == written.note
        assert software().encode() in archive.read("data/export.json")


def test_nothing_is_written_over_unless_that_is_asked(
    book: Path, tmp_path: Path
) -> None:
    target = tmp_path / "mine.zip"
    target.write_bytes(b"mine")
    with pytest.raises(UsageError, match="is there already"):
        export(book, target)
    assert target.read_bytes() == b"mine"
    export(book, target, force=True)
    assert target.read_bytes().startswith(b"PK")
    assert sorted(tmp_path.iterdir()) == [target]


def test_a_book_is_not_written_over(book: Path) -> None:
    before = book.read_bytes()
    with pytest.raises(UsageError, match="not written over"):
        export(book, book.parent / "." / book.name, force=True)
    assert book.read_bytes() == before


def test_a_folder_that_is_not_there_is_one_sentence(book: Path, tmp_path: Path) -> None:
    with pytest.raises(SurroundingsError, match="cannot be made"):
        export(book, tmp_path / "none" / "a.zip")


def test_a_book_that_has_grown_needs_its_key(tmp_path: Path) -> None:
    path, target = tmp_path / "a.book", tmp_path / "a.zip"
    every_kind(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM checkpoints WHERE size > 30")
        connection.commit()
    for key, words in ((None, "the book has a key"), (OTHER_KEY, "not the key")):
        with pytest.raises(SurroundingsError, match=words):
            export(path, target, key=key)
    assert not target.exists()
    export(path, target, key=KEY)
    assert target.exists()


def test_a_book_without_a_key_is_not_signed_with_one(tmp_path: Path) -> None:
    path, target = tmp_path / "a.book", tmp_path / "a.zip"
    build(path, worked_example(), clock=Clock()).close()
    with pytest.raises(SurroundingsError, match="has no key"):
        export(path, target, key=KEY)
    export(path, target)
    with target.open("rb") as file:
        assert verify_bundle(file).grade == "UNSIGNED"


def test_a_damaged_book_is_not_exported(tmp_path: Path) -> None:
    path = tmp_path / "a.book"
    build(path, worked_example(), clock=Clock()).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER events_no_update")
        less = "CAST(replace(leaf, '95000', '94999') AS BLOB)"
        connection.execute(f"UPDATE events SET leaf = {less}")  # noqa: S608  # no value from outside
        connection.commit()
    with pytest.raises(SurroundingsError, match="damaged"):
        export(path, tmp_path / "a.zip")
    assert sorted(tmp_path.iterdir()) == [path]


def test_a_book_that_is_open_can_be_exported(tmp_path: Path) -> None:
    path = tmp_path / "a.book"
    with build(path, worked_example(), clock=Clock()) as open_book:
        before = export(path, tmp_path / "a.zip").head
        open_book.record(AddUser(name="Jan Janssens"), by="u1")
        after = export(path, tmp_path / "b.zip").head
    assert after.size > before.size


# What stock tools say, by the very commands of HOW-TO-VERIFY.txt.


def recipe() -> dict[str, str]:
    """The commands of each step: the indented block below its two sentences."""
    blocks = how_to_verify().decode().split("\n\n")
    return {
        sentences[0]: dedent(commands)
        for sentences, commands in pairwise(blocks)
        if re.match(r"[1-5]\.  EN", sentences)
    }


def shell(folder: Path, script: str) -> list[str]:
    done = subprocess.run(
        ["sh", "-eu"],
        input=(script + "\n").encode(),
        cwd=folder,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b""), done
    return done.stdout.decode().splitlines()


@pytest.fixture
def steps(bundle: Path, tmp_path: Path) -> dict[str, str]:
    shutil.copy(bundle, tmp_path / "BUNDLE.zip")
    return recipe()


@pytest.mark.needs("sh", "unzip", "sha256sum")
def test_sha256sum_finds_every_file_whole(
    steps: dict[str, str], tmp_path: Path
) -> None:
    said = shell(tmp_path, steps["1"] + "\n" + steps["2"])
    with zipfile.ZipFile(tmp_path / "BUNDLE.zip") as archive:
        listed = len(archive.namelist()) - 1
    assert len(said) == listed
    assert all(line.endswith(": OK") for line in said)


@pytest.mark.needs("sh", "unzip", "openssl")
def test_the_shell_recipe_gives_the_root(steps: dict[str, str], tmp_path: Path) -> None:
    said = shell(tmp_path, steps["1"] + "\n" + steps["3"])
    note = (tmp_path / "bundle/data/checkpoint").read_text().splitlines()
    assert said == note[1:3]


@pytest.mark.needs("sh", "unzip", "openssl")
def test_openssl_verifies_the_signature(steps: dict[str, str], tmp_path: Path) -> None:
    script = steps["1"] + "\nhash() { :; }; work=$(mktemp -d)\n" + steps["4"]
    assert shell(tmp_path, script) == [KEY.vkey, "Signature Verified Successfully"]


@pytest.mark.needs("sh", "unzip", "openssl")
def test_openssl_verifies_the_signature_after_a_change_of_key(tmp_path: Path) -> None:
    path = tmp_path / "a.book"
    with every_kind(path) as book:
        rotate_key(book, KEY, new=OTHER_KEY, by="u1")
    export(path, tmp_path / "BUNDLE.zip", key=OTHER_KEY)
    steps = recipe()
    script = steps["1"] + "\nhash() { :; }; work=$(mktemp -d)\n" + steps["4"]
    said = shell(tmp_path, script)
    assert said == [OTHER_KEY.vkey, "Signature Verified Successfully"]


@pytest.mark.needs("sh", "unzip", "openssl")
def test_openssl_refuses_the_signature_under_another_text(
    steps: dict[str, str], tmp_path: Path
) -> None:
    spoil = "sed -i 2s/7/8/ data/checkpoint\n"
    script = steps["1"] + "\n" + spoil + "work=$(mktemp -d)\n" + steps["4"]
    with pytest.raises(AssertionError, match="Signature Verification Failure"):
        shell(tmp_path, script)


@pytest.mark.needs("sh", "unzip", "openssl")
def test_the_shell_recipe_finds_the_commitment_of_a_value(
    steps: dict[str, str], tmp_path: Path
) -> None:
    setup = "hash() { openssl dgst -sha256 -binary; }; work=$(mktemp -d)\n"
    for number in (1, 9, 40):
        step = steps["5"].replace("'1p'", f"'{number}p'")
        folder = tmp_path / str(number)
        folder.mkdir()
        shutil.copy(tmp_path / "BUNDLE.zip", folder)
        assert shell(folder, steps["1"] + "\n" + setup + step) == ["1"]


def test_bagit_finds_the_bag_valid(bundle: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(tmp_path)
    assert bagit.Bag(str(tmp_path)).validate()


def test_the_text_says_nothing_of_one_bundle() -> None:
    assert b64encode(KEY.public) not in how_to_verify()
    assert KEY.name.encode() not in how_to_verify()
