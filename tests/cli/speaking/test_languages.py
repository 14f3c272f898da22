"""Everything that a call says is in its language, wherever that is asked for."""

from __future__ import annotations

import gettext
import os
import re

import click
import pytest

from cli.confirming import NO, YES
from cli.main import program
from projections.language import language
from tests.cli.terminal import Terminal
from tests.cli.test_documented import ALL
from tests.languages.catalogues import LANGUAGES, read, said_in
from tests.languages.collecting import DOMAINS

USAGE = {"en": "Usage:", "nl": "Gebruik:", "fr": "Utilisation\u00a0:"}
ENGLISH = re.compile(
    r"(?<![-\w])(?:[Aa]nd|[Ff]rom|[Ii]ts|[Tt]hat|[Tt]he|[Tt]his|[Ww]hich|[Ww]ith)(?!\w)"
)
"""Words that stand in hardly any sentence of another language."""
UNKNOWN = {
    "en": "no such command 'balanse'",
    "nl": "er is geen opdracht 'balanse'",
    "fr": "il n’y a pas de commande 'balanse'",
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", ALL)
def test_the_help_of_a_command_is_told_whole(
    terminal: Terminal, *, path: str, lang: str
) -> None:
    said = terminal.does(f"{path} --help --lang {lang}").out
    assert said.startswith(f"{USAGE[lang]} verantwoord {path}".rstrip())
    assert max(map(len, said.splitlines())) <= 80
    assert ENGLISH.findall(said) == []


@pytest.mark.parametrize(
    "command",
    [
        *("--lang nl show balanse", "show --lang nl balanse", "show balanse --lang nl"),
        *("show balanse --lang=nl", "--lang fr show balanse --lang nl"),
    ],
)
def test_a_usage_error_is_told_wherever_the_language_stands(
    terminal: Terminal, command: str
) -> None:
    answer = terminal(command)
    assert answer.code == 2
    assert UNKNOWN["nl"] in answer.err


@pytest.mark.parametrize(
    ("variables", "lang"),
    [
        ({"LANG": "nl_BE.UTF-8"}, "nl"),
        ({"LANG": "nl_BE.UTF-8", "LC_MESSAGES": "fr_BE.UTF-8"}, "fr"),
        ({"LC_MESSAGES": "fr_BE.UTF-8", "LC_ALL": "nl"}, "nl"),
        ({"LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "nl"}, "en"),
    ],
)
def test_the_environment_says_in_which_language(
    terminal: Terminal, *, variables: dict[str, str], lang: str
) -> None:
    for name, value in variables.items():
        terminal.patch.setenv(name, value)
    assert UNKNOWN[lang] in terminal("show balanse").err
    assert terminal.does("show --help").out.startswith(USAGE[lang])


def test_a_word_after_the_end_of_options_asks_for_no_language(
    terminal: Terminal,
) -> None:
    said = terminal("show balance -- --lang nl").err
    assert "got unexpected extra arguments (--lang nl)" in said


def test_one_call_leaves_nothing_of_its_language_to_the_next(
    terminal: Terminal,
) -> None:
    before = dict(os.environ), gettext.textdomain()
    english = terminal.does("record expense --help").out
    for lang in ("nl", "fr"):
        terminal.does(f"record expense --help --lang {lang}")
        terminal.does(f"--help --lang {lang}")
    assert (dict(os.environ), gettext.textdomain()) == before
    assert terminal.does("record expense --help").out == english
    assert "Show this message and exit." in terminal.does("--help").out


def test_a_command_is_english_where_nobody_calls(terminal: Terminal) -> None:
    terminal.patch.setenv("LANG", "nl_BE.UTF-8")
    command = program.get_command(click.Context(program), "close")
    assert command
    assert (command.help or "").startswith("Close YEAR")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_error_in_json_is_told_under_the_same_keys(
    terminal: Terminal, lang: str
) -> None:
    english = terminal.refuses("show balanse", code=2)
    told = terminal.refuses(f"show balanse --lang {lang}", code=2)
    assert told["message"] == UNKNOWN[lang]
    assert told.keys() == english.keys()
    assert told["kind"] == english["kind"] == "usage"


@pytest.mark.parametrize("lang", ["en", *LANGUAGES])
def test_a_question_is_answered_in_the_language_or_in_english(
    school: Terminal, lang: str
) -> None:
    yes, no = map(language(lang).tell, (YES, NO))
    erase = f"erase A --value supplier --ground request --lang {lang}"
    before = school.book
    for refusal in (no, no[0], no.upper(), "n", ""):
        school.typing(refusal)
        answer = school(erase)
        assert answer.code == 2
        assert f"[{yes[0]}/{no[0].upper()}]: " in answer.err
        assert school.book == before
    school.typing("what?", yes[0].upper())
    school.does(erase)
    assert school.book != before


@pytest.mark.parametrize("domain", DOMAINS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_heading_is_aligned_alike_in_every_language(lang: str, domain: str) -> None:
    said = said_in(read(lang, domain))
    headings = {
        each.one: text for each, (text, *_) in said.items() if each.context == "heading"
    }
    assert not [
        one
        for one, text in headings.items()
        if text and one.startswith(">") != text.startswith(">")
    ]
