from __future__ import annotations

import base64
import hashlib
import json

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import SurroundingsError, UsageError
from ledger.keys import COST_MIN, SigningKey, generate, open_key, seal_key
from ledger.note import COSIGNATURE, parse_vkey

NAME = "verantwoord/voorbeeld/00112233445566778899aabbccddeeff"
PASSPHRASE = "één zin die niemand raadt"
KEY = generate(NAME, bytes(range(32)))
SALT, NONCE = bytes(range(16)), bytes(range(12))
FILE = seal_key(KEY, PASSPHRASE, salt=SALT, nonce=NONCE, cost=COST_MIN)


def changed(name: str, value: object) -> bytes:
    fields = {**json.loads(FILE), name: value}
    return canonical(fields) + b"\n"


def canonical(fields: dict[str, object]) -> bytes:
    return json.dumps(fields, sort_keys=True, separators=(",", ":")).encode()


def test_a_key_file_is_made_byte_for_byte() -> None:
    assert FILE == (
        b'{"cipher":"chacha20-poly1305","format":"verantwoord-key/1","kdf":"scrypt",'
        b'"n":1024,"nonce":"AAECAwQFBgcICQoL","p":1,"r":8,'
        b'"salt":"AAECAwQFBgcICQoLDA0ODw==",'
        b'"sealed":"wN2DTmzDIcilNufYTQAZFQigCaJorpEmV0MPSR6ub0GlDTeoB95G+/Dy2Ik+2h2r",'
        b'"vkey":"verantwoord/voorbeeld/00112233445566778899aabbccddeeff+fb54a2dd'
        b'+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"}\n'
    )


def test_a_key_file_opens_without_this_program_by_its_description() -> None:
    fields = json.loads(FILE)
    sealed = base64.b64decode(fields.pop("sealed"))
    secret = hashlib.scrypt(
        PASSPHRASE.encode(),
        salt=base64.b64decode(fields["salt"]),
        n=fields["n"],
        r=fields["r"],
        p=fields["p"],
        dklen=32,
    )
    nonce = base64.b64decode(fields["nonce"])
    seed = ChaCha20Poly1305(secret).decrypt(nonce, sealed, canonical(fields))
    assert seed == bytes(range(32))


def test_a_new_key_file_costs_32_mebibytes() -> None:
    data = seal_key(KEY, PASSPHRASE, salt=SALT, nonce=NONCE)
    fields = json.loads(data)
    assert 128 * fields["n"] * fields["r"] == 2**25
    assert open_key(data, PASSPHRASE).seed == KEY.seed


@given(
    st.binary(min_size=32, max_size=32),
    st.text(min_size=1).filter(lambda text: text.isprintable()),
)
def test_a_sealed_key_opens_with_its_passphrase(seed: bytes, passphrase: str) -> None:
    key = SigningKey(NAME, seed)
    data = seal_key(key, passphrase, salt=SALT, nonce=NONCE, cost=COST_MIN)
    opened = open_key(data, passphrase)
    assert (opened.name, opened.seed, opened.vkey) == (NAME, seed, key.vkey)


def test_the_key_of_a_witness_stays_one_in_its_file() -> None:
    key = generate("regulator.example/agodi", bytes(32), kind=COSIGNATURE)
    data = seal_key(key, "p", salt=bytes(16), nonce=bytes(12), cost=COST_MIN)
    opened = open_key(data, "p")
    assert opened.vkey == key.vkey
    assert parse_vkey(opened.vkey).kind == COSIGNATURE
    log = data.replace(key.vkey.encode(), generate(key.name, bytes(32)).vkey.encode())
    with pytest.raises(SurroundingsError):
        open_key(log, "p")


def test_another_passphrase_does_not_open_it() -> None:
    for other in (PASSPHRASE + " ", PASSPHRASE.upper(), "x"):
        with pytest.raises(SurroundingsError, match="passphrase does not open"):
            open_key(FILE, other)


def test_an_accent_may_be_typed_in_two_ways() -> None:
    data = seal_key(KEY, "caf\u00e9", salt=SALT, nonce=NONCE, cost=COST_MIN)
    assert open_key(data, "cafe\u0301").vkey == KEY.vkey


@pytest.mark.parametrize("passphrase", ["", "\ud800"])
def test_what_is_no_passphrase_is_refused(passphrase: str) -> None:
    with pytest.raises(UsageError, match="passphrase"):
        seal_key(KEY, passphrase, salt=SALT, nonce=NONCE, cost=COST_MIN)
    with pytest.raises(UsageError, match="passphrase"):
        open_key(FILE, passphrase)


@pytest.mark.parametrize("cost", [0, COST_MIN // 2, COST_MIN + 1, 2**18])
def test_a_key_is_not_sealed_too_cheaply_or_dearly(cost: int) -> None:
    with pytest.raises(UsageError):
        seal_key(KEY, PASSPHRASE, salt=SALT, nonce=NONCE, cost=cost)


def test_a_salt_has_16_bytes_and_a_nonce_12() -> None:
    for salt, nonce in [(SALT[1:], NONCE), (SALT, NONCE[1:]), (NONCE, SALT)]:
        with pytest.raises(UsageError):
            seal_key(KEY, PASSPHRASE, salt=salt, nonce=nonce)


def test_a_name_that_no_key_file_can_hold_is_refused() -> None:
    with pytest.raises(UsageError, match="too long"):
        seal_key(
            generate("a" * 4000, KEY.seed),
            PASSPHRASE,
            salt=SALT,
            nonce=NONCE,
            cost=COST_MIN,
        )


@pytest.mark.parametrize("mask", [0x01, 0x04, 0x20, 0x80])
def test_no_changed_byte_gives_a_key(mask: int) -> None:
    for place, byte in enumerate(FILE):
        damaged = FILE[:place] + bytes([byte ^ mask]) + FILE[place + 1 :]
        with pytest.raises(SurroundingsError):
            open_key(damaged, PASSPHRASE)


def test_no_part_of_a_key_file_gives_a_key() -> None:
    for size in range(len(FILE)):
        with pytest.raises(SurroundingsError, match="no key file"):
            open_key(FILE[:size], PASSPHRASE)


OTHER = generate(NAME, bytes(32))


@pytest.mark.parametrize(
    "data",
    [
        FILE * 2,
        FILE + b"\n",
        b" " + FILE,
        FILE.replace(b"\n", b"\r\n"),
        b'{"x":1,' + FILE[1:],
        b"[" * 4096,
        b"\xff" * 100,
        b"x" * 10_000_000,
        changed("format", "verantwoord-key/2"),
        changed("kdf", "none"),
        changed("r", 2**30),
        changed("p", 2**30),
        *(changed("n", n) for n in (2**40, 2**18, 2**9, 1025, 0, -1024, 10**30, 1.0)),
        changed("n", "1024"),
        changed("salt", ""),
        changed("nonce", "AAAA"),
        changed("sealed", ""),
        changed("sealed", "AAAA"),
        changed("vkey", ""),
        changed("vkey", "\ud800"),
    ],
)
def test_a_hostile_file_is_refused_before_it_costs_anything(data: bytes) -> None:
    with pytest.raises(SurroundingsError, match="no key file"):
        open_key(data, PASSPHRASE)


def test_the_name_and_the_public_half_are_bound_to_the_seed() -> None:
    for vkey in (OTHER.vkey, generate("another/name", KEY.seed).vkey):
        with pytest.raises(SurroundingsError):
            open_key(changed("vkey", vkey), PASSPHRASE)


def test_a_vkey_that_was_sealed_in_without_its_seed_is_found() -> None:
    key = generate(NAME, KEY.seed)
    key.vkey = OTHER.vkey
    data = seal_key(key, PASSPHRASE, salt=SALT, nonce=NONCE, cost=COST_MIN)
    with pytest.raises(SurroundingsError, match="not that of its seed"):
        open_key(data, PASSPHRASE)


def test_a_file_that_is_too_large_is_not_looked_at() -> None:
    with pytest.raises(SurroundingsError, match="more than 4096 bytes"):
        open_key(b"x" * 4097, PASSPHRASE)


@given(st.binary(max_size=200))
def test_no_bytes_make_the_reader_stumble(data: bytes) -> None:
    with pytest.raises(SurroundingsError):
        open_key(data, PASSPHRASE)
