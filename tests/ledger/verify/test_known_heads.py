"""Step 14: a log against the heads that its verifier knew before."""

from __future__ import annotations

from io import BytesIO

import pytest

from fixtures.books import ORIGIN
from fixtures.every_kind import KEY, OTHER_KEY
from fixtures.repacking import CHECKPOINT, packed, signed_note, unpacked
from fixtures.stories import told
from ledger.findings import Finding
from ledger.keys import generate
from ledger.note import Checkpoint, format_checkpoint, parse_checkpoint, parse_head
from ledger.note.policy import Policy
from ledger.note.vkey import encode_base64
from ledger.verify import Grade, Report, Trust, verify_bundle
from ledger.verify.trust import KnownHead
from projections.language import language
from tests.ledger.verify.bundles import OTHER_VKEY, VKEY

SEEN_AT = "2026-02-01T09:00:00.000000Z"
SECOND = f"{ORIGIN[:-1]}0"
SECOND_KEY = generate(SECOND, bytes(range(32)))
ELSEWHERE = "verantwoord/111111/0123456789abcdef"


def head_of(bundle: bytes) -> bytes:
    return unpacked(bundle)[CHECKPOINT]


def said(bundle: bytes) -> Checkpoint:
    return parse_checkpoint(parse_head(head_of(bundle)).text)


def bare(bundle: bytes) -> bytes:
    return format_checkpoint(said(bundle)).encode()


def given(note: bytes) -> KnownHead:
    return KnownHead(note=note, source="head.txt")


def seen(bundle: bytes, key: str = KEY.vkey) -> KnownHead:
    return KnownHead(
        note=head_of(bundle),
        source="your memory",
        seen_at=SEEN_AT,
        key=key,
        school="030569",
    )


def check(bundle: bytes, *known: KnownHead, trust: Trust | None = None) -> Report:
    trust = trust or Trust()
    return verify_bundle(
        BytesIO(bundle),
        Trust(keys=trust.keys, policy=trust.policy, known=known),
    )


def results(report: Report) -> list[tuple[int, str]]:
    return [(each.size, each.result) for each in report.known]


def test_the_stories_are_of_one_log() -> None:
    sizes = [said(told(100)).size, said(told(100, 200)).size, said(told(100, 250)).size]
    assert sizes == [5, 6, 6]
    assert said(told(100, 200)).root != said(told(100, 250)).root


@pytest.mark.parametrize("known", [given(head_of(told(100))), given(bare(told(100)))])
def test_a_log_that_grew_holds_and_says_so(known: KnownHead) -> None:
    report = check(told(100, 200), known)
    assert (report.ok, results(report)) == (True, [(5, "same")])
    assert report.held == ["the log begins with the 5 events of head.txt"]


def test_a_log_that_was_seen_and_grew_holds_and_says_so() -> None:
    report = check(told(100, 200), seen(told(100)))
    assert (report.ok, results(report)) == (True, [(5, "same")])
    assert report.held == ["the same log as you saw on 2026-02-01, with 5 events then"]


def test_seeing_the_same_again_is_no_news() -> None:
    report = check(told(100), seen(told(100)))
    assert (report.ok, results(report), report.held) == (True, [(5, "same")], [])


@pytest.mark.parametrize("known", [given, seen])
def test_a_tail_that_was_cut_off_with_the_log_key_is_a_rollback(known: object) -> None:
    make = seen if known is seen else lambda bundle: given(head_of(bundle))
    report = check(told(100), make(told(100, 200)))
    source = "your memory" if known is seen else "head.txt"
    assert report.code == 14
    assert report.findings == [
        Finding(
            code=14,
            place=source,
            message="the log has 5 events, and the head that you have has 6: the tail"
            " was cut off, or this is an older copy: lay both files beside each other"
            " with --against",
            expected="6 events or more",
            found="5 events",
        )
    ]


def test_an_older_file_that_was_itself_seen_is_a_warning() -> None:
    report = check(told(100), seen(told(100)), seen(told(100, 200)))
    assert (report.ok, results(report)) == (True, [(5, "same"), (6, "seen-later")])
    assert "you have seen a later one: 6 events, on 2026-02-01" in report.warnings


def test_a_larger_head_that_is_given_is_a_rollback_also_then() -> None:
    larger = given(head_of(told(100, 200)))
    assert check(told(100), seen(told(100)), larger).code == 14


@pytest.mark.parametrize("larger", [(100, 200), (100, 200, 300)])
def test_another_story_under_the_same_key_is_a_fork(larger: tuple[int, ...]) -> None:
    report = check(told(*larger), given(head_of(told(100, 250))))
    root = verify_bundle(BytesIO(told(100, 200))).root
    assert report.findings == [
        Finding(
            code=14,
            place="head.txt",
            message="this is another story than that of the head that you have: the"
            " root of the first 6 events differs",
            expected=encode_base64(said(told(100, 250)).root),
            found=root,
        )
    ]
    assert results(report) == [(6, "fork")]


def test_a_book_made_anew_under_another_key_is_a_fork_to_who_remembers() -> None:
    report = check(told(100, 200, key=OTHER_KEY), seen(told(100)))
    assert (report.code, report.grade) == (14, Grade.CONSISTENT)
    words = f"on 2026-02-01 you saw a log of this name signed with key {KEY.vkey}"
    assert [w for w in report.warnings if w.startswith(words)]


def test_a_book_made_anew_under_another_key_is_not_of_the_policy() -> None:
    report = check(told(100, key=OTHER_KEY), trust=Trust(keys=[VKEY]))
    assert report.code == 13
    policy = Policy((VKEY,), {}, {}, "none")
    assert check(told(100, key=OTHER_KEY), trust=Trust(policy=policy)).code == 13
    assert check(told(100), trust=Trust(policy=policy)).grade is Grade.SIGNED


def test_who_came_first_with_a_false_key_keeps_no_log_of_the_policy_out() -> None:
    false = seen(told(100, 250, key=OTHER_KEY), OTHER_KEY.vkey)
    report = check(told(100, 200), false, trust=Trust(keys=[VKEY]))
    assert (report.ok, results(report)) == (True, [(6, "not-compared")])
    assert any("signed with key" in warning for warning in report.warnings)
    both = Trust(keys=[VKEY, OTHER_VKEY])
    assert check(told(100, 200), false, trust=both).code == 14


def test_a_book_that_lost_its_key_is_a_fork_to_who_remembers() -> None:
    assert check(told(100, key=None), seen(told(100))).code == 14


def test_a_second_book_of_a_school_is_a_warning_once() -> None:
    second = told(100, key=SECOND_KEY, origin=SECOND)
    report = check(second, seen(told(100)), seen(told(100, 200)))
    assert report.ok
    words = (
        f"this is a second book of school 030569: on 2026-02-01 you saw {ORIGIN}; ask"
        " the school which one it keeps"
    )
    assert [w for w in report.warnings if w.startswith("this is a second")] == [words]


def test_a_given_head_of_another_book_of_the_school_is_another_story() -> None:
    second = told(100, key=SECOND_KEY, origin=SECOND)
    report = check(told(100), given(head_of(second)))
    assert report.findings == [
        Finding(
            code=14,
            place="head.txt",
            message="the head that you have is of another book of the same school,"
            " 030569: there are two stories",
            found=SECOND,
        )
    ]


def test_a_given_head_of_another_school_is_only_a_warning() -> None:
    note = format_checkpoint(Checkpoint(ELSEWHERE, 3, bytes(32))).encode()
    report = check(told(100), given(note))
    words = f"head.txt is the head of another log, {ELSEWHERE}: it was not compared"
    assert (report.ok, words in report.warnings) == (True, True)
    remembered = KnownHead(note=note, source="memory", seen_at=SEEN_AT, key="")
    assert not any(ELSEWHERE in w for w in check(told(100), remembered).warnings)


def test_a_given_note_by_another_key_is_compared_on_the_verifiers_word() -> None:
    note = signed_note(bare(told(100)).decode(), OTHER_KEY)
    words = (
        "head.txt is not signed by the key of this log: its three lines are compared,"
        " on your word alone"
    )
    report = check(told(100, 200), given(note))
    assert (report.ok, words in report.warnings) == (True, True)
    false = signed_note(bare(told(100, 250)).decode(), OTHER_KEY)
    report = check(told(100, 200), given(false))
    assert (report.code, words in report.warnings) == (14, True)


def test_what_is_remembered_and_is_no_head_is_a_warning() -> None:
    known = KnownHead(
        note=f"{ORIGIN}\nnonsense".encode(), source="your memory", seen_at=SEEN_AT
    )
    report = check(told(100), known)
    assert report.ok
    assert "your memory holds no head: it was not compared" in report.warnings


def test_a_head_of_nothing_is_no_news() -> None:
    nothing = format_checkpoint(
        Checkpoint(
            ORIGIN,
            0,
            bytes.fromhex(
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
            ),
        )
    )
    assert results(check(told(100), given(nothing.encode()))) == [(0, "same")]


def test_the_warnings_are_told_in_each_language() -> None:
    report = check(told(100), seen(told(100)), seen(told(100, 200)))
    said = [[language(code).tell(w) for w in report.warnings] for code in ("nl", "fr")]
    assert "u hebt een latere gezien: 6 gebeurtenissen, op 01/02/2026" in said[0]
    seen_later = "vous en avez vu une plus récente\u00a0: 6 événements, le 01/02/2026"
    assert seen_later in said[1]


def test_what_is_no_head_is_not_handed_on_as_one() -> None:
    files = unpacked(told(100))
    assert check(told(100)).head == files[CHECKPOINT].decode()
    files[CHECKPOINT] = b"nonsense" * 1000
    report = check(packed(files))
    assert (report.code, report.head) == (12, None)
