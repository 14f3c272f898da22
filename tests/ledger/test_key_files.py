from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from ledger.errors import SurroundingsError
from ledger.keys import read_key, write_key, write_public

posix = pytest.mark.skipif(sys.platform == "win32", reason="for want of POSIX modes")


def test_a_key_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "school.key"
    write_key(path, b"sealed\n")
    assert read_key(path) == path.read_bytes() == b"sealed\n"


def test_the_public_line_ends_in_a_line_feed(tmp_path: Path) -> None:
    path = tmp_path / "school.vkey"
    write_public(path, "school+00000000+AAAA")
    assert path.read_bytes() == b"school+00000000+AAAA\n"


@posix
def test_a_key_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write_key(tmp_path / "school.key", b"sealed\n")
        write_public(tmp_path / "school.vkey", "school")
    finally:
        os.umask(before)
    assert (tmp_path / "school.key").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "school.vkey").stat().st_mode & 0o777 == 0o644


def test_a_file_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "school.key"
    path.write_bytes(b"the only copy")
    with pytest.raises(SurroundingsError, match="never overwritten"):
        write_key(path, b"sealed\n")
    with pytest.raises(SurroundingsError, match="never overwritten"):
        write_public(path, "school")
    assert path.read_bytes() == b"the only copy"


@posix
def test_a_link_is_not_followed(tmp_path: Path) -> None:
    link = tmp_path / "school.key"
    link.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SurroundingsError, match="never overwritten"):
        write_key(link, b"sealed\n")
    assert not (tmp_path / "elsewhere").exists()


def test_a_missing_file_or_folder_is_said(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "school.key"
    with pytest.raises(SurroundingsError, match="cannot be written") as caught:
        write_key(path, b"sealed\n")
    assert caught.value.place == str(path)
    with pytest.raises(SurroundingsError, match="cannot be read"):
        read_key(path)
    with pytest.raises(SurroundingsError, match="cannot be read"):
        read_key(tmp_path)


def test_a_file_that_is_too_large_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "film.mkv"
    path.write_bytes(bytes(1_000_000))
    assert len(read_key(path)) == 4097


@posix
def test_a_full_disk_leaves_no_half_key(tmp_path: Path) -> None:
    import resource

    path = tmp_path / "school.key"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, before[1]))
    try:
        with pytest.raises(SurroundingsError, match="cannot be written"):
            write_key(path, b"sealed" * 10)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not path.exists()
