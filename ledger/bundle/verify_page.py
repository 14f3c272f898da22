"""verify.html: the page for verifiers who install nothing, as one file of its own.

Its sources lie in `page/` beside this file, one subject each. They are joined in a
fixed order, by no tool and without a change, so that the same sources give the same
bytes; what the page has to know of the types of events is made of `ledger.events`. The
page says in its own policy that it may run this script and this style, each by its
SHA-256, and may reach nothing else: no network, no frame, no form.

Not trusted: whoever hands out a bundle can put another page into it. A page is worth
what the place is worth that it was taken from.
"""

from __future__ import annotations

import base64
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any, Final, get_args

import msgspec

from ledger.codec import encode_value
from ledger.events import (
    DocumentAttached,
    Event,
    Initiative,
    PlanRecorded,
    ReversalRecorded,
    type_name,
)
from ledger.events.keeping import KeepingEvent
from ledger.events.school import SchoolEvent
from ledger.events.shapes import strict
from ledger.events.year import YearEvent
from ledger.sealed import sealed_fields

VERIFY_PAGE: Final = "verify.html"
SCRIPTS: Final = (
    "bytes",
    "found",
    "hashing",
    "tree",
    "paths",
    "zip-headers",
    "zip",
    "bag",
    "canonical",
    "shapes",
    "leaves",
    "log",
    "curve",
    "note",
    "keys",
    "heads",
    "anchors",
    "gone",
    "sealed",
    "documents",
    "claims",
    "check",
    "words-en",
    "words-nl",
    "words-fr",
    "messages-en",
    "messages-nl",
    "messages-fr",
    "texts-en",
    "texts-nl",
    "texts-fr",
    "words",
    "dom",
    "view-report",
    "view-figures",
    "view-event",
    "view-events",
    "page",
)
"""The sources of the script, in the order in which they are joined."""

_POLICY = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; base-uri 'none'; "
    "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
_WORDS = frozenset({"title", "description", "required"})
_LISTS = {PlanRecorded: {"initiatives": sealed_fields(Initiative)}}
_EITHER = (ReversalRecorded, DocumentAttached)


@cache
def verify_page() -> bytes:
    """Give the bytes of the page."""
    script, style = _script(), _source("style.css")
    policy = _POLICY.format(script=_hash(script), style=_hash(style))
    page = _source("page.html")
    for name, text in (("policy", policy), ("style", style), ("script", script)):
        page = page.replace(f"{{{name}}}", text, 1)
    return page.encode()


@cache
def verify_page_sha256() -> str:
    """Give the SHA-256 of the page, in hexadecimal."""
    return sha256(verify_page()).hexdigest()


def event_types() -> dict[str, Any]:
    """Say of each type its shape, what of it is sealed, and where it stands."""
    return {
        type_name(kind): {
            "lists": _LISTS.get(kind, {}),
            "place": _place(kind),
            "sealed": list(sealed_fields(kind)),
            "shape": kind.__name__,
        }
        for kind in get_args(Event)
    }


def shapes() -> dict[str, Any]:
    """Give the JSON Schema of each type of event, by the names in `event_types`."""
    kinds = map(strict, get_args(Event))
    _, named = msgspec.json.schema_components(kinds, ref_template="{name}")
    return {name: _without_words(shape) for name, shape in named.items()}


def fields_in_order() -> dict[str, list[str]]:
    """Give the fields of each type, and of an initiative, as people read them."""
    orders = {type_name(kind): list(kind.__struct_fields__) for kind in get_args(Event)}
    return orders | {"initiatives": list(Initiative.__struct_fields__)}


def _without_words(shape: Any) -> Any:  # noqa: ANN401  # any JSON
    if isinstance(shape, list):
        return [_without_words(each) for each in shape]
    if not isinstance(shape, dict):
        return shape
    kept = {key: _without_words(shape[key]) for key in shape.keys() - _WORDS}
    if "properties" in shape:  # a field may have the name of one of these words
        fields = shape["properties"].items()
        kept["properties"] = {name: _without_words(each) for name, each in fields}
    if isinstance(pattern := kept.get("pattern"), str):
        # Python's ends of a text, as JavaScript writes them.
        kept["pattern"] = pattern.replace(r"\A", "^").replace(r"\Z", "$")
    return kept


def _place(kind: type[Any]) -> str:
    if kind in _EITHER:
        return "any"
    if kind in get_args(SchoolEvent) + get_args(KeepingEvent):
        return "school"
    return "year" if kind in get_args(YearEvent) else "spending"


def _script() -> str:
    known = {"TYPES": event_types(), "SHAPES": shapes(), "ORDER": fields_in_order()}
    types = (
        f"const {name} = {encode_value(value).decode()};\n"
        for name, value in known.items()
    )
    parts = [*types, *(_source(f"{name}.js") for name in SCRIPTS)]
    return '\n"use strict";\n(() => {\n' + "\n".join(parts) + "})();\n"


def _source(name: str) -> str:
    return resources.files(__package__).joinpath("page", name).read_text("utf-8")


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}"
