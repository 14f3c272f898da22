"""What catches what, beside the log: receipts, sealed values, rules and figures.

None of it is in the tree: the log key in the hands of an attacker would not help him.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from hashlib import sha256

import msgspec
import pytest

from fixtures.every_kind import KEY
from ledger.bundle.tag_files import Label, parse_bag_info
from ledger.findings import Code
from ledger.sealed import commitment, decode_disclosure, encode_disclosure
from tests.ledger.verify import bundles as b

Attack = Callable[[b.Files], None]


def swapped_receipt(files: b.Files) -> None:
    name = next(name for name in files if name.startswith("data/documents/"))
    files[name] = files[name].replace(b"017", b"018")


def renamed_receipt(files: b.Files) -> None:
    name = next(name for name in files if name.startswith("data/documents/"))
    content = files.pop(name).replace(b"017", b"018")
    files[f"data/documents/{sha256(content).hexdigest()}"] = content


def missing_receipt(files: b.Files) -> None:
    del files[next(name for name in files if name.startswith("data/documents/"))]


def added_receipt(files: b.Files) -> None:
    files["data/documents/" + "0" * 64] = b""


def omitted_disclosure(files: b.Files) -> None:
    b.put_lines(files, b.lines_of(files, b.DISCLOSURES)[1:], name=b.DISCLOSURES)


def omitted_last_disclosure(files: b.Files) -> None:
    b.put_lines(files, b.lines_of(files, b.DISCLOSURES)[:-1], name=b.DISCLOSURES)


def doubled_disclosure(files: b.Files) -> None:
    lines = b.lines_of(files, b.DISCLOSURES)
    b.put_lines(files, [lines[0], *lines], name=b.DISCLOSURES)


def another_value(files: b.Files) -> None:
    name, other = b"Vlaamse Nascholing vzw", b"Waalse Nascholing vzw"
    files[b.DISCLOSURES] = files[b.DISCLOSURES].replace(name, other)


def disclosure_of_nothing(files: b.Files) -> None:
    lines = b.lines_of(files, b.DISCLOSURES)
    last = decode_disclosure(lines[-1])
    extra = msgspec.structs.replace(last, slot="zzz")
    b.put_lines(files, [*lines, encode_disclosure(extra)], name=b.DISCLOSURES)


@pytest.mark.parametrize(
    "attack",
    [
        swapped_receipt,
        renamed_receipt,
        missing_receipt,
        added_receipt,
        omitted_disclosure,
        omitted_last_disclosure,
        doubled_disclosure,
        another_value,
        disclosure_of_nothing,
    ],
)
def test_what_was_committed_to_has_to_be_there(attack: Attack) -> None:
    report = b.verified(b.after(attack))
    assert b.codes(report) == {Code.DISCLOSURE}


def test_a_swapped_value_is_found_at_its_line() -> None:
    report = b.verified(b.after(another_value))
    lines = b.lines_of(b.unpacked(b.honest()), b.DISCLOSURES)
    wrong = [n for n, line in enumerate(lines, 1) if b"Vlaamse Nascholing" in line]
    assert b.places(report, Code.DISCLOSURE) == [f"{b.DISCLOSURES}:{n}" for n in wrong]
    first = report.findings[0]
    honest = decode_disclosure(lines[wrong[0] - 1])
    assert first.expected == commitment("supplier", honest.value, salt=honest.salt)


def false_figure(files: b.Files) -> None:
    right, wrong = b'"refund_due":360800', b'"refund_due":360799'
    assert right in files[b.FIGURES]
    files[b.FIGURES] = files[b.FIGURES].replace(right, wrong)


def spaced_figures(files: b.Files) -> None:
    files[b.FIGURES] += b"\n"


def other_rules(files: b.Files) -> None:
    name = "data/rules/pd-grant-1.toml"
    files[name] = files[name].replace(b"percent = 50", b"percent = 90")


def no_rules(files: b.Files) -> None:
    del files["data/rules/pd-grant-1.toml"]


def more_rules(files: b.Files) -> None:
    files["data/rules/pd-grant-2.toml"] = files["data/rules/pd-grant-1.toml"]


def false_export(files: b.Files) -> None:
    files[b.EXPORT] = files[b.EXPORT].replace(b'"events":37', b'"events":38')


def spaced_export(files: b.Files) -> None:
    files[b.EXPORT] += b" "


@pytest.mark.parametrize(
    "attack",
    [
        false_figure,
        spaced_figures,
        other_rules,
        no_rules,
        more_rules,
        false_export,
        spaced_export,
    ],
)
def test_what_follows_from_the_log_has_to_be_so(attack: Attack) -> None:
    report = b.verified(b.after(attack))
    assert b.codes(report) == {Code.REPLAY}
    assert report.figures == b.verified(b.honest()).figures


def test_a_false_figure_is_named_with_what_it_should_be() -> None:
    (finding,) = b.verified(b.after(false_figure)).findings
    assert (finding.place, finding.expected, finding.found) == (
        b.FIGURES,
        "360800",
        "360799",
    )
    assert "'2024' 'refund_due'" in finding.message


def test_a_year_under_a_rule_set_that_nobody_knows_gets_no_figures() -> None:
    def attack(files: b.Files) -> None:
        lines = b.lines_of(files)
        own = re.compile(rb'("rules_sha256":")[0-9a-f]{64}("[^\n]*"year":2025)')
        b.put_lines(files, [own.sub(rb"\g<1>" + b"0" * 64 + rb"\2", x) for x in lines])
        b.head_again(files, KEY)

    report = b.verified(b.after(attack))
    assert b.codes(report) == {Code.REPLAY}
    assert set(report.figures) == {"2024"}
    assert "figures were not computed for 2025: its rule set is not known" in (
        report.warnings
    )


def test_what_is_redacted_is_not_allowed() -> None:
    def attack(files: b.Files) -> None:
        said = files[b.EXPORT].replace(b'"full"', b'"redacted"')
        left_out = b'"redacted":["data-erased/1.reason"]'
        files[b.EXPORT] = said.replace(b'"redacted":[]', left_out)

    assert b.codes(b.verified(b.after(attack))) == {Code.INCOMPLETE}


def test_a_newer_format_is_for_a_newer_program() -> None:
    def attack(files: b.Files) -> None:
        files[b.EXPORT] = files[b.EXPORT].replace(b'"format":1', b'"format":2,"more":0')

    assert b.verified(b.after(attack)).code == Code.SURROUNDINGS


def test_a_label_of_another_day_or_origin_is_found() -> None:
    files = b.unpacked(b.honest())
    right = parse_bag_info(files["bag-info.txt"]).label
    for label in (
        Label(agent=right.agent, day=date(2025, 3, 5), origin=right.origin),
        Label(agent=right.agent, day=right.day, origin="verantwoord/other"),
    ):
        report = b.verified(b.packed(files, label))
        assert b.places(report, Code.REPLAY) == ["bag-info.txt"]
        assert b.codes(report) == {Code.REPLAY}
