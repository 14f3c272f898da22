"""Kinds of event, by every word that people have for them.

A kind is a type of event (`expense-recorded/1`, also without its version), the word
that it begins with (`expense`, `link`, `year`), the word of the journal (`unlink`,
`close`), or a family: `school`, `keeping` (keys, anchors, erasures), `grant` or
`spending`; or one of these in Dutch or French.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final, get_args

from ledger.errors import UsageError
from ledger.events import type_name
from ledger.events.keeping import KeepingEvent
from ledger.events.school import SchoolEvent
from ledger.events.spending import SpendingEvent
from ledger.events.year import YearEvent
from ledger.messages import message, term
from projections.language import LOCALES, language
from projections.suggesting import bare, suggestion

_FAMILIES = {
    "school": SchoolEvent,
    "keeping": KeepingEvent,
    "grant": YearEvent,
    "spending": SpendingEvent,
}
_JOURNAL = {
    "approval": "plan-approved/1",
    "close": "year-closed/1",
    "reopen": "year-reopened/1",
    "unlink": "link-withdrawn/1",
}
WORDS: Final = {
    "adjustment": term("kind of event", "adjustment"),
    "allocation": term("kind of event", "allocation"),
    "anchor": term("kind of event", "anchor"),
    "approval": term("kind of event", "approval"),
    "book": term("kind of event", "book"),
    "close": term("kind of event", "close"),
    "data": term("kind of event", "data"),
    "decision": term("kind of event", "decision"),
    "document": term("kind of event", "document"),
    "expense": term("kind of event", "expense"),
    "file": term("kind of event", "file"),
    "grant": term("kind of event", "grant"),
    "keeping": term("kind of event", "keeping"),
    "key": term("kind of event", "key"),
    "link": term("kind of event", "link"),
    "opening": term("kind of event", "opening"),
    "payment": term("kind of event", "payment"),
    "plan": term("kind of event", "plan"),
    "recovery": term("kind of event", "recovery"),
    "refund": term("kind of event", "refund"),
    "reopen": term("kind of event", "reopen"),
    "reversal": term("kind of event", "reversal"),
    "school": term("kind of event", "school"),
    "spending": term("kind of event", "spending"),
    "tranche": term("kind of event", "tranche"),
    "unlink": term("kind of event", "unlink"),
    "user": term("kind of event", "user"),
    "year": term("kind of event", "year"),
}
"""The short words, as they are typed in each language."""


def _kinds() -> dict[str, frozenset[str]]:
    families = {
        name: frozenset(map(type_name, get_args(f))) for name, f in _FAMILIES.items()
    }
    words: dict[str, frozenset[str]] = {}
    for tag in sorted(frozenset[str]().union(*families.values())):
        bare = tag.partition("/")[0]
        for word in (tag, bare, bare.partition("-")[0]):
            words[word] = words.get(word, frozenset()) | {tag}
    journal = {word: frozenset({tag}) for word, tag in _JOURNAL.items()}
    return {**words, **journal, **families}


KINDS = _kinds()
"""The types of event by each word of English that names some of them."""


def types_named(word: str) -> frozenset[str]:
    """Find the types of a kind, by its name in any language: `link`, `dépense`.

    Case and accents do not matter. Raises `UsageError`, with the nearest names, where
    there is none.
    """
    found = KINDS.get(word) or _known().get(bare(word))
    if found:
        return found
    raise UsageError(
        message("{word!r} is no kind of event", word=word),
        place="--kind",
        expected=message(
            "one of {kinds}, or a type of event", kinds=list(WORDS.values())
        ),
        found=word,
        next_step=suggestion(word, _typed()),
    )


@cache
def _known() -> dict[str, frozenset[str]]:
    """Give the types by every name, as `bare` writes it; a word of English first."""
    known = {bare(name): types for name, types in KINDS.items()}
    for name, types in _translated():
        known.setdefault(bare(name), types)
    return known


def _translated() -> Iterator[tuple[str, frozenset[str]]]:
    # What verifies is imported with it, and a word of English needs none of that.
    from ledger.verify.words.kinds import kind

    spoken = [language(code) for code in LOCALES]
    # A short word comes first: what it names is more than the type of the same name.
    for each in spoken:
        yield from ((each.tell(said), KINDS[word]) for word, said in WORDS.items())
    for each in spoken:
        for tag in sorted(frozenset[str]().union(*KINDS.values())):
            yield each.tell(kind(tag)), frozenset({tag})


def _typed() -> list[str]:
    """Give every name as it is typed, those of English first."""
    return list(dict.fromkeys([*KINDS, *(name for name, _ in _translated())]))
