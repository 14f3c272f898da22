"""The examples in the texts of C2SP, as far as they give whole figures.

Those of signed-note, tlog-checkpoint and tlog-cosignature are in `test_note`, that of
tlog-proof in `test_tlog_proof`.
"""

from __future__ import annotations

from hashlib import sha256

import pytest

from ledger.keys import generate
from ledger.note import (
    COSIGNATURE,
    VerifierKey,
    cosignature_message,
    format_vkey,
    parse_checkpoint,
    parse_note,
)
from ledger.note.policy import Group, Policy, parse_policy
from ledger.note.witness_request import format_request, parse_request

# c2sp.org/tlog-witness, "add-checkpoint".
REQUEST = """\
old 20852014
PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URY\
N7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum\
2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
"""

# c2sp.org/tlog-cosignature, the message that its witness signed.
MESSAGE = """\
cosignature/v1
time 1679315147
example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
"""

# c2sp.org/tlog-policy, "Example policy"; it leaves its keys out.
POLICY = """\
log <vkey>

witness X1 <vkey>
witness X2 <vkey>
witness X3 <vkey>
group X-witnesses 2 X1 X2 X3

witness Y1 <vkey>
witness Y2 <vkey>
witness Y3 <vkey>
group Y-witnesses any Y1 Y2 Y3

group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
"""


def test_the_request_to_a_witness() -> None:
    request = parse_request(REQUEST.encode())
    note = parse_note(request.note)
    said = parse_checkpoint(note.text)
    assert (request.old, said.size, said.origin) == (
        20852014,
        20852163,
        "example.com/behind-the-sofa",
    )
    assert [each.hex()[:8] for each in request.hashes] == [
        "3e544d0a",
        "8eb2590e",
        "e7ea4a95",
        "ffa59584",
    ]
    assert [each.key_id.hex() for each in note.signatures] == ["033de0ae", "a292ea05"]
    assert format_request(request) == REQUEST.encode()


def test_what_a_witness_signs() -> None:
    text = parse_note(parse_request(REQUEST.encode()).note).text
    assert cosignature_message(text, 1679315147) == MESSAGE.encode()


def _example() -> tuple[Policy, dict[str, VerifierKey]]:
    text, keys = POLICY, {}
    for name in ("log", "X1", "X2", "X3", "Y1", "Y2", "Y3"):
        made = generate(f"{name}.example", sha256(name.encode()).digest())
        kind = 1 if name == "log" else COSIGNATURE
        keys[name] = VerifierKey(made.name, kind, made.public)
        text = text.replace("<vkey>", format_vkey(keys[name]), 1)
    return parse_policy(text.encode()), keys


def test_the_policy_of_two_groups_is_read() -> None:
    policy, keys = _example()
    log = keys.pop("log")
    groups = {
        "X-witnesses": Group(2, ("X1", "X2", "X3")),
        "Y-witnesses": Group(1, ("Y1", "Y2", "Y3")),
        "X-and-Y": Group(2, ("X-witnesses", "Y-witnesses")),
    }
    assert policy == Policy((log,), keys, groups, "X-and-Y")


@pytest.mark.parametrize(
    ("cosigners", "met"),
    [
        ("X1 X2 Y1", True),
        ("X2 X3 Y3", True),
        ("X1 X2 X3 Y1 Y2 Y3", True),
        ("X1 Y1 Y2 Y3", False),
        ("X1 X2 X3", False),
        ("Y1", False),
        ("", False),
    ],
)
def test_its_quorum_needs_two_of_one_and_one_of_the_other(
    cosigners: str, *, met: bool
) -> None:
    policy, keys = _example()
    assert policy.is_met([keys[name] for name in cosigners.split()]) is met
