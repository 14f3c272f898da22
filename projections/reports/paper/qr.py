"""The checkpoint as a QR code: its three lines, as a C2SP checkpoint has them."""

from __future__ import annotations

import io

from projections.reports.standing import Stand


def checkpoint_text(stand: Stand) -> str:
    """Give origin, size and root, a line each (C2SP tlog-checkpoint, unsigned)."""
    return f"{stand.origin}\n{stand.events}\n{stand.root}\n"


def checkpoint_qr(stand: Stand) -> bytes:
    """Give the QR code as SVG (ISO/IEC 18004)."""
    import segno  # only who prints one waits for it

    written = io.BytesIO()
    code = segno.make(checkpoint_text(stand), error="m", micro=False)
    code.save(written, kind="svg", xmldecl=False, svgns=True, border=4, nl=False)
    return written.getvalue()
