"""What a verifier trusts, out of the options: keys, a policy, rule sets, heads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct, structs

from cli.intake.rule_sets import read_rules
from cli.unreadable import unreadable
from cli.verifying.minutes import FORMS, read_minutes
from ledger.bundle.redaction import units_of
from ledger.errors import LedgerError, UsageError
from ledger.messages import joined, message
from ledger.note import VerifierKey, parse_head, parse_vkey
from ledger.note.policy import POLICY_SIZE_MAX, Policy, parse_policy
from ledger.note.signed import NOTE_SIZE_MAX
from ledger.verify.trust import ALL, CheckToken, KnownHead, Token, Trust

_VKEY = message("a line as NAME.pub holds: {example}", example="verantwoord/…+…+…")


class Asked(Struct, frozen=True, kw_only=True):
    """The options of the command, as they were given."""

    files: tuple[Path, ...]
    keys: tuple[str, ...] = ()
    policy: Path | None = None
    checkpoints: tuple[Path, ...] = ()
    rules: tuple[Path, ...] = ()
    against: Path | None = None
    fraud_proof: Path | None = None
    no_memory: bool = False
    require_timestamp: Path | None = None
    allow_redacted: bool = False
    allow_redacted_field: tuple[str, ...] = ()
    jobs: int | None = None


def trust_of(asked: Asked, known: Sequence[KnownHead] = ()) -> Trust:
    """Read what the options name; `known` are heads that are remembered.

    Raises `UsageError` or `SurroundingsError` where one of them cannot be read.
    """
    return Trust(
        keys=[_key(text) for text in asked.keys],
        policy=_policy(asked.policy) if asked.policy else None,
        rules=[read_rules(path) for path in asked.rules],
        known=[*map(_checkpoint, asked.checkpoints), *known],
        redactable=_redactable(asked),
        check_token=_token_check(asked.require_timestamp),
    )


def with_known(trust: Trust, known: Iterable[KnownHead]) -> Trust:
    """Add heads to those that are known; what was seen twice counts once."""
    every: dict[tuple[bytes, str | None, bool], KnownHead] = {}
    for each in (*trust.known, *known):
        every.setdefault((each.note, each.key, each.seen_at is None), each)
    return structs.replace(trust, known=list(every.values()))


def refuse_nobody(asked: Asked, trust: Trust) -> None:
    """Raise `UsageError` where a policy is given, and no log would be trusted."""
    if asked.policy and not trust.logs:
        raise UsageError(
            message(
                "the policy names no log, and no key is given: nobody would be trusted"
            ),
            place=str(asked.policy),
            expected=message("a line log VKEY, or --key"),
            found=message("neither"),
        )


def _token_check(path: Path | None) -> CheckToken | None:
    if path is None:
        return None
    # Whoever asks for no timestamps needs not the library that reads them.
    from ledger.timestamps.answers import PEM_SIZE_MAX

    expected = message("the root certificates of timestamp authorities, in PEM")
    pem = _read(path, PEM_SIZE_MAX, expected=expected)
    try:
        return _TokenCheck(pem)
    except LedgerError as error:
        error.place = str(path)
        raise


class _TokenCheck:
    """The check of timestamps against a PEM file; another process can make it again."""

    def __init__(self, pem: bytes) -> None:
        from ledger.timestamps import token_check

        self._pem, self._check = pem, token_check(pem)

    def __call__(self, data: bytes, covered: bytes) -> Token:
        return self._check(data, covered)

    def __reduce__(self) -> tuple[type[_TokenCheck], tuple[bytes]]:
        return type(self), (self._pem,)


def _redactable(asked: Asked) -> frozenset[str]:
    return ALL if asked.allow_redacted else units_of(asked.allow_redacted_field)


def _key(text: str) -> VerifierKey:
    """Read a key, or the file that holds one (`NAME.pub`)."""
    path = Path(text)
    given = text
    if "+" not in text or _is_file(path):
        if not _is_file(path) and not text.endswith(".pub"):
            why = message("it is neither a key nor a file that is there")
            raise _no_key(why, text)
        given = _read(path, 1 << 16, expected=_VKEY).decode(errors="replace")
    try:
        return parse_vkey(given.strip())
    except LedgerError as error:
        raise _no_key(error.message, text) from None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _no_key(why: str, text: str) -> UsageError:
    return UsageError(
        message("that is no public key: {why}", why=why),
        place="--key",
        expected=_VKEY,
        found=text,
    )


def _policy(path: Path) -> Policy:
    expected = message("a policy: lines that begin with log, witness, group or quorum")
    data = _read(path, POLICY_SIZE_MAX, expected=expected)
    try:
        return parse_policy(data)
    except LedgerError as error:
        error.place = joined(", ", filter(None, (str(path), error.place)))
        raise


def _checkpoint(path: Path) -> KnownHead:
    data = _read(path, NOTE_SIZE_MAX, expected=FORMS)
    try:
        data = read_minutes(data) or data
        if not data.endswith(b"\n"):
            # Lines that were pasted into a file often lack the last line feed.
            data += b"\n"
        parse_head(data)
    except LedgerError as error:
        raise UsageError(
            message("that is no checkpoint: {why}", why=error.message),
            place=str(path),
            expected=FORMS,
            found=error.found,
        ) from None
    return KnownHead(note=data, source=str(path))


def _read(path: Path, limit: int, *, expected: str) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(limit + 1)
    except (OSError, ValueError) as error:
        raise unreadable(path, error, expected=expected) from None
