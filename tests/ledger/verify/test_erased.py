"""What is not there: erased as an event says, left out as the bundle says, or missing.

The attacks have the log key: whoever makes the bundle is the school.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from fixtures.every_kind import KEY, every_kind
from ledger.book.verifying import verify_book
from ledger.commands import EraseData
from ledger.findings import Code
from tests.ledger.verify import bundles as b
from tests.ledger.verify.lacking import (
    DOCUMENT,
    EXPENSE,
    LINK,
    changed,
    found,
    made,
    verified,
    wish,
    without,
)


def test_what_an_event_erased_may_be_missing() -> None:
    data = made(wish(EXPENSE, "supplier", "duplicate_reason"), wish(LINK, "activity"))
    report = verified(data)
    assert (report.code, report.findings) == (0, [])
    assert report.lacking == {}
    assert "erased, as the log says: 3 sealed values" in report.warnings
    assert any("could not be checked for 1 expense:" in w for w in report.warnings)


def test_what_is_missing_and_not_erased_is_found() -> None:
    data = changed(made(wish(EXPENSE, "supplier")), without("invoice", of=EXPENSE))
    report = verified(data)
    assert b.codes(report) == {Code.DISCLOSURE}
    (finding,) = report.findings
    assert (finding.place, finding.expected) == (
        b.DISCLOSURES,
        f"invoice of #{EXPENSE}",
    )
    assert finding.message == (
        f"the invoice of event #{EXPENSE} is missing: neither there nor erased nor said"
        " to be left out"
    )


def test_what_is_erased_and_there_is_found() -> None:
    told = {
        line
        for line in b.lines_of(b.unpacked(made()), b.DISCLOSURES)
        if line.startswith(b'{"n":%d,' % (EXPENSE - 1)) and b'"slot":"supplier"' in line
    }
    assert len(told) == 1

    def put_back(files: b.Files) -> None:
        lines = [*b.lines_of(files, b.DISCLOSURES), *told]
        b.put_lines(files, sorted(lines, key=place), name=b.DISCLOSURES)

    report = verified(changed(made(wish(EXPENSE, "supplier")), put_back))
    assert found(report) == {
        (
            16,
            f"{b.EVENTS}:{report.events}",
            f"the supplier of event #{EXPENSE} is said to be erased, and is there",
        )
    }


def place(line: bytes) -> tuple[int, bytes]:
    n, _, rest = line.removeprefix(b'{"n":').partition(b",")
    return int(n), rest.partition(b'"slot":')[2]


def forged(of: int, slots: str, *, document: bool = False) -> bytes:
    """A bundle whose last event says that something else was erased."""

    def change(files: b.Files) -> None:
        *lines, last = b.lines_of(files)
        head, _, tail = last.partition(b'"document":')
        _, _, tail = tail.partition(b',"ground"')
        tail = tail.replace(b'"of":%d' % (EXPENSE - 1), b'"of":%d' % (of - 1))
        tail = tail.replace(b'["supplier"]', slots.encode())
        flag = b"true" if document else b"false"
        lines.append(head + b'"document":' + flag + b',"ground"' + tail)
        b.put_lines(files, lines)
        b.head_again(files, KEY)
        del files[b.FIGURES]

    return changed(made(wish(EXPENSE, "supplier")), change)


def test_the_forgery_that_changes_nothing_changes_nothing() -> None:
    assert verified(forged(EXPENSE, '["supplier"]')).code == 0


def test_a_value_that_no_event_has_cannot_be_erased() -> None:
    report = verified(forged(EXPENSE, '["activity","supplier"]'))
    assert [each.message for each in report.findings] == [
        f"#{EXPENSE} has no activity that could be erased"
    ]
    assert report.code == Code.DISCLOSURE


def test_only_a_document_event_has_a_document_that_could_be_erased() -> None:
    report = verified(forged(EXPENSE, '["supplier"]', document=True))
    assert [each.message for each in report.findings] == [
        f"#{EXPENSE} attached no document that could be erased"
    ]
    assert report.code == Code.DISCLOSURE


def test_an_erasure_of_another_event_does_not_help() -> None:
    report = verified(forged(LINK, '["activity"]'))
    assert {each.message.partition(" is ")[0] for each in report.findings} == {
        f"the activity of event #{LINK}",
        f"the supplier of event #{EXPENSE}",
    }


def test_an_erasure_of_what_comes_later_is_not_admitted() -> None:
    report = verified(forged(999, '["supplier"]'))
    assert b.codes(report) == {Code.DISCLOSURE, Code.REPLAY}


def test_a_document_is_erased_by_an_event_only() -> None:
    gone = wish(DOCUMENT, document=True)
    report = verified(made(gone))
    assert (report.code, report.findings) == (0, [])
    assert "erased, as the log says: the content of 1 document" in report.warnings
    files = b.unpacked(made())
    (name,) = [name for name in files if name.startswith("data/documents/")]
    taken = changed(made(), lambda files: files.__delitem__(name))
    assert b.codes(verified(taken)) == {Code.DISCLOSURE}
    back = changed(made(gone), lambda other: other.update({name: files[name]}))
    assert [each.message for each in verified(back).findings] == [
        f"the document of event #{DOCUMENT} is said to be erased, and is there"
    ]


def test_a_swapped_receipt_is_found() -> None:
    def swap(files: b.Files) -> None:
        (name,) = [name for name in files if name.startswith("data/documents/")]
        files[name] = files[name].replace(b"017", b"018")

    assert b.codes(verified(changed(made(), swap))) == {Code.DISCLOSURE}


@pytest.mark.parametrize("count", [1, 2])
def test_the_names_of_all_initiatives_may_be_erased(tmp_path: Path, count: int) -> None:
    slots = tuple(f"initiatives/{position}/name" for position in range(count))
    with every_kind(tmp_path / "a.book") as book:
        book.erase(EraseData(of="#8", ground="request", slots=slots), by="u1")
    report = verify_book(tmp_path / "a.book")
    assert (report.code, report.findings) == (0, [])


@pytest.mark.parametrize("number", range(1, 37))
def test_any_event_may_lose_all_that_it_has(tmp_path: Path, number: int) -> None:
    with every_kind(tmp_path / "a.book") as book:
        with_values = book.carry_out(lambda w: w.values(number - 1), by="u1")
        if not with_values:
            return
        gone = EraseData(of=f"#{number}", ground="retention", everything=True)
        book.erase(gone, by="u1")
    report = verify_book(tmp_path / "a.book")
    assert (report.code, report.findings) == (0, [])


def test_a_digest_is_not_erased_without_its_document() -> None:
    """Else a document could go, and only a value would be said to."""
    files = b.unpacked(made(wish(DOCUMENT, "digest")))
    assert b'"document":true' in files[b.EVENTS]
    files[b.EVENTS] = files[b.EVENTS].replace(b'"document":true', b'"document":false')
    b.head_again(files, KEY)
    report = b.verified(b.packed(files))
    assert Code.DISCLOSURE in b.codes(report)
    words = [finding.message for finding in report.findings]
    assert f"the digest of the document of #{DOCUMENT} is erased alone" in words
