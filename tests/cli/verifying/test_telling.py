"""How an answer reads: what helps first, and what is not yet settled marked so."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from fixtures.repacking import EVENTS, packed, unpacked
from fixtures.stories import told
from tests.cli.terminal import Terminal


def repacked(terminal: Terminal, compression: int) -> None:
    (terminal.folder / "zon.zip").write_bytes(told(1))
    with (
        zipfile.ZipFile(terminal.folder / "zon.zip") as given,
        zipfile.ZipFile(terminal.folder / "again.zip", "w", compression) as made,
    ):
        for name in given.namelist():
            made.writestr(name, given.read(name))


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize(
    ("lang", "lead"),
    [
        ("en", "this bundle was packed anew by another program: ask for the file"),
        ("nl", "deze bundel is door een ander programma opnieuw ingepakt: vraag"),
        ("fr", "ce paquet a été recomposé par un autre programme\u00a0: demandez"),
    ],
)
def test_a_bundle_that_was_packed_anew_begins_with_what_to_do(
    terminal: Terminal, *, compression: int, lang: str, lead: str
) -> None:
    repacked(terminal, compression)
    answer = terminal(f"verify again.zip --lang {lang}")
    assert answer.code == 10
    assert answer.out.startswith(lead)
    assert answer.out.count(lead) == 1


@pytest.mark.parametrize("damage", ["cut", "other", "one byte"])
def test_other_faults_do_not_begin_so(terminal: Terminal, damage: str) -> None:
    path = Path(terminal.folder, "zon.zip")
    data = bytearray(told(1))
    if damage == "cut":
        del data[-9:]
    elif damage == "one byte":
        # The flags of the first entry.
        data[6] ^= 8
    path.write_bytes(data)
    if damage == "other":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("word/document.xml", b"")
            archive.writestr("[Content_Types].xml", b"")
    answer = terminal("verify zon.zip")
    assert answer.code == 10
    assert "packed anew" not in answer.out


def test_what_an_open_year_carries_over_is_projected(school: Terminal) -> None:
    before = school.does("verify zon.zip --no-memory").out
    assert "refund due 91.80\n" in before
    closed, open_ = before.split("2025: ")
    assert "(projected)" not in closed
    assert open_.count("(projected)") == 2


def test_an_answer_is_told_in_dutch(school: Terminal) -> None:
    said = school.does("verify zon.zip --no-memory --lang nl").out
    for words in ("2024: toegekend 4.980,00, ", "alles klopt", "niet bewezen:"):
        assert words in said
    refused = school("verify zon.pub --no-memory --lang nl")
    assert "NIET IN ORDE (code 10); 0 gebeurtenissen, wortel geen" in refused.out


def test_an_answer_is_told_in_french(school: Terminal) -> None:
    said = school.does("verify zon.zip --no-memory --lang fr").out
    for words in ("2024\u00a0: octroyé 4\u202f980,00, ", "exact", "non prouvé\u00a0:"):
        assert words in said
    refused = school("verify zon.pub --no-memory --lang fr")
    assert "NON VÉRIFIÉ (code 10)\u00a0; 0 événements, racine aucune" in refused.out


FOUND = {
    "en": """\
12  data/checkpoint: the root of the first 5 events is another one
      expected: 4wJAlm/WpxW5GItg9sMnzVB9u6rqfvoY7RfRgTCOp/k=
      found: {root}
""",
    "nl": """\
12  data/checkpoint: de wortel van de eerste 5 gebeurtenissen is een andere
      verwacht: 4wJAlm/WpxW5GItg9sMnzVB9u6rqfvoY7RfRgTCOp/k=
      gevonden: {root}
""",
    "fr": """\
12  data/checkpoint\u00a0: la racine des 5 premiers événements est une autre
      attendu\u00a0: 4wJAlm/WpxW5GItg9sMnzVB9u6rqfvoY7RfRgTCOp/k=
      trouvé\u00a0: {root}
""",
}


def tampered() -> bytes:
    files = unpacked(told(1))
    files[EVENTS] = files[EVENTS].replace(b'"amount":1,', b'"amount":9,')
    return packed(files)


@pytest.mark.parametrize("lang", FOUND)
def test_a_finding_is_told_in_the_language_of_the_call(
    terminal: Terminal, lang: str
) -> None:
    (terminal.folder / "zon.zip").write_bytes(tampered())
    command = f"verify zon.zip --no-memory --lang {lang}"
    seen = terminal(f"{command} --json").json
    assert terminal(command).out.startswith(FOUND[lang].format(root=seen["root"]))
    finding = seen["findings"][0]
    assert FOUND[lang].partition("\n")[0].endswith(finding["message"])
    assert (finding["code"], finding["place"]) == (12, "data/checkpoint")


@pytest.mark.parametrize(
    ("lang", "place"),
    [("en", "fraud proof"), ("nl", "bewijs van bedrog"), ("fr", "preuve de fraude")],
)
def test_a_place_that_is_no_path_is_told_in_the_language_of_the_call(
    terminal: Terminal, lang: str, place: str
) -> None:
    (terminal.folder / "f.json").write_bytes(b'{"format":"verantwoord-fraud/1"}')
    seen = terminal(f"verify f.json --no-memory --lang {lang} --json").json
    assert [each["place"] for each in seen["findings"]] == [place]
    lines = terminal(f"verify f.json --no-memory --lang {lang}").out
    assert lines.startswith(f"12  {place}")
