"""Policies of c2sp.org/tlog-policy: every rule of the text, and what breaks it."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import UsageError
from ledger.keys import generate
from ledger.note import COSIGNATURE, VerifierKey, format_vkey
from ledger.note.policy import Group, Policy, parse_policy
from ledger.note.vkey import parse_vkey


def log(number: int, name: str = "example.com/log") -> VerifierKey:
    return parse_vkey(generate(name, sha256(bytes([1, number])).digest()).vkey)


def witness(number: int, name: str = "example.com/w") -> VerifierKey:
    public = log(number, name).public
    return VerifierKey(name, COSIGNATURE, public)


LOG, OTHER_LOG = log(1), log(2)
W1, W2, W3 = witness(11), witness(12), witness(13)
V1, V2, V3 = map(format_vkey, (W1, W2, W3))
THREE = f"witness w1 {V1}\nwitness w2 {V2}\nwitness w3 {V3}\n"


def parse(text: str) -> Policy:
    return parse_policy(text.encode())


def refused(text: str | bytes) -> UsageError:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(UsageError) as caught:
        parse_policy(data)
    return caught.value


def test_the_example_of_the_text_is_read() -> None:
    keys = [format_vkey(witness(20 + n)) for n in range(6)]
    lines = [f"log {format_vkey(LOG)}"]
    lines += [f"witness X{n + 1} {keys[n]}" for n in range(3)]
    lines += ["group X-witnesses 2 X1 X2 X3"]
    lines += [f"witness Y{n + 1} {keys[3 + n]}" for n in range(3)]
    lines += ["group Y-witnesses any Y1 Y2 Y3"]
    lines += ["group X-and-Y all X-witnesses Y-witnesses", "quorum X-and-Y"]
    policy = parse("\n".join(lines) + "\n")
    assert policy.logs == (LOG,)
    assert policy.groups == {
        "X-witnesses": Group(2, ("X1", "X2", "X3")),
        "Y-witnesses": Group(1, ("Y1", "Y2", "Y3")),
        "X-and-Y": Group(2, ("X-witnesses", "Y-witnesses")),
    }
    x, y = [witness(20 + n) for n in range(3)], [witness(23 + n) for n in range(3)]
    assert policy.is_met([x[0], x[2], y[1]])
    assert not policy.is_met([x[0], y[0], y[1], y[2]])
    assert not policy.is_met(x)


def test_only_the_quorum_is_mandatory() -> None:
    assert parse("quorum none\n") == Policy((), {}, {}, "none")
    assert parse("quorum none").is_met([])
    error = refused("")
    assert (error.message, error.found) == ("the policy has no quorum line", "none")


def test_space_comments_and_addresses_are_passed_over() -> None:
    text = (
        f" \t# a comment\n\n\t \nlog \t {format_vkey(LOG)} \t https://log.example/\n"
        f"#log x\n  witness  w1\t{V1}   https://w.example/ \nquorum\tw1  \n"
    )
    assert parse(text) == Policy((LOG,), {"w1": W1}, {}, "w1")


def test_a_name_that_no_line_defines_is_shown() -> None:
    assert refused(f"{THREE}group g all w1 w9\n").found == "'w9'"
    assert refused(f"{THREE}quorum \xe9\n").found == r"'\xe9'"


def test_all_listed_logs_count() -> None:
    text = f"log {format_vkey(LOG)}\nlog {format_vkey(OTHER_LOG)}\nquorum none\n"
    assert parse(text).logs == (LOG, OTHER_LOG)


def test_a_witness_alone_may_be_the_quorum() -> None:
    policy = parse(f"{THREE}quorum w2\n")
    assert policy.is_met([W2])
    assert not policy.is_met([W1, W3])
    assert not policy.is_met([])


@pytest.mark.parametrize(
    ("count", "needed"), [("all", 3), ("any", 1), ("1", 1), ("2", 2), ("3", 3)]
)
def test_a_group_says_how_many_are_needed(count: str, needed: int) -> None:
    policy = parse(f"{THREE}group g {count} w1 w2 w3\nquorum g\n")
    assert policy.groups == {"g": Group(needed, ("w1", "w2", "w3"))}
    for here in range(4):
        assert policy.is_met([W1, W2, W3][:here]) == (here >= needed)


@pytest.mark.parametrize("count", ["0", "4", "01", "1x", "-1", "+1", "", "Any", "²"])
def test_a_group_says_it_in_one_way(count: str) -> None:
    error = refused(f"{THREE}group g {count or 'x'} w1 w2 w3\nquorum g\n")
    assert error.message == "a group says how many of its members are needed"
    assert error.expected == "all, any, or a number from 1 to 3"


def test_the_names_are_octets() -> None:
    key = V1.encode()
    policy = parse_policy(b"witness \xff\xfe " + key + b"\nquorum \xff\xfe\n")
    assert policy.is_met([W1])
    # U+212A, the Kelvin sign, is no K.
    error = refused(f"witness K {V1}\nquorum \N{KELVIN SIGN}\n")
    assert error.message == "the quorum names what no line above defines"


def test_a_comment_may_hold_any_octet_but_control_characters() -> None:
    assert parse_policy(b"# \x80\xff \x85\nquorum none\n").quorum == "none"


@pytest.mark.parametrize("octet", [*range(9), *range(11, 32), 0x7F])
def test_no_control_character_is_allowed_anywhere(octet: int) -> None:
    for data in (b"# %c\nquorum none\n", b"quorum none%c\n"):
        error = refused(data % octet)
        words = "a policy has no control characters but tab and line feed"
        assert error.message == words


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("quorum none\nquorum none\n", 2, "a policy has one quorum line"),
        (f"quorum w1\n{THREE}", 1, "the quorum names what no line above defines"),
        ("quorum\n", 1, "that is no line of a policy"),
        ("quorum none x\n", 1, "that is no line of a policy"),
        ("Quorum none\n", 1, "that is no line of a policy"),
        ("log\n", 1, "that is no line of a policy"),
        ("log a b c\n", 1, "that is no line of a policy"),
        ("witness w\n", 1, "that is no line of a policy"),
        ("group g\n", 1, "that is no line of a policy"),
        (f"{THREE}group g all\n", 4, "a group says how many of its members"),
        (f"{THREE}group g 0 w1\n", 4, "a group says how many of its members"),
        (f"{THREE}group g 2 w1\n", 4, "a group says how many of its members"),
        (f"{THREE}group g 01 w1\n", 4, "a group says how many of its members"),
        (f"{THREE}group g ² w1 w2\n", 4, "a group says how many of its members"),
        (f"{THREE}group g -1 w1\n", 4, "a group says how many of its members"),
        (f"{THREE}group g all w1 w1\n", 4, "each witness and group is a member once"),
        (f"{THREE}group g all w9\n", 4, "a group names what no line above defines"),
        (f"{THREE}group g all g\n", 4, "a group names what no line above defines"),
        (f"{THREE}group g all none\n", 4, "a group names what no line above defines"),
        (
            f"{THREE}group g all w1\ngroup h all w1 w2\n",
            5,
            "each witness and group is a member once",
        ),
        (f"{THREE}group w1 all w2\n", 4, "this name is taken"),
        (f"{THREE}group none all w2\n", 4, "this name is taken"),
        (f"witness none {V1}\n", 1, "this name is taken"),
        (f"witness w1 {V1}\nwitness w1 {V2}\n", 2, "this name is taken"),
        (f"witness w1 {V1}\nwitness w2 {V1}\n", 2, "this witness stands above already"),
        (f"witness w {format_vkey(LOG)}\n", 1, "that is not the key of a witness"),
        (f"log {V1}\n", 1, "that is not the key of a log"),
        ("log x\n", 1, "that is not base64 in its only form"),
    ],
)
def test_a_broken_rule_is_named_with_its_line(text: str, line: int, words: str) -> None:
    error = refused(text)
    assert error.place == f"line {line}"
    assert error.message.startswith(words)


def test_one_public_key_is_one_log_or_witness_whatever_its_name() -> None:
    again = [f"log {format_vkey(log(1, name))}" for name in ("a", "b")]
    error = refused("\n".join([*again, "quorum none"]))
    assert (error.place, error.message) == ("line 2", "this log stands above already")
    other = format_vkey(witness(11, "another.name"))
    error = refused(f"{THREE}witness w4 {other}\nquorum none\n")
    assert error.message == "this witness stands above already"


def test_many_logs_witnesses_and_groups_are_read() -> None:
    lines = [f"log {format_vkey(log(n, f'log{n}'))}" for n in range(40)]
    lines += [f"witness w{n} {format_vkey(witness(50 + n))}" for n in range(40)]
    lines += [f"group g{n} any w{n}" for n in range(40)]
    policy = parse("\n".join([*lines, "quorum g7"]))
    assert (len(policy.logs), len(policy.witnesses), len(policy.groups)) == (40, 40, 40)
    assert policy.is_met([witness(57)])


def test_a_policy_is_not_without_end() -> None:
    assert refused(b"#" * 1_000_001).message == "a policy has at most 1000000 bytes"
    assert parse_policy(b"quorum none\n" + b"#" * 999_988).quorum == "none"


@given(st.binary(max_size=200))
def test_any_bytes_are_a_policy_or_a_sentence(data: bytes) -> None:
    with suppress(UsageError):
        assert parse_policy(data).quorum
