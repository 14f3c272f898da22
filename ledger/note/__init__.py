"""Signed notes: a text with the lines of those who sign it, and what a log says in one.

A log says in three lines what it holds: its origin, its size and its root. Who keeps
those lines can later find whether the log was changed; the signatures say whose they
are. A note says nothing before `verify_note` has named a key that its reader trusts.

Words. A *note* is a text and its signatures. A *checkpoint* is the three lines. A
*head* is a note whose text is a checkpoint, or, for a book without a key, the bare
three lines. A *verifier key* (vkey) is what a reader needs to check one signer. A
*cosignature* is the line of a witness: it signs a time as well.

Bytes. A note is UTF-8 without control characters other than the line feed, at most a
million bytes, with 1 to 100 signatures. Every line ends in a line feed:

    note       = text, empty line, signature lines
    signature  = U+2014 " " name " " base64(key id || raw)
    checkpoint = origin, size in decimal, base64(root): a line each

The text ends in a line feed, and the empty line is no part of it. A size has no
leading zeroes and is below 2**63; a root is 32 bytes. What a name may be, how a key id
is made and what `raw` is, `ledger.note.vkey` says. The signature is cut short here:

    verantwoord/voorbeeld/00112233445566778899aabbccddeeff
    1
    bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=

    — verantwoord/voorbeeld/00112233445566778899aabbccddeeff +1Si3REorAGbtH8wbuL4...

Sources: c2sp.org/signed-note, c2sp.org/tlog-checkpoint, c2sp.org/tlog-cosignature.
Narrower than these: an origin is a name, and a checkpoint has no extension lines.
"""

from ledger.note.checkpoint import (
    Checkpoint,
    format_checkpoint,
    format_head,
    parse_checkpoint,
    parse_head,
)
from ledger.note.proof import Proof, format_proof, parse_proof
from ledger.note.signed import (
    BadSignatureError,
    Note,
    Signature,
    cosign,
    cosigned_at,
    format_note,
    parse_note,
    sign,
    verify_note,
)
from ledger.note.vkey import (
    COSIGNATURE,
    ED25519,
    VerifierKey,
    cosignature_message,
    format_vkey,
    key_id,
    parse_vkey,
)

__all__ = [
    "COSIGNATURE",
    "ED25519",
    "BadSignatureError",
    "Checkpoint",
    "Note",
    "Proof",
    "Signature",
    "VerifierKey",
    "cosign",
    "cosignature_message",
    "cosigned_at",
    "format_checkpoint",
    "format_head",
    "format_note",
    "format_proof",
    "format_vkey",
    "key_id",
    "parse_checkpoint",
    "parse_head",
    "parse_note",
    "parse_proof",
    "parse_vkey",
    "sign",
    "verify_note",
]
