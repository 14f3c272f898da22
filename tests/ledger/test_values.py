"""Each kind of public value takes what lies within its bounds, and nothing beyond."""

from __future__ import annotations

from typing import Any, get_args

import msgspec
import pytest

from ledger import values as v
from ledger.events.leaf import StreamVersion

SAFE = 9_007_199_254_740_991
B64 = "A" * 42 + "A="

NUMBERS: dict[str, tuple[Any, int, int]] = {
    "cents": (v.Cents, 1, SAFE),
    "zero or cents": (v.ZeroOrCents, 0, SAFE),
    "signed cents": (v.SignedCents, -SAFE, SAFE),
    "hundredths": (v.Hundredths, 1, 1_000_000_000),
    "count": (v.Count, 0, 1_000_000_000),
    "index": (v.Index, 0, SAFE),
    "part": (v.Part, 1, 999),
    "version": (v.Version, 1, 1_000_000),
    "year": (v.Year, 1990, 2199),
    "stream version": (StreamVersion, 1, SAFE),
}
TEXTS: dict[str, tuple[Any, list[str], list[str]]] = {
    "school number": (v.SchoolNumber, ["030569"], ["03056", "0305690", "03o569"]),
    "board number": (v.BoardNumber, ["1", "123456"], ["", "1234567", "12a"]),
    "company number": (
        v.CompanyNumber,
        ["0403019261", "1403019261"],
        ["2403019261", "040301926", "04030192610"],
    ),
    "school year": (
        v.SchoolYear,
        ["2024-2025"],
        ["202-2025", "20244-2025", "2024-202", "2024-20255", "2024/2025"],
    ),
    "ref": (v.Ref, ["A", "a.B_c-9", "x" * 32], ["", "x" * 33, "a b", "é", "a/b"]),
    "token": (
        v.Token,
        ["a", "ab", "a-9", "x" * 32, "a" + "-" * 30 + "a"],
        ["", "-a", "a-", "A", "x" * 33, "a.b"],
    ),
    "media type": (
        v.MediaType,
        ["application/pdf", "a/b", "image/svg+xml", "a/" + "x" * 100],
        ["a/", "/b", "a/" + "x" * 101, "A/b", "a/b c"],
    ),
    "user code": (
        v.UserCode,
        ["u1", "u10", "u999999"],
        ["u0", "u", "u01", "u1000000", "x1", "U1"],
    ),
    "origin": (
        v.Origin,
        [f"verantwoord/030569/{'0f' * 8}"],
        [
            *(f"verantwoord/03056/{'0f' * 8}", f"verantwoord/0305690/{'0f' * 8}"),
            *(f"verantwoord/030569/{'0' * 15}", f"verantwoord/030569/{'0' * 17}"),
            *(f"verantwoord/030569/{'0F' * 8}", f"other/030569/{'0f' * 8}"),
        ],
    ),
    "key": (
        v.VerifierKey,
        ["a+0123abcd+!", f"{'n' * 200}+0123abcd+{'A' * 4000}"],
        [
            *("+0123abcd+A", "a+0123abcd+", f"{'n' * 201}+0123abcd+A", "a+b+c"),
            *("a+0123abc+A", "a+0123abcde+A", f"a+0123abcd+{'A' * 4001}"),
            *("a+0123ABCD+A", "a +0123abcd+A", "a+0123abcd+A B"),
        ],
    ),
    "signature": (
        v.SignatureLine,
        [f"{'a' * 90}A=", f"{'+/' * 45}8="],
        [f"{'a' * 89}A=", f"{'a' * 91}A=", f"{'a' * 90}B=", f"{'a' * 90}A"],
    ),
    "slot": (
        v.Slot,
        ["a", "initiatives/0/name", "x" * 64],
        ["", "x" * 65, "A", "a-b"],
    ),
    "rules": (
        v.RulesId,
        ["a", "pd-grant-1", "0.9", "x" * 64],
        ["", "-a", ".a", "x" * 65, "A"],
    ),
    "digest": (v.Sha256Hex, ["0f" * 32], ["0" * 63, "0" * 65, "0F" * 32]),
    "commitment": (
        v.Commitment,
        [B64, "z" * 42 + "8="],
        ["A" * 41 + "A=", "A" * 43 + "A=", "A" * 42 + "B=", "A" * 42 + "A"],
    ),
    "stream": (v.Stream, ["school", "2025"], ["", "schools", "202", "20255", "books"]),
    "command": (v.CommandId, ["0f" * 16], ["0" * 31, "0" * 33, "0F" * 16]),
    "moment": (
        v.Moment,
        [
            *("1990-01-01T00:00:00.000000Z", "2025-12-31T23:59:59.999999Z"),
            "2199-10-30T10:20:30.123456Z",
        ],
        [
            *("1890-01-01T00:00:00.000000Z", "2225-01-01T00:00:00.000000Z"),
            *("199-01-01T00:00:00.000000Z", "19900-01-01T00:00:00.000000Z"),
            *("1990-21-01T00:00:00.000000Z", "1990-01-41T00:00:00.000000Z"),
            *("1990-01-01T30:00:00.000000Z", "1990-01-01T00:60:00.000000Z"),
            *("1990-01-01T00:00:60.000000Z", "1990-01-01T00:00:00.00000Z"),
            *("1990-01-01T00:00:00.0000000Z", "1990-01-01T00:00:00,000000Z"),
            *("1990-01-01 00:00:00.000000Z", "1990-01-01T00:00:00.000000"),
        ],
    ),
}


def takes(kind: Any, value: object) -> bool:  # noqa: ANN401  # a kind is no class
    try:
        return bool(msgspec.convert(value, kind) == value)
    except msgspec.ValidationError:
        return False


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_is_taken_up_to_its_bounds(name: str) -> None:
    kind, least, most = NUMBERS[name]
    assert [takes(kind, each) for each in (least, most)] == [True, True]
    assert [takes(kind, each) for each in (least - 1, most + 1)] == [False, False]


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_taken_in_its_shape_alone(name: str) -> None:
    kind, taken, refused = TEXTS[name]
    assert [each for each in taken if not takes(kind, each)] == []
    assert [each for each in refused if takes(kind, each)] == []


@pytest.mark.parametrize("name", TEXTS)
def test_nothing_may_stand_before_or_behind_it(name: str) -> None:
    kind, taken, _ = TEXTS[name]
    for each in taken:
        around = (f"\n{each}", f"{each}\n", f"é{each}", f"{each}é", f"{each} ")
        assert [text for text in around if takes(kind, text)] == []


def test_a_sealed_text_is_not_empty_and_has_an_end() -> None:
    assert takes(v.Text, "é")
    assert takes(v.Text, "x" * 4000)
    assert not takes(v.Text, "")
    assert not takes(v.Text, "x" * 4001)


def test_every_kind_that_has_bounds_is_looked_at() -> None:
    bounded = {name for name, kind in vars(v).items() if _is_bounded(kind)}
    looked_at = [kind for kind, *_ in (*NUMBERS.values(), *TEXTS.values())]
    names = {name for name in bounded if any(vars(v)[name] is x for x in looked_at)}
    assert bounded - names == {"Text"}


def _is_bounded(kind: object) -> bool:
    return any(isinstance(each, msgspec.Meta) for each in get_args(kind))
