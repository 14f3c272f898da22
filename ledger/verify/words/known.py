"""What a check says about heads that were known before, and about other logs."""

from __future__ import annotations

import datetime as dt
from typing import Final

from ledger.messages import Message, message

TWO_SCHOOLS: Final = message("the two files are of two schools, and cannot be compared")


def later_seen(size: int, day: dt.date) -> Message:
    """Say that this file is an older one, seen before, and that a later one was too."""
    return message(
        "you have seen a later one: {size} events, on {day}", size=size, day=day
    )


def grown(size: int, day: dt.date) -> Message:
    """Say that this is the log that was seen before."""
    return message(
        "the same log as you saw on {day}, with {size} events then", day=day, size=size
    )


def extends(source: str, size: int) -> Message:
    """Say that the log begins with what a given head stands for."""
    return message(
        "the log begins with the {size} events of {source}", size=size, source=source
    )


def other_key(key: str, day: dt.date) -> Message:
    """Say that the origin was seen under a key that nothing here vouches for."""
    if not key:
        return message(
            "on {day} you saw a log of this name signed with no key: at most one of"
            " the two is the school's; ask the school for its public key, and give it"
            " with --key",
            day=day,
        )
    return message(
        "on {day} you saw a log of this name signed with key {key}: at most one of the"
        " two is the school's; ask the school for its public key, and give it with"
        " --key",
        day=day,
        key=key,
    )


def second_book(school: str, origin: str, *, day: dt.date) -> Message:
    """Say that another log of the same school was seen before."""
    return message(
        "this is a second book of school {school}: on {day} you saw {origin}; ask the"
        " school which one it keeps",
        school=school,
        day=day,
        origin=origin,
    )


def two_books(school: str) -> Message:
    """Say that two bundles are of two logs of one school."""
    return message(
        "these are two books of school {school}, which cannot be compared: ask the"
        " school which one it keeps",
        school=school,
    )


def two_stories(size: int) -> Message:
    """Say that two files of one log contradict each other."""
    return message(
        "the two files tell two stories of one log: the root of the first {size} events"
        " differs",
        size=size,
    )


def other_log(source: str, origin: str) -> Message:
    """Say that a head has nothing to do with this log."""
    return message(
        "{source} is the head of another log, {origin}: it was not compared",
        source=source,
        origin=origin,
    )


def unsigned_head(source: str) -> Message:
    """Say that a note is nobody's word, and was compared all the same."""
    return message(
        "{source} is not signed by the key of this log: its three lines are compared,"
        " on your word alone",
        source=source,
    )


def unreadable_head(source: str) -> Message:
    """Say that something remembered is no head."""
    return message("{source} holds no head: it was not compared", source=source)


def not_remembered(why: str) -> Message:
    """Say that this check will not be remembered, or that none could be recalled."""
    return message(
        "what you have seen before was not compared, or this was not kept: {why}",
        why=why,
    )


def replaced(number: int) -> Message:
    """Say that a key of the log was replaced by one that it did not sign over."""
    return message(
        "the key of the log was replaced at #{number}, without a word of the one"
        " before: whoever holds the file could have done it; ask the school in person",
        number=number,
    )


def sizes_differ(source: str, size: int) -> Message:
    """Say that one event cannot be compared with a head of another size."""
    return message(
        "the hand-out could not be compared with {source}, of {size} events: ask for"
        " the bundle",
        source=source,
        size=size,
    )
