"""SSH signatures are read in the one form in which ssh-keygen writes them."""

from __future__ import annotations

from base64 import b64encode

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import MalformedError, SurroundingsError
from ledger.findings import Code
from ledger.keys.sshsig import ssh_signer
from ledger.note.sshsig import (
    BUNDLE,
    SshSignature,
    check_sshsig,
    fingerprint,
    format_sshsig,
    parse_sshsig,
    signed_by_ssh,
)
from ledger.verify.exporter import check_exporter

SECRET = ed25519.Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = SECRET.public_key().public_bytes_raw()
MESSAGE = b"0" * 64 + b"  bagit.txt\n"


def pem(
    key: ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey, passphrase: bytes = b""
) -> bytes:
    """The file of ssh-keygen with this key."""
    lock: serialization.KeySerializationEncryption = (
        serialization.BestAvailableEncryption(passphrase)
        if passphrase
        else serialization.NoEncryption()
    )
    encoding, form = serialization.Encoding.PEM, serialization.PrivateFormat.OpenSSH
    return key.private_bytes(encoding, form, lock)


def nobody() -> str | None:
    return None


SIGNATURE = ssh_signer(pem(SECRET), nobody)(MESSAGE)


def test_what_was_signed_is_checked() -> None:
    assert check_sshsig(SIGNATURE, MESSAGE, namespace=BUNDLE) == PUBLIC
    assert check_exporter(SIGNATURE, MESSAGE) == (fingerprint(PUBLIC), [])


def test_the_same_key_gives_the_same_bytes() -> None:
    assert ssh_signer(pem(SECRET), nobody)(MESSAGE) == SIGNATURE


def test_a_key_under_a_passphrase_is_opened_by_it_alone() -> None:
    locked = pem(SECRET, b"zin")
    assert ssh_signer(locked, lambda: "zin")(MESSAGE) == SIGNATURE
    with pytest.raises(SurroundingsError, match="the passphrase does not open"):
        ssh_signer(locked, lambda: "zon")
    for nothing in (nobody, str):
        with pytest.raises(SurroundingsError, match="nobody gave its passphrase"):
            ssh_signer(locked, nothing)


def test_the_passphrase_of_an_open_key_is_not_asked_for() -> None:
    def ask() -> str:
        pytest.fail("it was asked for")

    assert ssh_signer(pem(SECRET), ask)(MESSAGE) == SIGNATURE


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (pem(ec.generate_private_key(ec.SECP256R1())), "not Ed25519"),
        (b"", "no OpenSSH private key"),
        (b"verantwoord-key/1", "no OpenSSH private key"),
        (pem(SECRET)[:200], "no OpenSSH private key"),
        (bytes(70_000), "has more than"),
    ],
    ids=["ecdsa", "nothing", "another file", "cut off", "large"],
)
def test_another_file_is_no_key(data: bytes, words: str) -> None:
    with pytest.raises(SurroundingsError, match=words):
        ssh_signer(data, nobody)


def string(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


def armoured(*parts: bytes, start: bytes = b"SSHSIG\0\0\0\1") -> bytes:
    text = b64encode(start + b"".join(map(string, parts))).decode()
    lines = [text[at : at + 70] for at in range(0, len(text), 70)]
    begin, end = (f"-----{word} SSH SIGNATURE-----" for word in ("BEGIN", "END"))
    return "".join(f"{line}\n" for line in [begin, *lines, end]).encode()


KEY = string(b"ssh-ed25519") + string(PUBLIC)
RAW = string(b"ssh-ed25519") + string(SECRET.sign(signed_by_ssh(MESSAGE, BUNDLE)))
PARTS = (KEY, BUNDLE.encode(), b"", b"sha512", RAW)
ORDER_FOUR = bytes(32)


def swapped(place: int, part: bytes) -> bytes:
    return armoured(*PARTS[:place], part, *PARTS[place + 1 :])


NONE: dict[str, bytes] = {
    "nothing": b"",
    "another version": armoured(*PARTS, start=b"SSHSIG\0\0\0\2"),
    "another magic": armoured(*PARTS, start=b"SSHCRT\0\0\0\1"),
    "a field too few": armoured(*PARTS[:-1]),
    "a field too many": armoured(*PARTS, b""),
    "an RSA key": swapped(0, string(b"ssh-rsa") + string(b"\3") + string(PUBLIC)),
    "a key of a security key": swapped(
        0, string(b"sk-ssh-ed25519@openssh.com") + string(PUBLIC)
    ),
    "a key that is too short": swapped(0, string(b"ssh-ed25519") + string(PUBLIC[1:])),
    "a key of low order": swapped(0, string(b"ssh-ed25519") + string(ORDER_FOUR)),
    "a signature of another type": swapped(4, string(b"ssh-rsa") + RAW[15:]),
    "a signature that is too short": swapped(4, RAW[:15] + string(b"a")),
    "SHA-256": swapped(3, b"sha256"),
    "something reserved": swapped(2, b"x"),
    "no namespace": swapped(1, b""),
    "a namespace that is no UTF-8": swapped(1, b"\xff"),
    "a length beyond the end": armoured(start=b"SSHSIG\0\0\0\1\xff\xff\xff\xff"),
    "three bytes of a length": armoured(start=b"SSHSIG\0\0\0\1\0\0\0"),
    "CRLF": SIGNATURE.replace(b"\n", b"\r\n"),
    "no last line feed": SIGNATURE[:-1],
    "text before": b"hello\n" + SIGNATURE,
    "lines of 76": SIGNATURE.replace(b"\n", b"", 2),
    "much": SIGNATURE * 100,
}


def test_the_parts_are_those_of_the_protocol() -> None:
    assert armoured(*PARTS) == SIGNATURE
    assert format_sshsig(parse_sshsig(SIGNATURE)) == SIGNATURE


@pytest.mark.parametrize("fault", ["another version", "another magic"])
def test_another_beginning_is_not_read_any_further(fault: str) -> None:
    with pytest.raises(MalformedError) as refused:
        parse_sshsig(NONE[fault])
    assert refused.value.found == "another beginning"


@pytest.mark.parametrize(
    ("fault", "expected", "found"),
    [
        ("a signature of another type", "'ssh-ed25519'", "'ssh-rsa'"),
        ("SHA-256", "'sha512'", "'sha256'"),
        ("something reserved", "''", "'x'"),
        ("nothing", "-----BEGIN SSH SIGNATURE-----", "''"),
        ("text before", "-----BEGIN SSH SIGNATURE-----", "'hello'"),
        (
            "no last line feed",
            "-----BEGIN SSH SIGNATURE-----",
            "'-----BEGIN SSH SIGNATURE-----'",
        ),
    ],
)
def test_a_field_of_another_value_is_shown(
    fault: str, expected: str, found: str
) -> None:
    with pytest.raises(MalformedError) as refused:
        parse_sshsig(NONE[fault])
    assert (refused.value.expected, refused.value.found) == (expected, found)


@pytest.mark.parametrize("fault", NONE)
def test_another_form_is_a_finding_in_words(fault: str) -> None:
    with pytest.raises(MalformedError):
        parse_sshsig(NONE[fault])
    told, findings = check_exporter(NONE[fault], MESSAGE)
    assert told is None
    assert [each.code for each in findings] == [Code.SIGNATURE]
    assert findings[0].place == "tagmanifest-sha256.txt.sig"
    assert all(
        text.isprintable() for text in (findings[0].message, findings[0].found or "")
    )


def test_a_signature_for_mail_is_none_for_a_bundle() -> None:
    raw = SECRET.sign(signed_by_ssh(MESSAGE, "email"))
    data = format_sshsig(SshSignature(PUBLIC, "email", raw))
    (found,) = check_exporter(data, MESSAGE)[1]
    assert (found.code, found.found) == (Code.SIGNATURE, "'email'")
    assert check_sshsig(data, MESSAGE, namespace="email") == PUBLIC


def test_the_namespace_of_a_bundle_is_the_one_that_the_format_names() -> None:
    assert parse_sshsig(SIGNATURE).namespace == "verantwoord-bundle"


@pytest.mark.parametrize(
    ("size", "expected"), [(4096, None), (4097, "-----BEGIN SSH SIGNATURE-----")]
)
def test_more_than_4096_bytes_are_not_even_decoded(
    size: int, expected: str | None
) -> None:
    begin, end = SIGNATURE.split(b"\n")[0] + b"\n", b"\n" + SIGNATURE[-28:]
    data = begin + b"A" * (size - len(begin + end)) + end
    assert len(data) == size
    with pytest.raises(MalformedError) as refused:
        parse_sshsig(data)
    assert refused.value.expected == expected


def test_every_change_of_a_byte_is_found() -> None:
    for place in range(len(MESSAGE)):
        changed = MESSAGE[:place] + b"\0" + MESSAGE[place + 1 :]
        assert check_exporter(SIGNATURE, changed)[0] is None
    for place in range(len(SIGNATURE)):
        for byte in (b"", b"A", b"\n", b"\xff"):
            changed = SIGNATURE[:place] + byte + SIGNATURE[place + 1 :]
            told, _ = check_exporter(changed, MESSAGE)
            assert told is None or changed == SIGNATURE


@given(st.binary())
def test_any_bytes_are_no_signature(data: bytes) -> None:
    for made in (data, armoured(data), swapped(0, data), swapped(4, data)):
        with pytest.raises(MalformedError):
            parse_sshsig(made)


@pytest.mark.parametrize(
    "made", [SshSignature(b"", "n", b""), SshSignature(PUBLIC, "", bytes(64))]
)
def test_what_cannot_be_read_is_not_written(made: SshSignature) -> None:
    with pytest.raises(MalformedError):
        format_sshsig(made)
