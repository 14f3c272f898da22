from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ledger.errors import UsageError
from ledger.keys import generate, pem
from ledger.note import ED25519, VerifierKey, parse_vkey
from ledger.note.vkey import is_signed
from tests.conftest import ROOT

NAME = "verantwoord/voorbeeld/00112233445566778899aabbccddeeff"
KEY = generate(NAME, bytes(range(32)))

# RFC 8032, section 7.1: seed, public key, message, signature.
RFC_8032 = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33b"
            "acc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e1599"
            "6e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
]


@pytest.mark.parametrize(("seed", "public", "message", "signature"), RFC_8032)
def test_a_key_signs_as_the_rfc_says(
    seed: str, public: str, message: str, signature: str
) -> None:
    key = generate("a", bytes.fromhex(seed))
    assert key.public.hex() == public
    assert key.sign(bytes.fromhex(message)).hex() == signature


def test_a_key_names_its_public_half() -> None:
    assert parse_vkey(KEY.vkey) == VerifierKey(NAME, ED25519, KEY.public)


def test_a_printed_key_gives_nothing_away() -> None:
    assert repr(KEY) == str(KEY) == f"SigningKey('{KEY.vkey}')"


@pytest.mark.parametrize(
    ("name", "seed"),
    [("", bytes(32)), ("a b", bytes(32)), ("a+b", bytes(32)), ("a", bytes(31))],
)
def test_a_key_has_a_name_and_a_seed_of_32_bytes(name: str, seed: bytes) -> None:
    with pytest.raises(UsageError):
        generate(name, seed)


@pytest.mark.needs("openssl")
def test_openssl_agrees_about_a_signature(tmp_path: Path) -> None:
    message = b"verantwoord/voorbeeld\n1\nAAAA\n"
    signature = KEY.sign(message)
    assert is_signed(message, public=KEY.public, signature=signature)
    assert openssl_holds(tmp_path, message, signature=signature)
    assert not openssl_holds(tmp_path, message + b"x", signature=signature)


def openssl_holds(folder: Path, message: bytes, *, signature: bytes) -> bool:
    (folder / "log.pem").write_text(pem(KEY.public))
    (folder / "text").write_bytes(message)
    (folder / "signature").write_bytes(signature)
    command = "openssl pkeyutl -verify -pubin -rawin -inkey log.pem -in text"
    done = subprocess.run(
        [*command.split(), "-sigfile", "signature"],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    return done.returncode == 0


def test_reading_a_note_does_not_wait_for_the_cryptography_library() -> None:
    look = "import sys, ledger.note, ledger.keys; print('cryptography' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", look],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stdout == "False\n"
