"""The sources of the page that are no Python: skeleton, styles and scripts, joined.

They lie in `assets/`, one subject each, and are joined in a fixed order without a
change, so that the same sources give the same bytes. The page says in its own policy
that it may run this script and this style, each by its SHA-256, and may reach nothing
else: no network, no frame, no form.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Final

STYLES: Final = ("style", "tables", "pictures", "sections", "dialog", "print")
SCRIPTS: Final = (
    "dom",
    "report",
    "years",
    "timeline",
    "dialog",
    "figures",
    "notes",
    "expenses",
    "print",
    "page",
)
"""The sources in the order in which they are joined."""

_POLICY: Final = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; base-uri 'none'; "
    "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
_PLACE: Final = re.compile(r"\{([a-z]+)\}")


@cache
def script() -> str:
    """Give the script of the page."""
    parts = "\n".join(_source(f"{name}.js") for name in SCRIPTS)
    return f"\n(() => {{\n{parts}}})();\n"


def style(margin: str) -> str:
    """Give the style of the page; `margin` stands at the foot of each printed one."""
    # Letters alone, and nothing that CSS would read as its own.
    plain = re.sub(r"[^\w.,:/+=· -]", "", margin)
    joined = "".join(_source(f"{name}.css") for name in STYLES)
    return joined.replace("{margin}", plain)


def policy(script: str, style: str) -> str:
    """Give the Content-Security-Policy of a page with this script and this style."""
    return _POLICY.format(script=_hash(script), style=_hash(style))


def skeleton(places: Mapping[str, str]) -> str:
    """Fill in the places of the skeleton: each once, and none in what was filled in."""
    return _PLACE.sub(lambda found: places[found[1]], _source("page.html"))


@cache
def _source(name: str) -> str:
    return resources.files(__package__).joinpath("assets", name).read_text("utf-8")


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}"
