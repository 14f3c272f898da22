"""One healthy and one tampered bundle, read in each of the page's languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixtures.every_kind import KEY
from tests.ledger.verify.bundles import after, honest, lines_of, put_lines
from tests.page.browser import Answer, Page, Said

pytestmark = pytest.mark.needs("chromium", "chromedriver")

STEPS = {
    "nl": (
        "Verpakking",
        "Manifest",
        "Logboek en wortel",
        "Handtekening",
        "Verzegelde waarden en bewijsstukken",
        "Wat de bundel over zichzelf zegt",
    ),
    "fr": (
        "Emballage",
        "Manifeste",
        "Journal et racine",
        "Signature",
        "Valeurs scellées et pièces justificatives",
        "Ce que le paquet dit de lui-même",
    ),
}
HELD = {"nl": "Klopt", "fr": "Exact"}
ASIDE = {
    "nl": "Niet ingekeken, behalve of ze heel zijn: {}.",
    "fr": "Non examiné, sinon pour savoir si c’est entier\u00a0: {}.",
}
BESIDE = "HOW-TO-VERIFY.txt, verify.html"


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    path = tmp_path / "school.zip"
    path.write_bytes(honest())
    return path


@pytest.mark.parametrize("language", STEPS)
def test_a_healthy_bundle_is_read_in_each_language(
    page: Page, bundle: Path, language: str
) -> None:
    said = page.check(bundle, key=KEY.vkey, language=language)
    steps = dict.fromkeys(STEPS[language], HELD[language])
    notes = [ASIDE[language].format(BESIDE)]
    assert said == Answer("held", "SIGNED", steps, [], notes)


VERDICTS = {
    "nl": "✗Deze bundel klopt niet",
    "fr": "✗Ce paquet n’est pas exact",
}
CHANGED = {
    "nl": (
        "de eerste {} gebeurtenissen geven niet de wortel die het controlepunt noemt:"
        " er werd iets in veranderd"
    ),
    "fr": (
        "les {} premiers événements ne donnent pas la racine que nomme le point de"
        " contrôle\u00a0: on y a changé quelque chose"
    ),
}
OTHER_FIGURES = {
    "nl": "de cijfers van {} zijn niet van dit logboek",
    "fr": "les chiffres de {} ne sont pas de ce journal",
}


@pytest.mark.parametrize("language", VERDICTS)
def test_a_tampered_bundle_is_read_in_each_language(
    page: Page, bundle: Path, language: str
) -> None:
    def dearer(files: dict[str, bytes]) -> None:
        lines = lines_of(files)
        put_lines(files, [line.replace(b":95000", b":95001") for line in lines])

    bundle.write_bytes(after(dearer))
    said = page.check(bundle, key=KEY.vkey, language=language)
    assert (said.verdict, page.text("#verdict")) == ("broken", VERDICTS[language])
    head, figures = CHANGED[language], OTHER_FIGURES[language]
    assert said.findings == [
        Said(12, head.format(24), "data/checkpoints/24"),
        Said(12, head.format(37), "data/checkpoint"),
        Said(17, figures.format(2024), "data/derived/figures.json"),
        Said(17, figures.format(2025), "data/derived/figures.json"),
    ]
    assert "undefined" not in page.text("body")


def test_amounts_and_sizes_are_written_as_in_french(page: Page, bundle: Path) -> None:
    page.check(bundle, language="fr")
    shown = page.text("#result")
    assert "4\u202f968,00\u00a0€" in shown
    assert page.run("return document.documentElement.lang") == "fr"
    assert page.text("h1") == "Vérifiez un paquet de preuve"
    assert page.text(".facts").count("\u00a0ko)") == 1
    page.click("#open-15")
    assert "950,00\u00a0€" in page.text("tr.open")
    assert "Fournisseur (scellé)Vlaamse Nascholing vzw" in page.text("#event-15")


def test_the_window_of_a_telephone_holds_all_three_languages(page: Page) -> None:
    size = {"width": 320, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    page.command("Emulation.setDeviceMetricsOverride", **size)
    try:
        for language in ("nl", "fr", "en"):
            page.open(language)
            assert page.run("return document.documentElement.scrollWidth") <= 320
    finally:
        page.command("Emulation.clearDeviceMetricsOverride")
