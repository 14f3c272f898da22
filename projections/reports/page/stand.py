"""Where a report stands: whose it is, as of when, and how anyone checks it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from ledger.messages import Message, joined, message
from projections.moment import known_words
from projections.reports.gathering import Report
from projections.reports.page.markup import Child, Markup, element, markup
from projections.reports.page.scribe import Scribe
from projections.reports.page.tables import terms
from projections.reports.standing import RulesUsed
from projections.supposing import OTHER_RULES


def title_of(scribe: Scribe, report: Report) -> str:
    """Name a report: the school, and its years."""
    stand = report.stand
    name = stand.name or scribe.tell(message("school {number}", number=stand.school))
    return scribe.tell(
        message(
            "{school}: accounts of the professional-development grant, {years}",
            school=name,
            years=[each.year for each in report.years],
        )
    )


def header(scribe: Scribe, report: Report) -> Markup:
    """Write the head of the page."""
    stand, tell = report.stand, scribe.tell
    school = tell(message("school {number}", number=stand.school))
    level = scribe.word("level", stand.level) if stand.level else None
    at = message(
        "recorded up to {day}: {events} events", day=stand.last_day, events=stand.events
    )
    on = message("facts up to {day}", day=stand.on) if stand.on else None
    return element(
        "header",
        element("p", "Verantwoord", class_="brand", translate="no"),
        element("h1", element("bdi", stand.name or school)),
        element(
            "p",
            tell(message("accounts of the professional-development grant")),
            class_="subject",
        ),
        element(
            "p",
            " · ".join(filter(None, (school, level, tell(at), on and tell(on)))),
            class_="soft",
        ),
        _contents(scribe, report),
    )


def _contents(scribe: Scribe, report: Report) -> Markup | None:
    if len(report.years) == 1:
        return None
    links = [
        element("a", str(each.year), href=f"#y{each.year}", data_year_link=each.year)
        for each in report.years
    ]
    label = scribe.tell(message("budget years"))
    return element("nav", links, aria_label=label, class_="years")


def footer(scribe: Scribe, report: Report) -> Markup:
    """Write at which point in time the report stands, and how it is checked."""
    tell = scribe.tell
    return element(
        "footer",
        element("h2", tell(message("where this report stands"))),
        terms(list(_stand(scribe, report))),
        terms(list(_rules(scribe, report))),
        _proof(scribe, report),
    )


_VERIFY = message("verantwoord verify BUNDLE.zip --key KEY")


def _proof(scribe: Scribe, report: Report) -> Markup:
    tell = scribe.tell
    nothing = message(
        "Nothing by itself: whoever hands it out can have changed any number in it. "
        "The proof is the bundle that the school exports. It holds every event and "
        "document, and anyone can check it, without trusting the school:"
    )
    again = message(
        "The root that it names must be the one above. Whoever has the book prints "
        "this report again with:"
    )
    return markup(
        element("h2", tell(message("what it proves"))),
        element("p", tell(nothing)),
        element("pre", element("code", tell(_VERIFY))),
        element("p", tell(again)),
        element("pre", element("code", " ".join(_again(scribe, report)))),
    )


def _stand(scribe: Scribe, report: Report) -> Iterator[tuple[str, Child]]:
    stand, tell = report.stand, scribe.tell
    every: Message = message("of every date")
    known: Message = message("everything")
    yield tell(message("school")), [stand.school, " ", scribe.foreign(stand.name)]
    yield (
        tell(message("budget years")),
        ", ".join(str(each.year) for each in report.years),
    )
    yield tell(message("seen as of")), scribe.day(stand.day)
    on = message("facts up to") if stand.on else message("facts")
    yield tell(on), scribe.day(stand.on) or tell(every)
    at = message("recorded up to") if stand.known_at else message("recorded")
    yield tell(at), tell(known_words(stand.known_at) or known)
    yield tell(message("last event recorded")), scribe.moment(stand.last_at)
    yield tell(message("events")), str(stand.events)
    yield tell(message("root")), element("code", stand.root)
    yield tell(message("fingerprint")), element("code", stand.fingerprint)
    yield tell(message("log")), element("code", stand.origin)
    yield (
        tell(message("key of the log")),
        element("code", stand.key) if stand.key else None,
    )
    yield tell(message("made by")), stand.program


def _rules(scribe: Scribe, report: Report) -> Iterator[tuple[str, Child]]:
    used: dict[str, tuple[RulesUsed, list[int]]] = {}
    for each in report.years:
        used.setdefault(each.rules.sha256, (each.rules, []))[1].append(each.year)
    for rules, years in used.values():
        name = message("rule set of {year}", year=years)
        yield scribe.tell(name), _rule_set(scribe, rules)


def _rule_set(scribe: Scribe, rules: RulesUsed) -> Markup:
    semantics = message("semantics {number}", number=rules.semantics)
    return markup(
        element("b", rules.id),
        " ",
        element("bdi", joined(" · ", [rules.title, scribe.tell(semantics)])),
        element("br"),
        element("bdi", rules.source),
        element("br"),
        element("code", f"SHA-256 {rules.sha256}"),
        element("p", scribe.tell(OTHER_RULES), class_="lacking")
        if rules.given
        else None,
    )


def _again(scribe: Scribe, report: Report) -> Iterator[str]:
    """Yield the words of the command that makes this report again."""
    stand = report.stand
    code = scribe.language.code
    yield scribe.tell(message("verantwoord report FILE.html --lang {code}", code=code))
    for each in report.years:
        yield from ("--year", str(each.year))
    if stand.on:
        yield from ("--on", stand.on.isoformat())
    yield from ("--known-at", shlex.quote(stand.known_at or str(stand.events)))
    if any(each.rules.given for each in report.years):
        yield scribe.tell(message("--rules RULES.toml"))
