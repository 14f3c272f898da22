"""What a bundle says that it is, and leaves out, gets the code of the program."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from fixtures.every_kind import KEY
from tests.ledger.verify.bundles import (
    EVENTS,
    EXPORT,
    FIGURES,
    Files,
    after,
    head_again,
    honest,
    lines_of,
    put_lines,
    verified,
)
from tests.ledger.verify.lacking import DOCUMENT, changed, made, wish, without
from tests.page.browser import Answer, Page

pytestmark = pytest.mark.needs("chromium", "chromedriver")
Check = Callable[..., Answer]
DIGEST = "document-attached/1.digest"


def saying(**said: Any) -> Callable[[Files], None]:  # noqa: ANN401  (JSON)
    """Change what `export.json` says."""

    def change(files: Files) -> None:
        told = json.loads(files[EXPORT]) | said
        files[EXPORT] = json.dumps(told, separators=(",", ":")).encode()

    return change


SAID: dict[str, tuple[dict[str, Any], str, int]] = {
    "part of the log": ({"scope": "2024"}, "the bundle is not of the whole log", 18),
    "no such mode": ({"mode": "some"}, "a full bundle leaves nothing out", 17),
    "redacted of nothing": ({"mode": "redacted"}, "a full bundle leaves", 17),
    "no such unit": (
        {"mode": "redacted", "redacted": ["expense-recorded/1.amount"]},
        "the bundle says that something is left out that no bundle can leave out",
        17,
    ),
    "an older format": ({"format": 0}, "what the bundle says of itself is not so", 17),
    "a newer format": ({"format": 2}, "the bundle has another format than this", 3),
}


@pytest.mark.parametrize("name", SAID)
def test_what_a_bundle_says_that_it_is_gets_the_code_of_the_program(
    check: Check, name: str
) -> None:
    said, message, code = SAID[name]
    data = after(saying(**said))
    answer = check(data, KEY.vkey)
    assert answer.codes == {code} == {each.code for each in verified(data).findings}
    assert answer.findings[0].message.startswith(message)
    assert answer.findings[0].place == EXPORT
    assert answer.verdict == ("unchecked" if code == 3 else "broken")
    assert answer.grade == "SIGNED"


@pytest.mark.parametrize(
    ("units", "codes"),
    [([DIGEST], {16, 17}), ([DIGEST, "documents"], set())],
    ids=["alone", "with the documents"],
)
def test_digests_are_left_out_with_their_documents(
    check: Check, units: list[str], codes: set[int]
) -> None:
    def change(files: Files) -> None:
        saying(mode="redacted", redacted=units)(files)
        without("digest", of=DOCUMENT)(files)
        for name in [name for name in files if name.startswith("data/documents/")]:
            del files[name]

    said = check(after(change), KEY.vkey)
    assert said.codes == codes
    messages = {each.message for each in said.findings if each.code == 17}
    words = {"documents are left out where their digests are"}
    assert messages == (words if codes else set())


def a_newer_event(files: Files) -> None:
    lines = lines_of(files)
    lines = [line.replace(b"user-left/1", b"user-gone/2") for line in lines]
    put_lines(files, lines)
    head_again(files, KEY)
    del files[FIGURES]


def test_a_type_that_is_not_known_has_the_code_of_the_program(
    page: Page, check: Check
) -> None:
    data = after(a_newer_event)
    said = check(data, KEY.vkey)
    assert (said.verdict, said.grade) == ("unchecked", "SIGNED")
    (finding,) = said.findings
    report = verified(data)
    assert (finding.code, finding.place) == (3, report.findings[0].place)
    assert report.code == 3
    assert "(user-gone/2)" in finding.message
    assert page.text("#heading-doubts") == "What could not be checked"


def test_a_type_that_is_not_known_is_no_excuse_for_a_log_that_does_not_hold(
    check: Check,
) -> None:
    def change(files: Files) -> None:
        head = files["data/checkpoint"]
        a_newer_event(files)
        files["data/checkpoint"] = head

    said = check(after(change), KEY.vkey)
    assert (said.verdict, said.codes) == ("broken", {12})


def test_the_verdict_says_that_figures_are_not_computed(
    page: Page, check: Check
) -> None:
    check(honest(), KEY.vkey)
    assert page.text(".verdict .not-computed").startswith(
        "This page does not compute the figures"
    )
    page.click("[data-language=nl]")
    assert page.text(".verdict .not-computed").startswith(
        "Deze pagina berekent de cijfers niet"
    )


def erased(*, document: bool) -> bytes:
    """A bundle whose last event erased a digest, and says that of its document or not.

    The document is not there.
    """
    data = made(wish(DOCUMENT, "digest", document=True))
    if document:
        return data

    def change(files: Files) -> None:
        lines = lines_of(files)
        before, flag, after_ = lines[-1].partition(b'"document":true')
        assert flag
        lines[-1] = before + b'"document":false' + after_
        put_lines(files, lines)
        head_again(files, KEY)
        del files[FIGURES]

    return changed(data, change)


def test_a_digest_is_erased_with_its_document(check: Check) -> None:
    assert check(erased(document=True), KEY.vkey).findings == []
    said = check(erased(document=False), KEY.vkey)
    report = verified(erased(document=False))
    assert [(each.code, each.place) for each in said.findings] == [
        (16, f"{EVENTS}:{report.events}")
    ]
    assert said.findings[0].message.endswith("and its document is not")


def test_a_digest_may_be_erased_after_its_document(check: Check) -> None:
    data = made(wish(DOCUMENT, document=True), wish(DOCUMENT, "digest"))
    assert check(data, KEY.vkey).findings == []
