"""The language of a call, from its words on: also of what click says by itself.

Click asks gettext, and gettext asks the environment for a language. So it is told, for
as long as a call lasts, in which language the program speaks.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Final

from projections.language import CATALOGUES, LOCALES

OPTION: Final = "--lang"
_DOMAIN: Final = "click"
_VARIABLE: Final = "LANGUAGE"
"""Where gettext looks first."""


def asked_for(words: Sequence[str]) -> str | None:
    """Give the language that `--lang` names, wherever it stands; the last one counts.

    Help and usage errors are told before options are read, so it is looked for first.
    """
    found = None
    for word, after in pairwise([*words, ""]):
        if word == "--":
            break
        name, sign, value = word.partition("=")
        said = value if sign else after
        if name == OPTION and said in LOCALES:
            found = said
    return found


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Let click speak a language, and what spoke before again at the end."""
    domain, before = gettext.textdomain(), os.environ.get(_VARIABLE)
    gettext.bindtextdomain(_DOMAIN, str(CATALOGUES))
    gettext.textdomain(_DOMAIN)
    os.environ[_VARIABLE] = code
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if before is None:
            del os.environ[_VARIABLE]
        else:
            os.environ[_VARIABLE] = before
