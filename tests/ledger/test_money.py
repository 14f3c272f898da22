"""Amounts: what people write is read to the cent, or refused with the reason."""

from __future__ import annotations

from contextlib import suppress
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ledger.errors import UsageError
from ledger.money import (
    Amount,
    euros,
    format_cents,
    parse_cents,
    share_down,
    share_half_up,
)
from ledger.values import SAFE_INTEGER_MAX

READ = {
    "1234.50": 123450,
    "1234,50": 123450,
    "1.234,50": 123450,
    "1,234.50": 123450,
    "1.234.567,8": 123456780,
    "1234": 123400,
    "1234,5": 123450,
    "0": 0,
    "0,05": 5,
    "00012,00": 1200,
    "€ 1 234,50": 123450,
    "1 234,50 €": 123450,
    "1\u00a0234,50": 123450,
    "1\u202f234,50": 123450,
    "-12.00": -1200,
    "\u221212,00": -1200,
    "€ -12": -1200,
    "-0": 0,
    "90071992547409,91": SAFE_INTEGER_MAX,
    "0000000000000012,5": 1250,
    "1,234,567.8": 123456780,
}
REFUSED = {
    "1.234": "'1.234' is ambiguous: write 1234,00 or 1.23",
    "1,234": "'1,234' is ambiguous: write 1234,00 or 1,23",
    "1.2345": "'1.2345' has more than two decimals",
    "12.345,678": "'12.345,678' is not an amount",
    "1234.567": "'1234.567' has more than two decimals",
    "1.23.456,00": "'1.23.456,00' is not an amount",
    "1.234,5678": "'1.234,5678' is not an amount",
    "1234.567,00": "'1234.567,00' is not an amount",
    ".234,00": "'.234,00' is not an amount",
    "1.234,": "'1.234,' is not an amount",
    "1234,567.00": "'1234,567.00' is not an amount",
    ",234.00": "',234.00' is not an amount",
    "1,234.": "'1,234.' is not an amount",
    "1,234.567": "'1,234.567' is not an amount",
    "1~": "'1~' is not an amount",
    "123.456": "'123.456' is ambiguous: write 123456,00 or 123.45",
    ".567": "'.567' is not an amount",
    "12x3.567": "'12x3.567' is not an amount",
    "1,2,34": "'1,2,34' is not an amount",
    "1.234.567": "'1.234.567' is not an amount",
    "12,34,56": "'12,34,56' is not an amount",
    "": "'' is not an amount",
    " ": "' ' is not an amount",
    "€": "'€' is not an amount",
    ",50": "',50' is not an amount",
    "50,": "'50,' is not an amount",
    "--5": "'--5' is not an amount",
    "+5": "'+5' is not an amount",
    "5-": "'5-' is not an amount",
    "(5,00)": "'(5,00)' is not an amount",
    "1e3": "'1e3' is not an amount",
    "NaN": "'NaN' is not an amount",
    "0x10": "'0x10' is not an amount",
    "1_000": "'1_000' is not an amount",
    "5\n": "'5\\n' is not an amount",
    "5\x00": "'5\\x00' is not an amount",
    "\u0661\u0662": "'\u0661\u0662' is not an amount",
    "\uff11\uff12": "'\uff11\uff12' is not an amount",
    "1\u00b2": "'1\u00b2' is not an amount",
    "90071992547409,92": "'90071992547409,92' is too large",
    "9" * 17: f"'{'9' * 17}' is not an amount",
    f"{'9' * 17}.50": f"'{'9' * 17}.50' is not an amount",
}
STYLES = {"plain": (".", ""), "dutch": (",", "."), "english": (".", ",")}
CENTS = st.integers(-SAFE_INTEGER_MAX, SAFE_INTEGER_MAX) | st.integers(-200, 200)


@pytest.mark.parametrize(("text", "cents"), READ.items(), ids=list(READ))
def test_an_amount_is_read_as_people_write_it(text: str, cents: int) -> None:
    assert parse_cents(text) == cents


@pytest.mark.parametrize(("text", "reason"), REFUSED.items(), ids=ascii)
def test_what_is_no_amount_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_cents(text)
    error = refused.value
    assert (error.message, error.found) == (reason, text)
    assert error.expected == "an amount as 1234.50, 1234,50 or 1.234,50"


@given(st.text())
@example("9" * 100_000)
@example("1." * 50_000)
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    with suppress(UsageError):
        assert abs(parse_cents(text)) <= SAFE_INTEGER_MAX


@pytest.mark.parametrize(("decimal", "group"), STYLES.values(), ids=list(STYLES))
@given(cents=CENTS)
def test_parse_reads_back_what_format_writes(
    decimal: str, group: str, cents: int
) -> None:
    assert parse_cents(format_cents(cents, decimal, group=group)) == cents


@pytest.mark.parametrize(
    ("cents", "style", "text"),
    [
        (-120050, "plain", "-1200.50"),
        (120050, "dutch", "1.200,50"),
        (123456789, "english", "1,234,567.89"),
        (5, "dutch", "0,05"),
        (-5, "plain", "-0.05"),
        (0, "plain", "0.00"),
        (-1, "plain", "-0.01"),
        (1, "plain", "0.01"),
    ],
)
def test_an_amount_is_written_in_a_style(cents: int, style: str, text: str) -> None:
    decimal, group = STYLES[style]
    assert format_cents(cents, decimal, group=group) == text


@given(cents=st.integers(0, SAFE_INTEGER_MAX), percent=st.integers(0, 100))
def test_shares_are_those_of_exact_decimals(cents: int, percent: int) -> None:
    exact = Decimal(cents) * percent / 100
    assert share_half_up(cents, percent) == exact.quantize(Decimal(1), ROUND_HALF_UP)
    assert share_down(cents, percent) == exact.quantize(Decimal(1), ROUND_DOWN)


def test_a_hair_below_half_a_cent_goes_down_and_half_goes_up() -> None:
    assert [share_half_up(cents, 1) for cents in (49, 50, 149, 150)] == [0, 1, 1, 2]
    assert [share_down(cents, 1) for cents in (99, 100, 101, 199)] == [0, 1, 1, 1]


def test_dots_and_no_groups_are_the_style_where_none_is_named() -> None:
    assert format_cents(-123456789) == "-1234567.89"


def test_an_amount_in_a_sentence_is_in_euros_and_can_be_padded() -> None:
    assert str(Amount(-120050)) == "-1200.50"
    assert f"{Amount(120050):>9}" == "  1200.50"
    assert f"{Amount(120050)}" == "1200.50"
    told = euros(120050)
    assert (told, told.values) == ("1200.50", {"amount": Amount(120050)})


def test_half_a_cent_goes_up_and_a_reserve_is_never_below_zero() -> None:
    assert [share_half_up(cents, 50) for cents in (1, 2, 3, -1, -3)] == [1, 1, 2, 0, -1]
    assert [share_down(cents, 50) for cents in (1, 2, 3, -1, -3)] == [0, 1, 1, 0, 0]
