"""Requests and answers of RFC 3161, with openssl as the other side."""

from __future__ import annotations

import subprocess
import sys
from base64 import b64decode, b64encode
from pathlib import Path
from random import Random

import pytest

from ledger.errors import MalformedError, SurroundingsError, UsageError
from ledger.note import BadSignatureError
from ledger.timestamps import imprint_of, moment_of, request, token_check
from tests.ledger.authority import Authority

NOTE = b"a log\n5\nroot\n"

pytestmark = pytest.mark.needs("openssl")


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tsa") / "a")


@pytest.fixture(scope="module")
def answer(authority: Authority) -> bytes:
    return authority.answer(request(NOTE))


def test_the_request_is_the_one_that_openssl_makes(tmp_path: Path) -> None:
    (tmp_path / "note").write_bytes(NOTE)
    query = "openssl ts -query -data note -sha256 -cert -no_nonce -out request"
    subprocess.run(query.split(), cwd=tmp_path, check=True, capture_output=True)
    assert request(NOTE) == (tmp_path / "request").read_bytes()


def test_openssl_and_we_take_the_same_answer(
    authority: Authority, answer: bytes
) -> None:
    assert authority.vouches(answer, NOTE)
    token = token_check(authority.pem)(answer, NOTE)
    assert (token.at, token.by) == (moment_of(answer), "CN=Timestamps,O=Test")


def test_a_bare_token_does_as_well(authority: Authority, answer: bytes) -> None:
    check = token_check(authority.pem)
    assert check(authority.token(), NOTE) == check(answer, NOTE)
    assert imprint_of(authority.token()) == imprint_of(answer)


def test_neither_takes_it_for_another_note(authority: Authority, answer: bytes) -> None:
    assert not authority.vouches(answer, NOTE + b"\n")
    with pytest.raises(MalformedError, match="over other bytes"):
        token_check(authority.pem)(answer, NOTE + b"\n")


def test_certificates_of_somebody_else_do_not_vouch(
    answer: bytes, tmp_path: Path
) -> None:
    other = Authority(tmp_path / "b")
    assert not other.vouches(answer, NOTE)
    with pytest.raises(BadSignatureError, match="do not vouch"):
        token_check(other.pem)(answer, NOTE)


def test_any_change_of_an_answer_is_found_or_without_weight(
    authority: Authority, answer: bytes
) -> None:
    check, chance, found = token_check(authority.pem), Random(1), 0
    right = check(answer, NOTE)
    for _ in range(2_000):
        changed = bytearray(answer)
        changed[chance.randrange(len(answer))] ^= 1 << chance.randrange(8)
        try:
            token = check(bytes(changed), NOTE)
        except (BadSignatureError, MalformedError):
            found += 1
        else:
            assert token == right
    assert found > 1_800


@pytest.mark.parametrize(
    "data",
    [b"", b"0", b"0\x80", b"0\x84\xff\xff\xff\xff", bytes(50), b"0" * 200_000, NOTE],
)
def test_what_is_no_answer_is_refused(authority: Authority, data: bytes) -> None:
    for read in (imprint_of, moment_of):
        with pytest.raises(MalformedError):
            read(data)
    with pytest.raises(MalformedError):
        token_check(authority.pem)(data, NOTE)


def test_a_refusal_of_the_authority_is_no_timestamp(authority: Authority) -> None:
    refusal = authority.answer(b"no request")
    with pytest.raises(MalformedError, match="has not granted"):
        imprint_of(refusal)


@pytest.mark.parametrize("pem", [b"", b"text", b"-----BEGIN CERTIFICATE-----\n"])
def test_a_file_without_certificates_is_refused(pem: bytes) -> None:
    with pytest.raises(UsageError, match="no certificates"):
        token_check(pem)


def test_a_sentence_comes_of_any_bytes(answer: bytes) -> None:
    chance, said = Random(2), set()
    for _ in range(2_000):
        cut = chance.randrange(len(answer))
        data = answer[:cut] + chance.randbytes(chance.randrange(9)) + answer[cut + 3 :]
        try:
            moment_of(data)
        except MalformedError as error:
            said.add(error.message)
    assert len(said) > 3


def reissued(pem: bytes, old: bytes, *, new: bytes) -> bytes:
    """A certificate in which some bytes are others; its signature holds no more."""
    begin, end = (b"-----%b CERTIFICATE-----\n" % word for word in (b"BEGIN", b"END"))
    der = b64decode(pem.removeprefix(begin).removesuffix(end))
    assert old in der
    return begin + b64encode(der.replace(old, new)) + b"\n" + end


def test_a_certificate_of_an_unknown_version_is_refused(authority: Authority) -> None:
    version = bytes.fromhex("a003020102")
    pem = reissued(authority.pem, version, new=bytes.fromhex("a003020130"))
    with pytest.raises(UsageError, match="no certificates"):
        token_check(pem)


def test_a_certificate_whose_name_is_no_text_does_not_vouch(
    authority: Authority, answer: bytes
) -> None:
    pem = reissued(authority.pem, b"Test Root", new=b"Test \xff\xff\xff\xff")
    with pytest.raises(BadSignatureError, match="do not vouch"):
        token_check(pem)(answer, NOTE)


def test_without_the_library_one_is_told_what_to_install(
    answer: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rfc3161_client", None)
    with pytest.raises(SurroundingsError) as caught:
        imprint_of(answer)
    assert caught.value.next_step == "pip install 'verantwoord[timestamps]'"
    assert request(NOTE)[-3:] == b"\x01\x01\xff"
