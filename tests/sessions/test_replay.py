"""The replayer reads what it writes, finds what differs, and lets nothing through."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.sessions.replay import (
    AmbiguousAnswerError,
    Session,
    Shell,
    Step,
    check_readable,
    parse,
    replay,
)

LINES = ["$ true", "> more", ">", "", "# prose", "answer", "[3]", "```console", "```"]
MARKDOWN = """\
Type this:

```console
$ echo one
one
```

    $ not-a-command in-an-indented block

<!-- console
$ export WORD=two
-->
```console

$ echo $WORD
2

```
After.
"""

TOLD = [
    "tests/__init__.py",
    "tests/conftest.py",
    "tests/sessions/__init__.py",
    "tests/sessions/replay.py",
    "tests/sessions/test_sessions.py",
]

bash = pytest.mark.needs("bash")


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path, fixtures=ROOT / "fixtures")


@given(lines=st.lists(st.sampled_from(LINES)), markdown=st.booleans())
def test_text_is_the_inverse_of_parse(lines: list[str], *, markdown: bool) -> None:
    text = "".join(f"{line}\n" for line in lines)
    assert parse(text, markdown=markdown).text == text


def test_prose_and_gaps_belong_to_the_next_step() -> None:
    text = "A title.\n\n$ one\nthe\n\nanswer\n\n# Then\nmore.\n$ two\n> three\n[1]\n\n"
    steps = (
        Step("A title.\n\n", "$ one\n", "the\n\nanswer\n"),
        Step("\n# Then\nmore.\n", "$ two\n> three\n", "[1]\n"),
    )
    assert parse(text) == Session(steps, "\n")
    assert steps[1].command == "two\nthree\n"


@bash
def test_markdown_is_one_session_of_all_its_blocks(shell: Shell) -> None:
    actual = replay(parse(MARKDOWN, markdown=True), shell)
    assert actual.text == MARKDOWN.replace("\n2\n", "\ntwo\n")


@bash
def test_a_person_starts_with_no_settings_of_ours(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERANTWOORD_BOOK", "ours.book")
    assert shell.answer("env | grep -c -e ^VERANTWOORD -e ^XDG") == "0\n[1]\n"


@bash
def test_nobody_sits_at_a_terminal(shell: Shell) -> None:
    assert shell.answer("test -t 0 || test -t 1 || test -t 2") == "[1]\n"
    assert shell.answer("cat") == ""


@pytest.mark.parametrize("answer", ["$ true\n", "x\n\n# prose\n", "> more\n"])
def test_an_answer_that_would_be_misread_is_refused(answer: str) -> None:
    session = Session((Step("", "$ show\n", answer),), "")
    with pytest.raises(AmbiguousAnswerError, match=r"at \$ show"):
        check_readable(session)


@bash
def test_accept_rewrites_the_answers_and_nothing_else(
    pytester: pytest.Pytester,
) -> None:
    for name in TOLD:
        copy = pytester.path / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, copy)
    session = pytester.path / "tests" / "sessions" / "own.console"
    golden = "# Mine.\n\n$ echo one\none\n\n$ false\n[1]\n\n# The end.\n"
    session.write_text(golden.replace("one\n\n", "two\nthree\n\n").replace("[1]\n", ""))
    differs = pytester.runpytest_subprocess()
    assert differs.ret == pytest.ExitCode.TESTS_FAILED
    differs.stdout.fnmatch_lines(["-two", "-three", "+one", "+[[]1[]]"])
    assert pytester.runpytest_subprocess("--accept").ret == pytest.ExitCode.OK
    assert session.read_text() == golden
    assert pytester.runpytest_subprocess().ret == pytest.ExitCode.OK
