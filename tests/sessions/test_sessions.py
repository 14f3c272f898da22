"""Golden sessions, and those of the documents, come back as they are written."""

from __future__ import annotations

import re
from difflib import unified_diff
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.sessions.replay import Shell, check_readable, parse, replay

HERE = Path(__file__).parent
DOCUMENTS = [*ROOT.glob("README.md"), *sorted(ROOT.glob("docs/**/*.md"))]


def sessions() -> list[object]:
    documents = [path for path in DOCUMENTS if b"\n```console\n" in path.read_bytes()]
    return [as_case(path) for path in [*sorted(HERE.glob("**/*.console")), *documents]]


def as_case(path: Path) -> object:
    # A line of prose "Needs: openssl, sqlite3" names programs that may not be there.
    needed = re.search(r"^\W*Needs: (.*?)\W*$", text_of(path), re.MULTILINE)
    programs = re.split(r",\s*", needed[1]) if needed else []
    name = path.relative_to(ROOT).as_posix()
    return pytest.param(path, id=name, marks=pytest.mark.needs("bash", *programs))


def text_of(path: Path) -> str:
    # Not `read_text`, which would take CR LF for a line feed.
    return path.read_bytes().decode()


@pytest.mark.parametrize("path", sessions())
def test_a_session_comes_back_as_it_is_written(
    path: Path, *, tmp_path: Path, accept: bool
) -> None:
    markdown = path.suffix == ".md"
    written = text_of(path)
    shell = Shell(tmp_path, fixtures=ROOT / "fixtures")
    actual = replay(parse(written, markdown=markdown), shell)
    check_readable(actual, markdown=markdown)
    if accept:
        path.write_bytes(actual.text.encode())
    elif actual.text != written:
        pytest.fail(difference(written, actual.text), pytrace=False)


def difference(written: str, actual: str) -> str:
    sides = written.splitlines(), actual.splitlines()
    lines = unified_diff(*sides, "written", "actual", lineterm="")
    return "\n".join(["what comes back differs (make accept takes it over):", *lines])
