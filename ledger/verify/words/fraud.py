"""What is said of a fraud proof, and where none could be made."""

from __future__ import annotations

from typing import Final

from ledger.messages import Message, message

WHOSE_KEY: Final = message(
    "whose key this is, the file does not show: compare it with the one that you got"
    " from the school, or give that one with --key"
)
UNSIGNED: Final = message(
    "the head that you have is not signed, so it is only your word"
)
NO_KEY: Final = message("the log of this file has no key, so its head is nobody's word")
OTHER_KEY: Final = message("the two heads are not signed by keys of one log")
NO_HEAD: Final = message("this file holds no signed head of that size or a larger one")
NO_PROOF: Final = message(
    "the newer head is not shown to have that root at the older size"
)
NO_CONTRADICTION: Final = message("the two heads do not contradict each other")
TAKEN: Final = message("the file is there already")
TWO_KEYS: Final = message(
    "the heads of the fraud proof are signed with two keys of the log: who checks it"
    " gives both, each with --key"
)


def proven(file: str) -> Message:
    """Say that a fraud proof holds."""
    return message(
        "{file}: this is a fraud proof, and it holds: both heads are signed, and cannot"
        " both be true",
        file=file,
    )


def not_proven(file: str) -> Message:
    """Say that a fraud proof does not hold."""
    return message(
        "{file}: this fraud proof does not hold: it shows nothing", file=file
    )


def unknown_keys(file: str) -> Message:
    """Say that it takes other keys to check a fraud proof."""
    return message(
        "{file}: this fraud proof could not be checked with the keys that you gave:"
        " give every key that its heads are signed with, each with --key",
        file=file,
    )


def not_written(why: str) -> Message:
    """Say why nobody else can be shown the contradiction by a file."""
    return message("no fraud proof was written: {why}", why=why)


def signed(size: int, key: str) -> Message:
    """Say who has signed a head."""
    return message("head of {size} events, signed by {key}", size=size, key=key)
