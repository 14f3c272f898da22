"""Bring catalogues up to date: new messages come in, unused ones go, all is compiled.

python -m tests.languages [DOMAIN …]
"""

from __future__ import annotations

import sys

from tests.languages.catalogues import (
    LANGUAGES,
    file_of,
    mo_bytes,
    po_bytes,
    said_in,
    updated,
)
from tests.languages.collecting import DOMAINS


def main() -> None:
    """Rewrite the catalogues that are named, all where none is."""
    for domain in sys.argv[1:] or DOMAINS:
        for language in LANGUAGES:
            catalogue = updated(language, domain)
            texts = said_in(catalogue).values()
            left = sum(not all(several) for several in texts)
            file, po = file_of(language, domain), po_bytes(catalogue)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(po)
            file.with_suffix(".mo").write_bytes(
                mo_bytes(po, language=language, domain=domain)
            )
            sys.stdout.write(
                f"{language} {domain}: {len(texts)} messages, {left} to translate\n"
            )


main()
