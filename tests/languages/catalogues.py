"""Read and write catalogues: `cli.po`, that people edit, and `cli.mo` made of it."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from projections.language import CATALOGUES
from tests.languages.collecting import Said, messages

LANGUAGES: Final = ("nl", "fr")
"""The languages that are translated into, from English."""

_LOCALES: Final = {"nl": "nl_BE", "fr": "fr_BE"}
_MADE_AT: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""When each catalogue says that it was made: the same sources give the same bytes."""


def file_of(language: str, domain: str) -> Path:
    """Give the file of a catalogue that people edit."""
    return CATALOGUES / language / "LC_MESSAGES" / f"{domain}.po"


def read(language: str, domain: str) -> Catalog:
    """Read a catalogue; an empty one where there is none yet."""
    file = file_of(language, domain)
    if not file.is_file():
        return Catalog(locale=_LOCALES[language], domain=domain)
    return read_po(io.BytesIO(file.read_bytes()), _LOCALES[language], domain)


def said_in(catalogue: Catalog) -> dict[Said, tuple[str, ...]]:
    """Give what a catalogue says for each msgid: one text, or one of each plural."""
    found = {}
    for entry in catalogue:
        ids, texts = _several(entry.id), _several(entry.string)
        if ids[0]:
            many = ids[1] if len(ids) > 1 else None
            found[Said(ids[0], many, entry.context)] = texts
    return found


def _several(texts: str | Sequence[str] | None) -> tuple[str, ...]:
    several = [texts] if isinstance(texts, str) else texts or [""]
    return tuple(text or "" for text in several)


def updated(language: str, domain: str) -> Catalog:
    """Give a catalogue with just the messages of the sources; known texts are kept."""
    known = said_in(read(language, domain))
    made = Catalog(
        locale=_LOCALES[language], domain=domain, fuzzy=False, header_comment="#"
    )
    made.mime_headers = [("Content-Type", "text/plain; charset=utf-8")]
    for said in sorted(messages(domain), key=lambda s: (s.one, s.context or "")):
        texts = known.get(said, ())
        empty = ("",) * made.num_plurals
        string = (texts or empty) if said.many else "".join(texts)
        ids = (said.one, said.many) if said.many else said.one
        made.add(ids, string, context=said.context)
    return made


def po_bytes(catalogue: Catalog) -> bytes:
    """Give the bytes of a catalogue that people edit; they hold no clock."""
    written = io.BytesIO()
    write_po(written, catalogue, width=88, omit_header=True)
    return header(catalogue) + written.getvalue()


def header(catalogue: Catalog) -> bytes:
    """Give the first entry: the language, and how it counts."""
    lines = (
        f"Language: {catalogue.locale}\\n",
        f"Plural-Forms: {catalogue.plural_forms}\\n",
        "MIME-Version: 1.0\\n",
        "Content-Type: text/plain; charset=utf-8\\n",
        "Content-Transfer-Encoding: 8bit\\n",
    )
    told = "".join(f'"{line}"\n' for line in lines)
    return f'msgid ""\nmsgstr ""\n{told}\n'.encode()


def mo_bytes(po: bytes, *, language: str, domain: str) -> bytes:
    """Give the bytes that gettext reads, made of those that people edit."""
    catalogue = read_po(io.BytesIO(po), _LOCALES[language], domain)
    catalogue.creation_date = _MADE_AT
    written = io.BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()
