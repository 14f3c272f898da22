"""The corpus of the fuzzer, fixtures/corpus: for each reader a folder of inputs.

`seed-…` are small and as they should be; `odd-…` have a shape that is known to hurt;
`found-…` once brought the reader down, and stay for ever. What the fuzzer finds is put
beside them by `keep`, so that the next `make check` fails until it is mended.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Final

from tests.conftest import ROOT

CORPUS: Final = ROOT / "fixtures" / "corpus"
SIZE_MAX: Final = 80_000
"""A file of the corpus is small; what is made by the program itself is `samples`."""


def files(reader: str, corpus: Path = CORPUS) -> list[Path]:
    """Give the files of a reader, in a steady order."""
    return sorted((corpus / reader).iterdir()) if (corpus / reader).is_dir() else []


def inputs(reader: str, corpus: Path = CORPUS) -> list[bytes]:
    """Give the inputs of a reader."""
    return [path.read_bytes() for path in files(reader, corpus)]


def keep(reader: str, data: bytes, *, corpus: Path) -> Path:
    """Put what brought a reader down into the corpus; say where."""
    path = corpus / reader / f"found-{sha256(data).hexdigest()[:12]}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path
