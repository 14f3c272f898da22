"""Sentences that can be told in another language.

A `Message` is a string: the sentence in English. Beside it are its *template* (the
msgid of gettext) and the *values* that were filled in, so that whoever speaks to a
person looks the template up in a catalogue, and fills it in again with amounts and days
as that language writes them. Nothing here knows a language but English.

    message("the book has no year {year}", year=2024) == "the book has no year 2024"

Law: a template is a literal where it is used, so that a program can collect them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import Self

Values = Mapping[str, object]


class Message(str):
    """A sentence in English, which keeps what it was made of.

    `template` has named places for `values`, as `str.format` takes them. Where
    `plural` is set the sentence depends on the value `count`. `context` tells apart
    what is one word in English and several in another language.
    """

    __slots__ = ("context", "plural", "template", "values")

    template: str
    plural: str | None
    context: str | None
    values: Values

    @classmethod
    def of(
        cls,
        template: str,
        values: Values,
        *,
        plural: str | None = None,
        context: str | None = None,
    ) -> Self:
        """Fill in a template."""
        chosen = plural if plural is not None and values["count"] != 1 else template
        made = cls(chosen.format_map(_Shown(values)))
        made.template, made.values = template, values
        made.plural, made.context = plural, context
        return made

    def filled(self, values: Values) -> Message:
        """Say the same sentence of other values."""
        return Message.of(
            self.template, values, plural=self.plural, context=self.context
        )


class Joined(Message):
    """Messages and other texts one after the other; `template` stands between them."""

    __slots__ = ()

    def filled(self, values: Values) -> Message:
        """Say other texts with the same between them."""
        texts = values["texts"]
        return joined(self.template, texts if isinstance(texts, list) else ())


def message(template: str, /, **values: object) -> Message:
    """Say a sentence; a value that is a list is written with commas."""
    return Message.of(template, values)


def plural(one: str, many: str, /, *, count: int, **values: object) -> Message:
    """Say a sentence about `count` things: `one` of just one, `many` of all others."""
    return Message.of(one, {"count": count, **values}, plural=many)


def term(context: str, word: str, /) -> Message:
    """Say a word of a closed list (a category, a state), told apart by `context`."""
    return Message.of(word, {}, context=context)


def joined(separator: str, texts: Iterable[str]) -> Joined:
    """Say several texts as one, in their order."""
    several = list(texts)
    made = Joined(separator.join(several))
    made.template, made.plural, made.context = separator, None, None
    made.values = {"texts": several}
    return made


def clauses(texts: Iterable[str]) -> str:
    """Say several texts, one at least, of which each may be a sentence: `a; b`."""
    return reduce(lambda a, b: message("{said}; {further}", said=a, further=b), texts)


def either(texts: Sequence[str]) -> str:
    """Say several texts, one at least, of which one is meant: `a, b or c`."""
    *others, last = texts
    return message("{first} or {second}", first=others, second=last) if others else last


def renamed(text: str, old: str, *, new: str) -> str:
    """Say a text again with another name in it; of a message only in its values.

    A name that is part of a longer one is not that name: `a` stays in `a.book`.
    """
    if not isinstance(text, Message):
        whole = rf"(?<![\w./\\-]){re.escape(old)}(?![\w/\\-]|\.\w)"
        return re.sub(whole, lambda _: new, text)
    values = text.values.items()
    return text.filled({name: _renamed(each, old, new=new) for name, each in values})


def _renamed(value: object, old: str, *, new: str) -> object:
    if isinstance(value, list | tuple):
        return [_renamed(each, old, new=new) for each in value]
    return renamed(value, old, new=new) if isinstance(value, str) else value


class _Shown(dict[str, object]):
    """Values as English writes them: what is in a list, with commas."""

    def __getitem__(self, name: str) -> object:
        value = super().__getitem__(name)
        return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value
