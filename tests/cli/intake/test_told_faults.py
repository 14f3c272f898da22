"""All that is faulty in files is named at once, in the language of the call."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.intake.files import by_place, faulty, read_files
from ledger.errors import LedgerError
from projections.language import language

JOURNAL = """\
{"record":"expence"}
{"record":"close","year":"24"}
{"record":"payment","expense":"A","on":"2025-03-12","amount":"0"}
"""
SHEET = """\
Nr;Datum;Categorie;Voor wie;Bedrag
A;12/03/2025;trein;team;950,00;x
"""

SAID = {
    "nl": [
        ("j.jsonl:1", "'expence' is geen soort boeking"),
        ("j.jsonl:2 (year)", "'24' past hier niet: het moet een begrotingsjaar zijn"),
        ("j.jsonl:3 (amount)", "een bedrag moet groter zijn dan nul"),
        ("u.csv:2", "de rij heeft meer cellen dan er kolomtitels zijn"),
    ],
    "fr": [
        ("j.jsonl:1", "'expence' n’est pas une sorte d’enregistrement"),
        (
            "j.jsonl:2 (year)",
            "'24' ne convient pas\u00a0: il faut une année budgétaire",
        ),
        ("j.jsonl:3 (amount)", "un montant doit être supérieur à zéro"),
        ("u.csv:2", "la ligne a plus de cellules qu’il n’y a d’intitulés"),
    ],
}

WANTED = {
    "nl": ["een geheel getal van 1990 tot 2199", "minstens 0,01", "5 cellen"],
    "fr": ["un nombre entier de 1990 à 2199", "au moins 0,01", "5 cellules"],
}

MEANT = {
    "nl": "bedoelde u expense of reopen?",
    "fr": "vouliez-vous dire expense ou reopen\u00a0?",
}


@pytest.fixture
def faults(tmp_path: Path) -> list[LedgerError]:
    """What is wrong in a journal and a spreadsheet."""
    journal, sheet = tmp_path / "j.jsonl", tmp_path / "u.csv"
    journal.write_text(JOURNAL)
    sheet.write_text(SHEET)
    return sorted(read_files([journal, sheet], None).faults, key=by_place)


@pytest.mark.parametrize("code", SAID)
def test_every_fault_is_told_in_the_language(
    faults: list[LedgerError], code: str
) -> None:
    tell = language(code).tell
    assert [(fault.place, tell(fault.message)) for fault in faults] == SAID[code]
    assert [tell(fault.expected or "") for fault in faults[1:]] == WANTED[code]
    assert tell(faults[0].next_step or "") == MEANT[code]


def test_how_many_there_are_is_told(faults: list[LedgerError]) -> None:
    assert language("nl").tell(faulty(faults).message) == (
        "4 fouten in wat ingelezen moest worden; er is niets geboekt"
    )
    assert language("fr").tell(faulty(faults[:1]).message) == (
        "1 erreur dans ce qui devait être importé\u00a0; rien n’a été enregistré"
    )
