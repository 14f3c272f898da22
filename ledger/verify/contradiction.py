"""From a head that contradicts a log to a fraud proof, or to why there is none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from ledger.errors import MalformedError
from ledger.messages import Message
from ledger.note import (
    Note,
    VerifierKey,
    parse_checkpoint,
    parse_head,
    verify_note,
)
from ledger.tree import Hash
from ledger.verify.fraud import Fraud, encode_fraud, prove_fraud
from ledger.verify.fraud_check import check_fraud
from ledger.verify.trust import Trust
from ledger.verify.words import fraud as words

ReadLeaves = Callable[[], Iterable[Hash]]
"""Gives the hashes of all leaves of the log, from the first one."""


def prove_contradiction(
    older: bytes | None,
    newer: bytes | None,
    *,
    keys: Collection[VerifierKey],
    read_leaves: ReadLeaves,
) -> Fraud | Message:
    """Prove that the head `older` and the one of the log, `newer`, cannot both be true.

    `keys` are those of the log, and those that the verifier trusts. The leaves are read
    only where both heads are signed.
    """
    if older is None or newer is None:
        return words.NO_HEAD
    try:
        notes = parse_head(older), parse_head(newer)
    except MalformedError:
        return words.NO_HEAD
    if not notes[0].signatures:
        return words.UNSIGNED
    if not notes[1].signatures:
        return words.NO_KEY
    signers = [_signers(note, keys) for note in notes]
    if not all(signers):
        return words.OTHER_KEY
    return _prove(older, newer, keys=sorted_once(signers), read_leaves=read_leaves)


def sorted_once(signers: Iterable[Iterable[VerifierKey]]) -> list[VerifierKey]:
    """Give each key once, in the order in which they signed."""
    return list(dict.fromkeys(key for each in signers for key in each))


def _prove(
    older: bytes, newer: bytes, *, keys: list[VerifierKey], read_leaves: ReadLeaves
) -> Fraud | Message:
    sizes = [parse_checkpoint(parse_head(each).text).size for each in (older, newer)]
    if not 0 < sizes[0] <= sizes[1]:
        return words.NO_HEAD
    try:
        fraud = prove_fraud(read_leaves(), older=older, newer=newer, keys=keys)
    except MalformedError:
        return words.NO_HEAD
    holds = check_fraud(encode_fraud(fraud), Trust(keys=keys)).proven
    return fraud if holds else words.NO_HEAD


def _signers(note: Note, keys: Collection[VerifierKey]) -> list[VerifierKey]:
    # Two keys of one name and id cannot be told apart: the first one is asked.
    told = {(key.name, key.key_id): key for key in reversed([*keys])}
    try:
        return verify_note(note, told.values())
    except MalformedError:
        return []
