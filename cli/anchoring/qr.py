"""A QR code of the three lines, for signed minutes: who scans it need not type.

The same text gives the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import segno

from cli.printing import Exact

_QUIET = 4
_SCALE = 4


def _code(text: str) -> segno.QRCode:
    return segno.make_qr(text, error="m")


def svg(text: str) -> bytes:
    """Give the code as an SVG file."""
    out = io.BytesIO()
    _code(text).save(out, kind="svg", border=_QUIET, scale=_SCALE, light="#fff")
    return out.getvalue()


def lines(text: str) -> Iterator[str]:
    """Give the code in half blocks, light on a dark screen."""
    rows = [bytes(row) for row in _code(text).matrix_iter(border=_QUIET)]
    if len(rows) % 2:
        rows.append(bytes(len(rows[0])))
    for upper, lower in zip(rows[::2], rows[1::2], strict=True):
        yield Exact("".join(_BLOCKS[pair] for pair in zip(upper, lower, strict=True)))


_BLOCKS = {(0, 0): "█", (0, 1): "▀", (1, 0): "▄", (1, 1): " "}
