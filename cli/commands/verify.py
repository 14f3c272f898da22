"""Check a bundle or a book, trusting nothing that it says of itself."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

import click

from cli.intake.rule_sets import read_rules
from cli.options import common_options, pass_surroundings
from cli.surroundings import Surroundings
from ledger.errors import LedgerError, SurroundingsError, UsageError
from ledger.note import VerifierKey, parse_vkey
from ledger.verify import Report, Trust, verify_bundle
from ledger.verify.words import GRADES

SHOWN_MAX = 50
FIGURES = ("allocated", "received", "spent", "justified", "carried_over", "refund_due")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@click.option(
    "--key", "keys", multiple=True, help="A public key that you got from the school."
)
@click.option(
    "--rules",
    type=click.Path(path_type=Path, readable=False),
    multiple=True,
    help="A rule set that the program does not ship.",
)
@common_options
@pass_surroundings
@click.pass_context
def verify(
    ctx: click.Context,
    here: Surroundings,
    /,
    file: Path,
    keys: tuple[str, ...],
    rules: tuple[Path, ...],
) -> None:
    """Check FILE, a bundle (.zip) or a book, and compute every figure again.

    Codes: 0 all held, 10 container, 11 manifest, 12 log, 13 signature, 16 sealed values
    and documents, 17 rules and figures.
    """
    known = [_key(text) for text in keys]
    sets = [read_rules(path) for path in rules]
    report = _check(file, Trust(keys=known, rules=sets))
    here.answer(report, lambda: _lines(here, file, report=report))
    ctx.exit(report.code)


def _key(text: str) -> VerifierKey:
    try:
        return parse_vkey(text.strip())
    except LedgerError as error:
        raise UsageError(
            f"that is no public key: {error.message}",
            place="--key",
            expected="a line as NAME.pub holds: verantwoord/…+…+…",
            found=text,
        ) from None


def _check(file: Path, trust: Trust) -> Report:
    try:
        with file.open("rb") as opened:
            start = opened.read(16)
            if start == b"SQLite format 3\x00":
                from ledger.book.verifying import verify_book

                return verify_book(file, trust)
            opened.seek(0)
            return verify_bundle(opened, trust)
    except OSError as error:
        raise SurroundingsError(
            f"{file} cannot be read: {(error.strerror or str(error)).lower()}",
            place=str(file),
            expected="a bundle (.zip) or a book",
        ) from None


def _lines(here: Surroundings, file: Path, *, report: Report) -> Iterator[str]:
    yield from _findings(report)
    if report.figures and not report.ok:
        yield "what the file adds up to, which is not verified:"
    yield from _figures(here, report)
    verdict = "all held" if report.ok else f"NOT VERIFIED (code {report.code})"
    yield f"{file}: {verdict}; {report.events} events, root {report.root or 'none'}"
    if report.ok:
        yield from _wrapped(f"grade {report.grade.name}: {GRADES[report.grade]}")
    for warning in report.warnings:
        if warning != GRADES[report.grade]:
            yield from _wrapped(f"warning: {warning}")
    if report.ok:
        yield "not proven:"
        for text in report.not_proven:
            yield from _wrapped(f"- {text}", "  ")


def _findings(report: Report) -> Iterator[str]:
    for finding in report.findings[:SHOWN_MAX]:
        yield f"{finding.code}  {finding.place}: {finding.message}"
        for name, text in (("expected", finding.expected), ("found", finding.found)):
            if text:
                yield f"      {name}: {text}"
    if len(report.findings) > SHOWN_MAX:
        yield f"… and {len(report.findings) - SHOWN_MAX} more; see them all with --json"


def _figures(here: Surroundings, report: Report) -> Iterator[str]:
    for year, figures in report.figures.items():
        told = ", ".join(
            f"{name.replace('_', ' ')} {here.locale.amount(getattr(figures, name))}"
            for name in FIGURES
        )
        yield from _wrapped(f"{year}: {told}")


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        80,
        initial_indent=indent,
        subsequent_indent=f"{indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
