"""What a check says to people beside its findings: the one place to translate.

Here are the warnings; `grades` says what a grade means and what is not proven, `known`
compares with heads known before, `verdict` has the lines of an answer on the screen.
"""

from __future__ import annotations

from typing import Final

from ledger.verify.words.text import Text

NEWER_TYPE: Final = (
    "the log holds events that this program does not know: read it with a newer version"
)
NEWER_FORMAT: Final = (
    "the bundle has a newer format than this program knows: install a newer version"
)
SEALED_UNCHECKED: Final = Text(
    "the sealed values of such events were not checked",
    "de verzegelde waarden van zulke gebeurtenissen zijn niet nagekeken",
)
OTHER_HOW_TO: Final = Text(
    "HOW-TO-VERIFY.txt is not the text of this version of the program: follow one from"
    " a place that you trust",
    "HOW-TO-VERIFY.txt is niet de tekst van deze versie van het programma: volg er een"
    " van een plaats die u vertrouwt",
)
OTHER_PAGE: Final = Text(
    "verify.html is not the page of this version of the program: take one from a place"
    " that you trust",
    "verify.html is niet de pagina van deze versie van het programma: neem er een van"
    " een plaats die u vertrouwt",
)
REPACKED: Final = Text(
    "this bundle was packed anew by another program: ask for the file as it was"
    " exported",
    "deze bundel is door een ander programma opnieuw ingepakt: vraag het bestand zoals"
    " het werd geëxporteerd",
)
_NO_FIGURES = Text("figures were not computed", "er zijn geen cijfers berekend")


def no_figures(why: str) -> Text:
    """Say why nothing was computed."""
    return _NO_FIGURES.then(why)


def no_figures_of(year: str) -> Text:
    """Say that a year was left out."""
    return Text(
        f"{_NO_FIGURES.en} for {year}: its rule set is not known",
        f"{_NO_FIGURES.nl} voor {year}: de regels van dat jaar zijn niet gekend",
    )


def unchecked(path: str) -> Text:
    """Say that a file was not looked into."""
    return Text(
        f"{path} was not checked, but for being whole",
        f"{path} is niet nagekeken, behalve dat het bestand heel is",
    )


def uncovered(count: int) -> Text:
    """Say that the last events of a book are under no head that was kept."""
    return Text(
        f"no kept head covers the last {count} events: make one with checkpoint",
        f"geen bewaard hoofd dekt de laatste {count} gebeurtenissen: maak er een met"
        " checkpoint",
    )
