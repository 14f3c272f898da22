"""Findings are collected, and the lowest code is the answer."""

from __future__ import annotations

from ledger.findings import Code, Finding, at_most, exit_code


def _finding(code: int, place: str = "") -> Finding:
    return Finding(code=code, place=place, message="wrong")


def test_the_lowest_code_is_the_exit_code() -> None:
    assert exit_code([_finding(16), _finding(11), _finding(12)]) == 11
    assert exit_code([]) == 0


def test_every_code_of_the_table_has_a_short_name() -> None:
    assert [code.value for code in Code] == [0, 1, 2, 3, *range(10, 19), 70]
    assert Code.FORK.value == 14


def test_up_to_the_count_all_are_shown() -> None:
    findings = [_finding(10, str(index)) for index in range(3)]
    assert at_most(findings, 3) == findings
    assert at_most([], 3) == []


def test_beyond_the_count_one_more_says_so() -> None:
    findings = [_finding(10, str(index)) for index in range(5)]
    shown = at_most(findings, 3)
    assert shown[:3] == findings[:3]
    assert shown[3:] == [
        Finding(
            code=10,
            place="3",
            message="there is more of this kind: only the first 3 are shown",
        )
    ]
