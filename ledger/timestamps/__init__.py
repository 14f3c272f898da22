"""RFC 3161 timestamps: somebody with a clock signs the digest of a kept head.

A *request* holds the SHA-256 of the bytes of a note; it needs no library. An *answer*
is what a timestamp authority (TSA) sends back, or the bare token in it. It is checked
against certificates that the verifier brings, and never against those in the answer
alone. Reading one needs the library `rfc3161-client`, which is an extra.

    request(note)                                  # goes to the authority
    check = token_check(pem)                       # of the verifier's certificates
    check(answer, note) == Token("2026-01-20T10:00:00.000000Z", "CN=…")

Source: RFC 3161; RFC 5652 for the signature around it.
"""

from ledger.timestamps.answers import imprint_of, moment_of, token_check
from ledger.timestamps.requests import request

__all__ = ["imprint_of", "moment_of", "request", "token_check"]
