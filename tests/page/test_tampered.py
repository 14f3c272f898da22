"""What was done to a bundle is found by the step that is there for it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from fixtures.every_kind import KEY, OTHER_KEY
from fixtures.zip_forge import Raw, forge
from tests.ledger.verify.bundles import (
    CHECKPOINT,
    DISCLOSURES,
    EVENTS,
    EXPORT,
    FIGURES,
    Files,
    after,
    codes,
    head_again,
    honest,
    lines_of,
    places,
    put_lines,
    unpacked,
    verified,
)
from tests.page.browser import Answer

pytestmark = pytest.mark.needs("chromium", "chromedriver")
Check = Callable[..., Answer]


def edited(files: Files) -> None:
    lines = lines_of(files)
    at = next(n for n, line in enumerate(lines) if b"expense-recorded/1" in line)
    lines[at] = lines[at].replace(b'"amount":95000', b'"amount":95001')
    put_lines(files, lines)


def edited_with_the_key(files: Files) -> None:
    edited(files)
    head_again(files, KEY)


def one_event_less(files: Files) -> None:
    put_lines(files, [line for n, line in enumerate(lines_of(files)) if n != 5])


def tail_cut_off(files: Files) -> None:
    put_lines(files, lines_of(files)[:30])


def spaces_put_in(files: Files) -> None:
    lines = lines_of(files)
    lines[3] = lines[3].replace(b'":"', b'": "', 1)
    put_lines(files, lines)


def signature_broken(files: Files) -> None:
    note = bytearray(files[CHECKPOINT])
    note[-10] = ord("A") if note[-10] != ord("A") else ord("B")
    files[CHECKPOINT] = bytes(note)


def signature_taken_off(files: Files) -> None:
    files[CHECKPOINT] = files[CHECKPOINT].split(b"\n\n")[0] + b"\n"


def signed_by_another(files: Files) -> None:
    head_again(files, OTHER_KEY)


def value_swapped(files: Files) -> None:
    was, now = "Vlaamse Nascholing vzw", "Vlaamse Nascholing nv "
    files[DISCLOSURES] = files[DISCLOSURES].replace(was.encode(), now.encode(), 1)


def value_taken_out(files: Files) -> None:
    put_lines(files, lines_of(files, DISCLOSURES)[:-1], name=DISCLOSURES)


def document_swapped(files: Files) -> None:
    name = next(name for name in files if "/documents/" in name)
    files[name] = files[name].replace(b"2024-017", b"2024-071")


def document_taken_out(files: Files) -> None:
    del files[next(name for name in files if "/documents/" in name)]


def document_put_in(files: Files) -> None:
    files[f"data/documents/{'0' * 64}"] = b"%PDF-1.7\n"


def said_of_itself(files: Files) -> None:
    files[EXPORT] = files[EXPORT].replace(b'"events":37', b'"events":36')


def figures_of_another(files: Files) -> None:
    files[FIGURES] = files[FIGURES].replace(b'"events":37', b'"events":36')


LOG, SIGNATURE = "Log and root", "Signature"
SEALED, CLAIMS = "Sealed values and documents", "What the bundle says of itself"
TAMPERED: dict[str, tuple[Callable[[Files], None], str]] = {
    "an event is edited": (edited, LOG),
    "an event is taken out": (one_event_less, LOG),
    "the tail is cut off": (tail_cut_off, LOG),
    "a line is written in another way": (spaces_put_in, LOG),
    "the signature is broken": (signature_broken, SIGNATURE),
    "the signature is taken off": (signature_taken_off, SIGNATURE),
    "the signature is by another key": (signed_by_another, SIGNATURE),
    "a value is swapped": (value_swapped, SEALED),
    "a value is taken out": (value_taken_out, SEALED),
    "a document is swapped": (document_swapped, SEALED),
    "a document is taken out": (document_taken_out, SEALED),
    "a document is put in": (document_put_in, SEALED),
    "it counts its events wrongly": (said_of_itself, CLAIMS),
    "its figures are of another log": (figures_of_another, CLAIMS),
}


@pytest.mark.parametrize(("change", "step"), TAMPERED.values(), ids=list(TAMPERED))
def test_what_was_changed_is_found_by_its_step(
    check: Check, change: Callable[[Files], None], step: str
) -> None:
    data = after(change)
    said, report = check(data, KEY.vkey), verified(data)
    assert said.broken[0] == step
    assert said.verdict == "broken"
    # The page names the places that the program names, with the same lowest code.
    assert min(said.codes) == min(codes(report))
    places_said = {said.place for said in said.findings if said.code == report.code}
    assert places_said == set(places(report, report.code))


def test_who_edits_with_the_log_key_is_not_found_by_it(check: Check) -> None:
    # What is left to tell is the figures: whoever made them anew would leave no trace.
    said = check(after(edited_with_the_key), KEY.vkey)
    assert (said.broken, said.grade) == ([CLAIMS], "SIGNED")


def test_another_key_than_the_school_s_is_found(check: Check) -> None:
    said = check(honest(), OTHER_KEY.vkey)
    assert (said.verdict, said.broken, said.grade) == (
        "broken",
        [SIGNATURE],
        "No grade",
    )
    assert [(each.code, each.place) for each in said.findings] == [(13, f"{EVENTS}:1")]


def test_a_book_without_a_key_is_not_that_of_a_key_given(check: Check) -> None:
    said = check(honest(signed=False), KEY.vkey)
    assert (said.codes, said.grade) == ({13}, "No grade")


def test_a_changed_byte_is_found(check: Check) -> None:
    data = bytearray(honest())
    at = data.index(b"Studiedag")
    data[at] ^= 1
    said = check(bytes(data))
    assert said.broken[0] == "Manifest"
    assert {each.place for each in said.findings if each.code == 11} == {DISCLOSURES}


def test_a_file_that_no_bundle_holds_is_found(check: Check) -> None:
    files = unpacked(honest())
    files["data/virus.exe"] = b"MZ"
    said = check(
        forge([Raw(name=n.encode(), content=d) for n, d in sorted(files.items())])
    )
    assert said.broken == ["Container"]
    assert {each.place for each in said.findings} == {"data/virus.exe"}


def test_bytes_after_the_end_are_found(check: Check) -> None:
    said = check(honest() + b"\n")
    assert (said.broken, said.codes) == (["Container"], {10})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "this file is empty"),
        (b"Beste\n", "this file is no proof bundle: it does not begin as a ZIP does"),
        (b"PK\x03\x04", "the file is cut off, or bytes stand after its end"),
    ],
)
def test_a_file_that_is_no_bundle_is_said_to_be_none(
    check: Check, data: bytes, words: str
) -> None:
    said = check(data)
    assert (said.broken, len(said.findings)) == (["Container"], 1)
    assert said.findings[0].message.startswith(words)


def test_what_the_bundle_says_that_it_leaves_out_may_be_missing(check: Check) -> None:
    def changed(files: Files) -> None:
        said = json.loads(files[EXPORT])
        said["redacted"], said["mode"] = ["expense-recorded/1.supplier"], "redacted"
        files[EXPORT] = json.dumps(said, separators=(",", ":")).encode()
        kept = [
            line
            for line in lines_of(files, DISCLOSURES)
            if b'"slot":"supplier",' not in line
        ]
        put_lines(files, kept, name=DISCLOSURES)

    said = check(after(changed), KEY.vkey)
    assert (said.verdict, said.grade) == ("held", "SIGNED")
    assert said.notes[0].startswith("Whoever made the bundle left values out")
    assert "expense-recorded/1.supplier" in said.notes[0]
