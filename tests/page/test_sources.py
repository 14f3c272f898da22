"""The page is one file, the same each time, that reaches nothing outside itself."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from hashlib import sha256

import pytest

from ledger.bundle.how_to_verify import how_to_verify
from ledger.bundle.verify_page import (
    SCRIPTS,
    event_types,
    shapes,
    verify_page,
    verify_page_sha256,
)
from ledger.codec import KNOWN_TYPES
from tests.conftest import ROOT

FOLDER = ROOT / "ledger" / "bundle" / "page"
LINES_MAX = 250


def part(tag: str) -> str:
    (found,) = re.findall(f"<{tag}>(.*?)</{tag}>", verify_page().decode(), re.DOTALL)
    return str(found)


def policy() -> dict[str, str]:
    (content,) = re.findall(
        'Content-Security-Policy" content="([^"]*)"', verify_page().decode()
    )
    rules = (rule.strip().partition(" ") for rule in content.split(";"))
    return {name: value for name, _, value in rules}


def hash_of(text: str) -> str:
    digest = base64.b64encode(sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def test_the_page_looks_at_the_shape_of_every_text() -> None:
    bare = {
        f"{kind}.{name}"
        for kind, shape in shapes().items()
        for name, field in shape["properties"].items()
        if field.get("type") == "string" and not field.keys() & {"pattern", "format"}
    }
    assert bare == set()
    assert shapes()["RefundPaid"]["properties"]["ref"]["pattern"] == (
        "^[A-Za-z0-9._-]{1,32}$"
    )


def test_the_policy_allows_this_script_and_this_style_and_nothing_else() -> None:
    assert policy() == {
        "default-src": "'none'",
        "script-src": hash_of(part("script")),
        "style-src": hash_of(part("style")),
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }


def test_the_page_is_the_same_each_time() -> None:
    before = verify_page()
    verify_page.cache_clear()
    assert verify_page() == before
    assert verify_page_sha256() == sha256(before).hexdigest()


def test_the_page_names_no_place_to_fetch_from() -> None:
    text = verify_page().decode()
    assert re.findall(r"(?:https?:|wss?:)?//[a-z]+[.:][^\s]*", text) == []
    assert re.findall(r"\b(?:src|srcset|action|background)\s*=", text) == []
    assert re.findall(r"@import|url\(|fetch\(|XMLHttpRequest|WebSocket", text) == []


def test_the_page_makes_no_markup_of_text() -> None:
    words = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|\son\w+="
    assert re.findall(words, verify_page().decode()) == []


def test_how_to_verify_gives_the_digest_of_the_page() -> None:
    assert how_to_verify().count(f"\n    {verify_page_sha256()}\n".encode()) == 1
    assert b"{" + b"verify.html}" not in how_to_verify()


def test_every_source_is_joined_and_short() -> None:
    scripts = sorted(path.stem for path in FOLDER.glob("*.js"))
    assert scripts == sorted(SCRIPTS)
    lines = {p.name: len(p.read_text("utf-8").splitlines()) for p in FOLDER.iterdir()}
    assert {name: n for name, n in lines.items() if n > LINES_MAX} == {}


def keys(source: str) -> set[str]:
    return set(said(source))


def luminance(colour: str) -> float:
    """How light a colour is (WCAG 2.1, relative luminance)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts
    ]
    return sum(
        share * c for share, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True)
    )


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_text_and_controls_stand_out_from_every_ground_in_light_and_dark() -> None:
    palettes = [
        dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", block))
        for block in re.findall(r":root \{(.*?)\}", part("style"), re.DOTALL)[:2]
    ]
    assert len(palettes) == 2
    for colours in palettes:
        for ground in ("paper", "card", "wash"):
            for text in ("ink", "soft", "accent", "held", "broken", "doubt"):
                assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
            assert contrast(colours["control"], colours[ground]) >= 3, ground


LANGUAGES = ("en", "nl", "fr")


@pytest.mark.parametrize("name", ["texts", "messages", "words"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_the_same_things_in_one_order(
    language: str, name: str
) -> None:
    english, told = said(f"{name}-en.js"), said(f"{name}-{language}.js")
    assert list(told) == list(english)
    assert {key: places(text) for key, text in told.items()} == {
        key: places(text) for key, text in english.items()
    }


@pytest.mark.parametrize("name", ["texts", "messages"])
def test_no_sentence_is_left_in_english(name: str) -> None:
    english = said(f"{name}-en.js")
    for language in ("nl", "fr"):
        told = said(f"{name}-{language}.js")
        same = {key for key, text in told.items() if text == english[key]}
        assert same <= SAME, language


SAME = {
    "code",
    "download",
    "empty",
    "fact-school",
    "step-manifest",
    "step-signature",
    "stream-place",
    "year-open",
}
"""What is one word, or the same, in several languages."""


def said(source: str) -> dict[str, str]:
    text = (FOLDER / source).read_text("utf-8")
    form = r'^  "?([A-Za-z0-9_/-]+)"?: "(.*)",$'
    return dict(re.findall(form, text, re.MULTILINE))


def places(text: str) -> set[str]:
    """What is filled in."""
    return set(re.findall(r"\{[0-9]\}", text))


def test_every_finding_has_words() -> None:
    # The keys of faults stand where they are found, in quotes.
    prefixes = "zip path bag manifest line lines leaf log note vkey head key disclosure"
    prefixes += " document erased anchor cosigned export rules label figures"
    form = rf'"((?:{prefixes.replace(" ", "|")})-[a-z0-9-]+)"'
    views = {"page", "words", "dom"} | {n for n in SCRIPTS if n.startswith("view")}
    steps = [n for n in SCRIPTS if n not in views and n[-2:] not in LANGUAGES]
    used = {
        key
        for name in steps
        for key in re.findall(form, (FOLDER / f"{name}.js").read_text("utf-8"))
    }
    made = {"key-acceptance", "key-signature", "more", "file-unreadable", "page-error"}
    assert used | made == keys("messages-en.js")


def test_every_type_and_field_has_words() -> None:
    types, shaped = event_types(), shapes()
    assert types.keys() == KNOWN_TYPES
    named = {kind["shape"] for kind in types.values()} | {"Initiative"}
    fields = {name for shape in named for name in shaped[shape]["properties"]}
    assert KNOWN_TYPES | fields - {"type"} <= keys("words-en.js")


def test_the_page_knows_what_is_sealed_in_a_list() -> None:
    plan = event_types()["plan-recorded/1"]
    assert plan == {
        "lists": {"initiatives": ("name",)},
        "place": "school",
        "sealed": ["needs", "priorities", "study_day_theme", "induction", "evaluation"],
        "shape": "PlanRecorded",
    }


def test_the_shapes_use_only_words_that_the_page_knows() -> None:
    text = (FOLDER / "shapes.js").read_text("utf-8")
    kinds = set(re.findall(r"^  (\w+): \(value", text, re.MULTILINE))
    assert set(words_of(list(shapes().values()))) <= {"$ref", "anyOf", "enum"} | kinds


def words_of(shape: object) -> Iterator[str]:
    """What tells the page how to read each shape: its type, or one of three words."""
    if isinstance(shape, list):
        for each in shape:
            yield from words_of(each)
    elif isinstance(shape, dict):
        yield shape.get("type") or next(iter(shape))
        yield from words_of(list(shape.get("properties", {}).values()))
        yield from words_of([*shape.get("anyOf", []), shape.get("items", [])])
