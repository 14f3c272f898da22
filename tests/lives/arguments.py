"""The readers of what is typed on the command line, and of answers from others."""

from __future__ import annotations

import datetime as dt

from cli.intake.initiatives import initiative
from cli.intake.numbers import company_number, parse_iban
from cli.verifying.minutes import read_minutes
from fixtures.anchored import policy
from fixtures.every_kind import KEY
from ledger import note
from ledger.days import brussels_day, parse_day
from ledger.money import parse_cents
from ledger.note.fingerprint import fingerprint, parse_fingerprint
from ledger.note.policy import parse_policy
from ledger.note.vkey import encode_base64
from ledger.timestamps import imprint_of, moment_of, token_check
from projections.comparing.points import parse_sides
from projections.filtering import parse_filter
from projections.moment import PointInTime, parse_known_at, parse_point
from tests.lives import corpus, samples
from tests.lives.reader import Reader, of_parts, of_text

TODAY = dt.date(2025, 6, 1)
ROOT = bytes(range(32))
MINUTES = f"log {KEY.name}, 9 events\nfingerprint {fingerprint(ROOT)}\n"
PRINTED = f"log {KEY.name}\nevents 9\nroot {encode_base64(ROOT)}\n"
COVERED = b"a log\n5\nroot\n"
"""What the authority of the corpus put its timestamp on."""


def _filter(*parts: str | None) -> object:
    kind, since, until, text, amount = parts
    kinds = kind.split(",") if kind else ()
    return parse_filter(kinds, since=since, until=until, text=text, amount=amount)


def _sides(one: str | None, other: str | None) -> object:
    return parse_sides((one or "", other or ""), PointInTime(), today=TODAY)


def _answer(data: bytes) -> object:
    """Ask all that is asked of an answer, the check last."""
    imprint, moment = imprint_of(data), moment_of(data)
    (pem, *_) = corpus.inputs("certificates")
    return imprint, moment, token_check(pem)(data, COVERED)


ARGUMENTS: dict[str, Reader] = {
    "amount": Reader(
        samples.texts("1234.50", "1.234,50", "-12", "€ 1 234,5", "90071992547409.91"),
        of_text(parse_cents),
    ),
    "certificates": Reader(lambda: corpus.inputs("certificates")[:1], token_check),
    "company-number": Reader(
        samples.texts("0403.019.261", "BE 0403 019 261"), of_text(company_number)
    ),
    "day": Reader(
        samples.texts("2025-03-31", "31/03/2025", "1/3/2025"), of_text(parse_day)
    ),
    "filter": Reader(
        samples.texts("expense,grant\n2025-01-01\n31/12/2025\nnascholing\n100..200"),
        of_parts(_filter, 5),
    ),
    "fingerprint": Reader(samples.texts(fingerprint(ROOT)), of_text(parse_fingerprint)),
    "iban": Reader(
        samples.texts("BE68 5390 0754 7034", "NL91ABNA0417164300"), of_text(parse_iban)
    ),
    "initiative": Reader(
        samples.texts("ref=P1; name=Taal; kind=training; planned=1200,00"),
        of_text(initiative),
    ),
    "known-at": Reader(
        samples.texts("2025-03-31", "12", "#12", "2025-03-31T10:00:00Z"),
        of_text(parse_known_at),
    ),
    "minutes": Reader(samples.texts(MINUTES, PRINTED), read_minutes),
    "moment": Reader(
        samples.texts("2025-03-30T00:59:59.999999Z", "2025-12-31T23:00:00.000000Z"),
        of_text(brussels_day),
    ),
    "point": Reader(
        samples.texts("2025-03-31\n#12", "31/03/2025\n2025-03-31T10:00+02:00"),
        of_parts(parse_point, 2),
    ),
    "points": Reader(
        samples.texts("on:2025-01-01\non:2025-03-31", "#3\n2025-03-31"),
        of_parts(_sides, 2),
    ),
    "policy": Reader(samples.policies, parse_policy),
    "policy-anchored": Reader(lambda: [policy()], parse_policy),
    "timestamp": Reader(lambda: corpus.inputs("timestamp")[:1], _answer),
    "vkey": Reader(
        samples.texts(KEY.vkey, note.format_vkey(samples.WITNESS)),
        of_text(note.parse_vkey),
    ),
}
