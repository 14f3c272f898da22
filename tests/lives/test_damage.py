"""A damaged book: each command answers right, or `verify` finds what is wrong with it.

No command falls over: it ends with a code that docs/commands.md names, and a sentence.
"""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from random import Random

import pytest

from tests.ledger.store.test_damage import spoil
from tests.lives.cramped import BEGUN, run
from tests.lives.office import BOOK, WORLD, prepare

COMMANDS = (
    "show balance --year 2024 --json",
    "show history --json",
    "check --json",
    "export zon.zip --no-reports --force --json",
    "backup copy.book --json",
)
VERIFY = f"verify {BOOK} --json"
DAMAGES = 16


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a book of some years of expenses, in which one stands."""
    for name, value in {**WORLD, "VERANTWOORD_DATA": ""}.items():
        monkeypatch.setenv(name, value)
    prepare(tmp_path / "office")
    monkeypatch.chdir(tmp_path / "office")
    for command in BEGUN:
        assert run(command) == (0, ""), command
    return tmp_path / "office"


def answers(office: Path) -> dict[str, object]:
    """Give what each command comes to: its code, and its answer."""
    found: dict[str, object] = {}
    for command in COMMANDS:
        answer = StringIO()
        code, said = run(command, answer)
        assert code in (0, 1, 3), (command, code, said)
        assert "Traceback" not in said
        found[command] = (code, answer.getvalue())
        (office / "copy.book").unlink(missing_ok=True)
    return found


def test_no_damage_goes_unsaid(office: Path) -> None:
    book = office / BOOK
    sound, chance = book.read_bytes(), Random("damage")
    right = answers(office)
    assert run(VERIFY)[0] == 0
    noticed = 0
    for _ in range(DAMAGES):
        book.unlink()
        book.write_bytes(spoil(sound, chance))
        code, said = run(VERIFY)
        assert code in (0, 3, *range(10, 19)), said
        noticed += code != 0
        found = answers(office)
        assert code or found == right
    assert noticed > DAMAGES // 4
