"""Read the answer of a timestamp authority, and check it.

An authority's certificate runs out after some years, the timestamp does not: whether
the certificates were valid is asked for the moment that the token itself names. So a
token can be checked in ten years, by whoever still has the root certificate. What that
cannot show: a key of the authority that was stolen later can make tokens of any moment.
Then only an anchor that is older than the theft helps.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from typing import TYPE_CHECKING, Final, TypeVar

from ledger.days import format_moment
from ledger.errors import MalformedError, SurroundingsError, UsageError
from ledger.messages import Message, message
from ledger.note import BadSignatureError
from ledger.verify.trust import CheckToken, Token

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampResponse

T = TypeVar("T")

ANSWER_SIZE_MAX: Final = 100_000
PEM_SIZE_MAX: Final = 10_000_000
GRANTED: Final = 0
_REFUSALS: Final = (ValueError, TypeError, OverflowError, NotImplementedError)
_OTHER_REFUSALS: Final = {"PanicException", "InvalidVersion", "UnsupportedAlgorithm"}
_SHA256: Final = "2.16.840.1.101.3.4.2.1"

_VERIFY_ERROR: Final = re.compile(r"Verify error: ([ -!#-~]{1,80})")
_SEQUENCE: Final = 0x30
_SHORT_MAX: Final = 0x7F
_GRANTED_DER: Final = bytes.fromhex("3003020100")
# Of the type of a token: signed data (RFC 5652).
_SIGNED_DATA: Final = bytes.fromhex("06092a864886f70d010702")


def is_answer(data: bytes) -> bool:
    """Whether these bytes begin as an answer or a token does, and a note does not."""
    return data[:1] == bytes([_SEQUENCE]) and len(data) <= ANSWER_SIZE_MAX


def imprint_of(data: bytes) -> bytes:
    """Give the SHA-256 that a granted answer, or a token, is about; unchecked.

    Raises `MalformedError` where it is neither, and `SurroundingsError` where the
    library is not there.
    """
    answer = _read(data)
    imprint = _tried(lambda: answer.tst_info.message_imprint)
    if _tried(lambda: imprint.hash_algorithm.dotted_string) != _SHA256:
        raise MalformedError(
            message("the timestamp is over another kind of digest"), expected="SHA-256"
        )
    return _tried(lambda: imprint.message)


def moment_of(data: bytes) -> str:
    """Give the moment that an answer or a token names; unchecked."""
    answer = _read(data)
    return _tried(lambda: format_moment(answer.tst_info.gen_time))


def token_check(pem: bytes) -> CheckToken:
    """Give the check of tokens against the certificates of a PEM file.

    The check raises `MalformedError` for what is no token over the given bytes, and
    `BadSignatureError` where these certificates do not vouch for it. Raises
    `UsageError` for a file without certificates.
    """
    trusted = _certificates(pem)

    def check(data: bytes, covered: bytes) -> Token:
        answer = _read(data)
        if imprint_of(data) != sha256(covered).digest():
            raise MalformedError(
                message("the timestamp is over other bytes than the kept head"),
                expected=f"SHA-256 {sha256(covered).hexdigest()}",
                found=f"SHA-256 {imprint_of(data).hex()}",
            )
        _verify(answer, covered, trusted=trusted)
        return Token(moment_of(data), _tried(lambda: _signer(answer)))

    return check


def _verify(
    answer: TimeStampResponse, covered: bytes, *, trusted: list[Certificate]
) -> None:
    from rfc3161_client import VerificationError, VerifierBuilder

    verifier = VerifierBuilder(roots=trusted).build()
    try:
        _tried(lambda: verifier.verify_message(answer, covered))
    except (VerificationError, MalformedError) as error:
        raise BadSignatureError(_not_vouched(error)) from None


def _not_vouched(error: Exception) -> Message:
    said = _VERIFY_ERROR.search(str(error))
    if said is None:
        return message("your certificates do not vouch for this timestamp")
    return message(
        "your certificates do not vouch for this timestamp: {reason}", reason=said[1]
    )


def _signer(answer: TimeStampResponse) -> str:
    from cryptography.x509 import load_der_x509_certificate

    (signer,) = answer.signed_data.signer_infos
    for der in answer.signed_data.certificates:
        found = load_der_x509_certificate(der)
        same = found.issuer == signer.issuer
        if same and found.serial_number == signer.serial_number:
            return found.subject.rfc4514_string()
    return signer.issuer.rfc4514_string()


def _certificates(pem: bytes) -> list[Certificate]:
    from cryptography.x509 import load_pem_x509_certificates

    _library()
    try:
        return _tried(lambda: load_pem_x509_certificates(pem[:PEM_SIZE_MAX]))
    except MalformedError:
        raise UsageError(
            message("there are no certificates that this program can read"),
            expected=message("the root certificates of timestamp authorities, in PEM"),
        ) from None


def _read(data: bytes) -> TimeStampResponse:
    library = _library()
    if len(data) > ANSWER_SIZE_MAX:
        raise MalformedError(message("it is longer than a timestamp may be"))
    answer = _tried(lambda: library(_as_answer(data)))
    if _tried(lambda: answer.status) != GRANTED:
        raise MalformedError(
            message("the authority has not granted the timestamp"),
            expected=message("status 0, granted"),
            found=message("status {status}", status=_tried(lambda: answer.status)),
        )
    return answer


def _as_answer(data: bytes) -> bytes:
    """Give a bare token as an answer that grants it; an answer as it is."""
    length = data[1:2] or b"\x00"
    header = 2 if length[0] <= _SHORT_MAX else 2 + (length[0] & _SHORT_MAX)
    if not data[header:].startswith(_SIGNED_DATA):
        return data
    body = _GRANTED_DER + data
    return bytes([_SEQUENCE]) + _length(len(body)) + body


def _length(size: int) -> bytes:
    if size <= _SHORT_MAX:
        return bytes([size])
    digits = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(digits)]) + digits


def _library() -> Callable[[bytes], TimeStampResponse]:
    try:
        from rfc3161_client import decode_timestamp_response
    except ImportError:
        raise SurroundingsError(
            message("reading timestamps needs a library that is not installed"),
            expected="rfc3161-client",
            next_step="pip install 'verantwoord[timestamps]'",
        ) from None
    return decode_timestamp_response


def _tried(read: Callable[[], T]) -> T:
    """Read a part of what may be anything."""
    try:
        return read()
    except BaseException as error:
        # The libraries also panic, with a class that cannot be imported.
        other = type(error).__name__ in _OTHER_REFUSALS
        if not other and not isinstance(error, _REFUSALS):
            raise
        reason = str(error).partition("\n")[0][:200]
        said = message("that is no timestamp: {reason}", reason=reason)
        raise MalformedError(said) from None
