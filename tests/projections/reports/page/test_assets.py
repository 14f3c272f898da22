"""The page runs its own script and style alone, and is fit to be read by anyone."""

from __future__ import annotations

import base64
import re
from hashlib import sha256

from projections.language import LOCALES, language
from projections.reports.page import page
from projections.reports.page.sources import SCRIPTS, STYLES
from tests.conftest import ROOT
from tests.projections.reports.gathered import lively
from tests.projections.reports.page.pages import lively_page, part

FOLDER = ROOT / "projections" / "reports" / "page" / "assets"
LINES_MAX = 250


def policy(text: str) -> dict[str, str]:
    (content,) = re.findall('Content-Security-Policy" content="([^"]*)"', text)
    rules = (rule.strip().partition(" ") for rule in content.split(";"))
    return {name: value for name, _, value in rules}


def hash_of(text: str) -> str:
    digest = base64.b64encode(sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def test_the_policy_allows_this_script_and_this_style_and_nothing_else() -> None:
    text = lively_page()
    assert policy(text) == {
        "default-src": "'none'",
        "script-src": hash_of(part(text, "script")),
        "style-src": hash_of(part(text, "style")),
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }


def test_the_same_report_gives_the_same_bytes() -> None:
    for code in LOCALES:
        one, other = (page(lively(), language(code)) for _ in range(2))
        assert one == other


def test_the_page_names_no_place_to_fetch_from() -> None:
    text = lively_page()
    assert re.findall(r"(?:https?:|wss?:)?//[a-z]+[.:][^\s]*", text) == []
    assert re.findall(r"\b(?:src|srcset|action|background)\s*=", text) == []
    assert (
        re.findall(r"@import|url\((?!#)|fetch\(|XMLHttpRequest|WebSocket", text) == []
    )


def test_the_script_makes_no_markup_of_text() -> None:
    words = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|Function\("
    assert re.findall(words, part(lively_page(), "script")) == []


def test_every_source_is_joined_and_short() -> None:
    for ending, names in (("js", SCRIPTS), ("css", STYLES)):
        assert sorted(path.stem for path in FOLDER.glob(f"*.{ending}")) == sorted(names)
    for path in FOLDER.iterdir():
        assert len(path.read_text("utf-8").splitlines()) <= LINES_MAX, path.name


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts
    ]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_text_controls_and_pictures_stand_out_in_light_and_dark() -> None:
    palettes = [
        dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", block))
        for block in re.findall(
            r":root \{(.*?)\}", part(lively_page(), "style"), re.DOTALL
        )[:2]
    ]
    assert len(palettes) == 2
    for colours in palettes:
        for ground in ("paper", "card", "wash"):
            for text in ("ink", "soft", "accent", "held", "broken", "doubt"):
                assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
            for drawn in ("control", "spent", "reserve", "open", "wrong"):
                assert contrast(colours[drawn], colours[ground]) >= 3, (drawn, ground)
