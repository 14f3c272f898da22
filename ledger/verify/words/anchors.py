"""What is wrong with the proof of an anchor, and why it vouches for nothing here."""

from __future__ import annotations

from typing import Final

from ledger.messages import Message, message

NO_PROOF: Final = message("an anchor of this kind has no proof in a bundle")
NO_FILE: Final = message("no file")
SURPLUS: Final = message("a second proof of one anchor")
NO_NOTE: Final = message("the cosigned note does not hold")
NO_TOKEN_CHECK: Final = message("a timestamp that nobody checked")
NO_HEAD: Final = message("the kept head under it does not hold")


def no_witness(cosigners: list[str]) -> Message:
    """Say that an anchor is only the school's word: no witness is the verifier's."""
    if not cosigners:
        return message("no witness of your policy: cosigned by nobody")
    return message(
        "no witness of your policy: cosigned by {cosigners}", cosigners=cosigners
    )


def not_kept(size: int) -> Message:
    """Say that the head under an anchor is not there."""
    return message("the head of {size} events that was anchored is not kept", size=size)


def missing(number: int) -> Message:
    """Say that a proof is not there."""
    return message(
        "the proof of the anchor of event #{number} is missing", number=number
    )


def other_size(number: int) -> Message:
    """Say that a proof is of another head."""
    return message(
        "the proof has another size than the anchor of event #{number}", number=number
    )


def other_proof(number: int) -> Message:
    """Say that a proof is not the one that was recorded."""
    return message("this is not the proof that event #{number} records", number=number)


def unclaimed(number: int) -> Message:
    """Say that there is a proof of nothing."""
    return message(
        "event #{number} records no anchor that this is the proof of", number=number
    )
