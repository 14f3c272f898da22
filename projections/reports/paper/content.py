"""All that the paper says, told in a language and in the order of its pages."""

from __future__ import annotations

from typing import Any

from ledger.days import timed
from ledger.messages import message
from projections.language import Language
from projections.moment import known_words
from projections.reports.gathering import Report, YearReport
from projections.reports.paper.sheets import (
    accounts,
    asked,
    expenses,
    figures,
    objections,
    tranches,
)
from projections.reports.paper.statement import letter, picture, tiles
from projections.reports.standing import Stand
from projections.reports.table import Moment
from projections.reports.tables.history import stand_table
from projections.supposing import OTHER_RULES
from projections.visible import visible, whole

Said = dict[str, Any]


def content(report: Report, language: Language) -> tuple[Said, dict[str, bytes]]:
    """Give what the template is told, and the pictures by the names of their files."""
    stand = report.stand
    pictures = {
        f"{name}-{year.year}.svg": data
        for year in report.years
        for name, (data, _) in picture(year).items()
    }
    said = {
        "lang": language.code,
        "title": _title(report),
        "words": _WORDS,
        "program": stand.program,
        "day": [stand.day.year, stand.day.month, stand.day.day],
        "stand": _standing(stand),
        "footer": _footer(report),
        "years": [_year(year, report, language=language) for year in report.years],
        "book": objections(report.objections),
        "integrity": [
            [label, value] for _, label, value in stand_table(report).rows if value
        ],
        "verify": _VERIFY,
        "log": _LOG,
        "attached": message(
            "attached to this file: {file} ({said})", file="events.jsonl", said=_LOG
        ),
    }
    return _told(said, language), pictures


def _footer(report: Report) -> str:
    return message(
        "{events} events, root {root}, rule set {rules}",
        events=report.stand.events,
        root=report.stand.root,
        rules=list(dict.fromkeys(year.rules.id for year in report.years)),
    )


def _year(year: YearReport, report: Report, *, language: Language) -> Said:
    return {
        "year": str(year.year),
        "heading": message("year {year}", year=str(year.year)),
        "state": _state(year),
        "tiles": tiles(year),
        "pictures": [
            {"file": f"{name}-{year.year}.svg", "alt": alt}
            for name, (_, alt) in picture(year).items()
        ],
        "figures": figures(year),
        "tranches": tranches(year),
        "accounts": accounts(year),
        "expenses": expenses(year),
        "asked": asked(year),
        "objections": objections(year.objections),
        "letter": letter(year, report.stand, language=language),
        "rules": message(
            "rule set {id}, SHA-256 {sha256}",
            id=year.rules.id,
            sha256=year.rules.sha256,
        ),
    }


def _state(year: YearReport) -> str:
    if year.rules.given:
        return OTHER_RULES
    if year.statement.closed:
        return message("closed")
    return message("open: carry-over and refund are projections until the close")


def _title(report: Report) -> str:
    years = [str(year.year) for year in report.years]
    return message("professional-development grant {years}", years=years)


def _standing(stand: Stand) -> list[str]:
    on = message("facts up to {day}", day=stand.on)
    known = message("as known at {moment}", moment=known_words(stand.known_at))
    return [
        f"{stand.name or ''} {stand.school}".strip(),
        on if stand.on else message("facts of every date"),
        known if stand.known_at else message("all that is known"),
        _seen_as_of(stand),
    ]


def _seen_as_of(stand: Stand) -> str:
    if stand.is_forecast:
        return message(
            "seen as of {day}, with what was recorded up to {last}",
            day=stand.day,
            last=stand.last_day,
        )
    return message("seen as of {day}", day=stand.day)


_WORDS = {
    "amount": message("amount"),
    "asked": message("what a verifier asks for"),
    "book": message("the book itself"),
    "figure": message("figure"),
    "figures": message("statement, in euro"),
    "integrity": message("integrity"),
    "justification": message("justification list"),
    "missing": message("missing"),
    "nothing": message("nothing"),
    "objections": message("what a verifier would object to"),
    "qr": message("QR code of the checkpoint: log, number of events and root"),
    "state": message("state"),
    "there": message("there"),
    "tranches": message("tranches"),
    "what": message("what"),
}

_LOG = message("the log: every event as it was hashed, one a line")

_VERIFY = [
    message("this paper proves nothing by itself: the proof bundle does"),
    message(
        "verify the bundle with: {command}",
        command=message("verantwoord verify BUNDLE.zip"),
    ),
    message(
        "its root must be the one above; a signed head that you hold already, a witness"
        " or a timestamp shows since when"
    ),
]


def _told(value: object, language: Language) -> Any:  # noqa: ANN401  # any part of it
    """Tell every message, and show what would turn text round."""
    if isinstance(value, Moment):
        value = timed(value)
    if isinstance(value, str):
        return whole(visible(language.tell(value)))
    if isinstance(value, dict):
        return {key: _told(item, language) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_told(item, language) for item in value]
    return value
