"""The key that signs a log, or a witness's, and the encrypted file that holds it.

Words. The *seed* is the secret: 32 random bytes of which Ed25519 makes the key pair.
*Sealing* a key encrypts its seed under a passphrase. The *vkey* is its public line.

Bytes. A key file is one line of canonical JSON (sorted keys, no spaces) with a line
feed, at most 4096 bytes; base64 is the standard one, padded, in its only form:

    {"cipher":"chacha20-poly1305","format":"verantwoord-key/1","kdf":"scrypt",
     "n":32768,"nonce":"...","p":1,"r":8,"salt":"...","sealed":"...","vkey":"..."}

    key    = scrypt(passphrase in Unicode NFC as UTF-8, salt, n, r, p), 32 bytes
    sealed = base64(ChaCha20-Poly1305(key, nonce, seed, associated data)), 48 bytes
    associated data = the line without "sealed", as canonical JSON, no line feed

`salt` has 16 bytes and `nonce` 12, both fresh for each file; `n` is a power of two from
2**10 to 2**17, `r` is 8 and `p` is 1, so that opening takes 128 MiB at most whatever a
file says. `vkey` is the public line: it must be that of the seed. RFC 7914 (scrypt),
RFC 8439 (the cipher), RFC 8032 (the key), c2sp.org/signed-note (the vkey).

    key = generate("verantwoord/voorbeeld/0011...", seed)
    write_key(path, seal_key(key, passphrase, salt=salt, nonce=nonce))
    open_key(read_key(path), passphrase).sign(b"...")

Half trusted: whoever edits the file can stop the school from signing until a copy is
put back. Whoever reads it can try passphrases, a tenth of a second each, and signs as
the school when one of them fits.
"""

from ledger.keys.files import read_key, write_key, write_public
from ledger.keys.sealing import (
    COST,
    COST_MIN,
    WrongPassphraseError,
    named_vkey,
    open_key,
    seal_key,
)
from ledger.keys.signing import SEED_SIZE, SigningKey, generate, pem

__all__ = [
    "COST",
    "COST_MIN",
    "SEED_SIZE",
    "SigningKey",
    "WrongPassphraseError",
    "generate",
    "named_vkey",
    "open_key",
    "pem",
    "read_key",
    "seal_key",
    "write_key",
    "write_public",
]
