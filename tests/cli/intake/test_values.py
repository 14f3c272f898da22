"""One value as people write it: what it becomes, or why it is refused."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from cli.intake.numbers import Raw, company_number, parse_iban
from cli.intake.values import TEXT_LENGTH_MAX, parse_value
from ledger import values as v
from ledger.errors import UsageError

MARCH = dt.date(2025, 3, 31)
READ: list[tuple[str, Any, Any, Any]] = [
    ("a point", v.Cents, "1234.50", 123450),
    ("a comma", v.Cents, "1234,5", 123450),
    ("Dutch thousands", v.Cents, "1.234,50", 123450),
    ("English thousands", v.Cents, "1,234.50", 123450),
    ("thousands twice", v.Cents, "1.234.567,89", 123456789),
    ("a space and a euro", v.Cents, "€ 1 234,50", 123450),
    ("the most there is", v.Cents, "90071992547409.91", 2**53 - 1),
    ("zero where it may be", v.ZeroOrCents, "0", 0),
    ("below zero where it may be", v.SignedCents, "-12,00", -1200),
    ("a minus of typography", v.SignedCents, "\u221212", -1200),
    ("posts", v.Hundredths, "41,37", 4137),
    ("whole posts of JSON", v.Hundredths, 41, 4100),
    ("a count of JSON", v.Count, 24, 24),
    ("a count as text", v.Count, " 24 ", 24),
    ("a part", v.Part, "2", 2),
    ("a version", v.Version, "1", 1),
    ("a year of JSON", v.Year, 2025, 2025),
    ("a year as text", v.Year, "2025", 2025),
    ("a tranche", v.Tranche, 1, 1),
    ("a tranche as text", v.Tranche, "2", 2),
    ("a day", v.Day, "2025-03-31", MARCH),
    ("a day as here", v.Day, " 31/03/2025 ", MARCH),
    ("a day without zeros", v.Day, "1/3/2025", dt.date(2025, 3, 1)),
    ("yes of JSON", bool, True, True),
    ("yes", bool, "Ja", True),
    ("no", bool, "nee", False),
    ("text", v.Text, "  Één regel\nen nog één ", "Één regel\nen nog één"),
    ("a family of signs", v.Text, "👩\u200d🏫", "👩\u200d🏫"),
    ("a school", v.SchoolNumber, "30569", "030569"),
    ("a school of JSON", v.SchoolNumber, 30569, "030569"),
    ("a company", v.CompanyNumber, "BE 0999.991.905", "0999991905"),
    ("a word of a list", v.Level, "primary", "primary"),
    ("nothing or a word", v.Area | None, "dutch", "dutch"),
    ("several schools", tuple[v.SchoolNumber, ...], "30569, 030570", None),
    ("several in JSON", tuple[v.SchoolNumber, ...], [30569, "030570"], None),
    ("a ref", v.Ref, "2025-A.1_b", "2025-A.1_b"),
    ("a ref of JSON", v.Ref, 17, "17"),
    ("a school year", v.SchoolYear, "2024-2025", "2024-2025"),
    ("a user", v.UserCode, "u2", "u2"),
]
REFUSED: list[tuple[str, Any, Any, str]] = [
    ("three decimals", v.Cents, "12345.678", "more than two decimals"),
    ("either", v.Cents, "1.234", "ambiguous: write 1234,00 or 1.23"),
    ("zero", v.Cents, "0,00", "above zero"),
    ("below zero", v.Cents, "-1", "above zero"),
    ("below zero at all", v.ZeroOrCents, "-0,01", "zero or more"),
    ("too much", v.Cents, "90071992547409.92", "too large"),
    ("a number of JSON", v.Cents, 950, "no digit of it is lost"),
    ("a truth", v.Cents, True, "no digit of it is lost"),
    ("a list", v.Cents, ["1"], "no digit of it is lost"),
    ("words", v.Cents, "veel", "not an amount"),
    ("nothing", v.Cents, "", "not an amount"),
    ("an exponent", v.Cents, "1e3", "not an amount"),
    ("digits of elsewhere", v.Cents, "١٢٣", "not an amount"),
    ("wide digits", v.Cents, "\uff11\uff12", "not an amount"),
    ("no posts", v.Hundredths, "0", "above zero"),
    ("posts below zero", v.Hundredths, "-1", "not a number of posts"),
    ("posts to the thousandth", v.Hundredths, "41.375", "not a number of posts"),
    ("posts with a line feed", v.Hundredths, "41\n5", "not a number of posts"),
    ("a count below zero", v.Count, "-1", "not a count"),
    ("a count too large", v.Count, "9" * 400, "not a count"),
    ("a superscript", v.Count, "²", "not a count"),
    ("a truth as a count", v.Count, True, "not a count"),
    ("no part", v.Part, "0", "not a part of an invoice"),
    ("a year too early", v.Year, "1989", "not a budget year"),
    ("a third tranche", v.Tranche, "3", "none of the words"),
    ("no such day", v.Day, "2025-02-29", "not a date that exists"),
    ("a day of America", v.Day, "03-31-2025", "not a date that exists"),
    ("a day of JSON", v.Day, 20250331, "not a date that exists"),
    ("a day of elsewhere", v.Day, "٢٠٢٥-٠٣-٣١", "not a date that exists"),
    ("perhaps", bool, "misschien", "neither yes nor no"),
    ("an object", bool, {}, "neither yes nor no"),
    ("a number as text", v.Text, 12, "a text is expected"),
    ("empty text", v.Text, "  ", "the text is empty"),
    ("long text", v.Text, "x" * (TEXT_LENGTH_MAX + 1), "too long"),
    ("half a character", v.Text, "a\ud800", "half a character"),
    ("letters", v.SchoolNumber, "3o569", "not a school number"),
    ("seven digits", v.SchoolNumber, "0305691", "not a school number"),
    ("digits of elsewhere as a school", v.SchoolNumber, "٣٠٥٦٩", "not a school number"),
    ("a wrong check digit", v.CompanyNumber, "0123456789", "company number"),
    ("a list as a company", v.CompanyNumber, [1], "company number"),
    ("another word", v.Level, "elementary", "none of the words"),
    ("a word for a list", tuple[v.SchoolNumber, ...], {}, "a text is expected"),
    ("a nested list", tuple[v.SchoolNumber, ...], [["1"]], "a text is expected"),
    ("a ref with a space", v.Ref, "A 1", "does not fit"),
    ("a ref too long", v.Ref, "A" * 33, "does not fit"),
    ("a ref with a line feed", v.Ref, "A\n1", "does not fit"),
    ("a year of school in short", v.SchoolYear, "2024-25", "does not fit"),
    ("no user", v.UserCode, "u0", "does not fit"),
]
UNSEEN = ["\x00", "\x08", "\x1b", "\r", "\x7f", "\x9b", "\u061c", "\u200f", "\u202e"]


@pytest.mark.parametrize(
    ("hint", "raw", "made"), [row[1:] for row in READ], ids=[row[0] for row in READ]
)
def test_a_value_is_read(hint: object, raw: Raw, made: object) -> None:
    expected = ("030569", "030570") if made is None else made
    assert parse_value(hint, raw) == expected


@pytest.mark.parametrize(
    ("hint", "raw", "said"),
    [row[1:] for row in REFUSED],
    ids=[row[0] for row in REFUSED],
)
def test_a_value_is_refused_with_a_sentence(hint: object, raw: Raw, said: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse_value(hint, raw)
    assert said in raised.value.message
    assert raised.value.expected


@pytest.mark.parametrize("sign", [*UNSEEN, "\u2066"], ids=ascii)
def test_a_sign_that_cannot_be_seen_is_refused(sign: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse_value(v.Text, f"Kas{sign}boek")
    assert raised.value.found == f"U+{ord(sign):04X}"


def test_a_number_of_an_account_has_its_check_digits() -> None:
    assert parse_iban("be68 5390 0754 7034") == "BE68539007547034"
    with pytest.raises(UsageError, match="is not an IBAN"):
        parse_iban("BE68 5390 0754 7035")


def test_thousands_of_digits_are_no_number_of_anything() -> None:
    with pytest.raises(UsageError, match="is not an IBAN"):
        parse_iban("BE68" + "9" * 5_000)
    with pytest.raises(UsageError, match="is not a Belgian company number"):
        company_number("9" * 5_000)


def test_the_nearest_word_is_proposed() -> None:
    with pytest.raises(UsageError) as raised:
        parse_value(v.Level, "secundary")
    assert raised.value.next_step == "did you mean secondary?"
