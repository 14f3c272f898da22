"""HTML of elements and texts: what is not markup already is escaped, always.

    element("td", "a < b", class_="name") == '<td class="name">a &lt; b</td>'

Foreign text cannot break out: there is no way from a text to markup but `Markup`, and
letters that a reader does not see, or that turn the words around them, are written out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Final, TypeAlias


class Markup(str):
    """Text that is HTML already, made by `element` alone."""

    __slots__ = ()


Child: TypeAlias = "str | Iterable[Child] | None"

_VOID: Final = frozenset({"br", "input"})
_UNSEEN: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
"""What is not seen, or shows in another order what stands around it."""


def visible(text: str) -> str:
    """Write out what a reader could not see; the ends of lines stay."""
    return _UNSEEN.sub(lambda found: ascii(found[0])[1:-1], str(text))


def element(name: str, *children: Child, **attributes: object) -> Markup:
    """Make an element; an attribute that is None or False is left out.

    `class_` is `class`, and `data_day` is `data-day`; a tuple is several words.
    """
    start = "".join(_attributes(attributes))
    end = "" if name in _VOID else f"</{name}>"
    return Markup(f"<{name}{start}>{markup(*children)}{end}")


def markup(*children: Child) -> Markup:
    """Put several children one after the other."""
    return Markup("".join(_flat(children)))


def _flat(children: Iterable[Child]) -> Iterable[str]:
    for child in children:
        if isinstance(child, Markup):
            yield child
        elif isinstance(child, str):
            yield html.escape(visible(child), quote=False)
        elif child is not None:
            yield from _flat(child)


def _attributes(given: dict[str, object]) -> Iterable[str]:
    for key, value in given.items():
        name = key.rstrip("_").replace("_", "-")
        if value is True:
            yield f" {name}"
        elif value is not None and value is not False:
            text = " ".join(value) if isinstance(value, tuple) else str(value)
            yield f' {name}="{html.escape(visible(text))}"'
