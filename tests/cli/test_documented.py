"""Every command, every kind of record and every option is in the help and the docs."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest

from cli.intake.wishes import KINDS, Field, fields_of
from cli.intake.words import OF_A_KIND, WORDS, choices_of
from cli.main import program
from cli.wording import option
from ledger.rules import SHIPPED, shipped
from tests.cli.terminal import Terminal
from tests.conftest import ROOT

COMMON = {"--book", "--json", "--lang", "--no-input", "--help"}
REFERENCE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
ROWS = [line for line in REFERENCE.splitlines() if line.startswith("| `")]


def commands(
    command: click.Command = program, path: str = ""
) -> Iterator[tuple[str, click.Command]]:
    yield path.strip(), command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from commands(found, f"{path} {name}")


ALL = dict(commands())
KIND_PATHS = {f"record {kind}" for kind in KINDS}
ENDS = {
    path: command
    for path, command in ALL.items()
    if path and not isinstance(command, click.Group)
}


def options_of(command: click.Command) -> list[click.Option]:
    return [each for each in command.params if isinstance(each, click.Option)]


@pytest.mark.parametrize("path", ALL)
def test_the_help_of_a_command_renders(terminal: Terminal, path: str) -> None:
    answer = terminal.does(f"{path} --help")
    assert answer.out.startswith(f"Usage: verantwoord {path}".rstrip())
    assert max(map(len, answer.out.splitlines())) <= 80
    assert answer.err == ""


@pytest.mark.parametrize("path", ALL)
def test_every_option_says_what_it_is(path: str) -> None:
    for each in options_of(ALL[path]):
        said = (each.help or "").replace("(required)", "").strip(" .")
        assert len(said) > 3, each.name
    assert ALL[path].help


def test_the_first_help_names_every_command(terminal: Terminal) -> None:
    said = terminal.does("--help").out
    for name in program.list_commands(click.Context(program)):
        assert re.search(rf"^  {name}  ", said, re.MULTILINE)
    for kind in KINDS:
        assert re.search(
            rf"^  {kind}  ", terminal.does("record --help").out, re.MULTILINE
        )


@pytest.mark.parametrize("path", sorted(set(ENDS) - KIND_PATHS))
def test_the_reference_has_a_row_with_the_options_of_a_command(path: str) -> None:
    (row,) = [x for x in ROWS if re.match(rf"\| `verantwoord {path}( [^`]*)?` \|", x)]
    named = {name for each in options_of(ENDS[path]) for name in each.opts}
    for name in named - COMMON - {"-b"}:
        assert f"`{name}`" in row
    _, _, example = row.rstrip("| ").rpartition("| ")
    assert re.fullmatch(rf"`verantwoord (\S+ \S+ )?{path}.*`", example)


def test_the_reference_names_the_options_that_every_command_has() -> None:
    for name in COMMON | {"--version", "-b"}:
        assert f"`{name}" in REFERENCE or f" {name}`" in REFERENCE


@pytest.mark.parametrize("kind", KINDS)
def test_the_reference_has_a_row_with_the_fields_of_a_kind(kind: str) -> None:
    (row,) = [each for each in ROWS if each.startswith(f"| `{kind}` |")]
    _, _, must, may = row.strip("|").split("|")
    command = ALL[f"record {kind}"]
    known = {
        name: "(required)" in (each.help or "")
        for each in options_of(command)
        for name in each.opts
    }
    for name in (
        set(known) - COMMON - {"-b", "--id", "--dry-run", "--where", "--folder"}
    ):
        assert f"`{name}`" in (must if known[name] else may), name
    assert set(re.findall(r"--[a-z-]+", row)) <= set(known)


def test_the_reference_says_of_a_field_what_the_help_says() -> None:
    for name, said in WORDS.items():
        if name != "initiatives":
            row = f"| `{option(name)}` | {said[:1].lower()}{said[1:]} |"
            assert row in REFERENCE


def test_no_word_is_kept_for_a_field_that_is_not_there() -> None:
    fields = {name: field for kind in KINDS.values() for name, field in _all(kind)}
    assert set(WORDS) == set(fields) - {"content", "media_type"}
    for kind, name in OF_A_KIND:
        assert name in dict(_all(kind))


def _all(kind: type) -> list[tuple[str, Field]]:
    return list(fields_of(kind).items())


def test_categories_and_beneficiaries_are_those_of_the_rule_set() -> None:
    rules = shipped(SHIPPED[-1])
    assert rules is not None
    fields = fields_of(KINDS["expense"])
    assert choices_of(fields["category"]) == rules.set.categories.every
    assert choices_of(fields["beneficiary"]) == rules.set.beneficiaries.every


def test_the_readme_leads_to_the_reference() -> None:
    assert "docs/commands.md" in (ROOT / "README.md").read_text(encoding="utf-8")
