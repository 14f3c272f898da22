"""A shell completes commands, options, and the words of closed lists."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.main import COMMANDS
from tests.conftest import ROOT

BASH = """
eval "$(_VERANTWOORD_COMPLETE=bash_source verantwoord)"
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
complete -p verantwoord > complete.txt
_verantwoord_completion verantwoord
printf '%s\\n' "${COMPREPLY[@]}"
"""
REFERENCE = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


def run(
    command: list[str], folder: Path, **variables: str
) -> subprocess.CompletedProcess[str]:
    beside = str(Path(sys.executable).parent)
    path = os.pathsep.join([beside, os.environ.get("PATH", os.defpath)])
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "LANG": "C.UTF-8", "PATH": path, **variables},
        capture_output=True,
        check=False,
        text=True,
    )


def completed(folder: Path, *words: str) -> list[str]:
    """What bash offers for the last of these words."""
    done = run(["bash", "-c", BASH, "bash", "verantwoord", *words], folder)
    assert (done.stderr, done.returncode) == ("", 0)
    return done.stdout.split()


@pytest.mark.needs("bash")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["sh"], ["show"]),
        (["ex"], ["explain", "export"]),
        (
            ["show", ""],
            [
                *("balance", "tranches", "expenses", "reserve", "refund", "plan"),
                *("history", "event", "document", "rules"),
            ],
        ),
        (["explain", "refund-"], ["refund-due", "refund-paid", "refund-outstanding"]),
        (["explain", "tranche-1."], ["tranche-1.expected", "tranche-1.received"]),
        (
            ["show", "history", "--kind", "link"],
            ["link", "link-recorded", "link-withdrawn"],
        ),
        (["show", "plan", "--by", "i"], ["initiative", "imposed"]),
        (["status", "--lang", ""], ["nl", "fr", "en"]),
        (["record", "expense", "--category", "i"], ["internal-material"]),
        (["erase", "A", "--ground", ""], ["request", "retention", "mistake", "order"]),
        (["show", "balance", "--k"], ["--known-at"]),
        (["show", "balance", "--year", ""], []),
    ],
)
def test_bash_offers_what_fits(
    tmp_path: Path, *, words: list[str], offered: list[str]
) -> None:
    assert completed(tmp_path, *words) == offered


@pytest.mark.needs("bash")
def test_bash_knows_which_program_it_completes(tmp_path: Path) -> None:
    completed(tmp_path, "")
    said = (tmp_path / "complete.txt").read_text("utf-8")
    assert said == "complete -o nosort -F _verantwoord_completion verantwoord\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_is_given_a_script_by_the_line_of_the_reference(
    tmp_path: Path, shell: str
) -> None:
    done = run(["verantwoord"], tmp_path, _VERANTWOORD_COMPLETE=f"{shell}_source")
    assert (done.stderr, done.returncode) == ("", 0)
    assert f"_VERANTWOORD_COMPLETE={shell}_complete" in done.stdout
    assert f"_VERANTWOORD_COMPLETE={shell}_source verantwoord" in REFERENCE


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("C", "Show every figure of a year."),
        ("nl_BE.UTF-8", "Toon elk cijfer van een jaar."),
        ("fr_BE.UTF-8", "Montrer chaque chiffre d’une année."),
    ],
)
def test_what_is_offered_is_explained_in_the_language_of_the_shell(
    tmp_path: Path, *, lang: str, said: str
) -> None:
    done = run(
        ["verantwoord"],
        tmp_path,
        _VERANTWOORD_COMPLETE="zsh_complete",
        COMP_WORDS="verantwoord show bal",
        COMP_CWORD="2",
        LC_ALL=lang,
        PYTHONUTF8="1",
    )
    assert done.stdout.splitlines() == ["plain", "balance", said]


def test_no_command_is_imported_to_be_offered(tmp_path: Path) -> None:
    program = (
        "import atexit, sys\n"
        "from cli.main import main\n"
        "atexit.register(lambda: print(*sys.modules))\n"
        "main()\n"
    )
    done = run(
        [sys.executable, "-c", program],
        tmp_path,
        _VERANTWOORD_COMPLETE="bash_complete",
        COMP_WORDS="verantwoord ",
        COMP_CWORD="1",
        PYTHONPATH=str(ROOT),
    )
    *offered, modules = done.stdout.splitlines()
    assert offered == [f"plain,{name}" for name in sorted(COMMANDS)]
    assert not [name for name in modules.split() if name.startswith("cli.commands.")]
