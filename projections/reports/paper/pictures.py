"""Pictures of a year for paper: bars as SVG, each with its text beside it."""

from __future__ import annotations

from typing import Final

_WIDTH: Final = 1000
_HEIGHT: Final = 60


def bar(parts: list[tuple[int, str]], *, total: int, mark: int | None = None) -> bytes:
    """Draw amounts in cents one after the other, as shares of `total`.

    Each has its fill; `mark` draws a line at an amount, such as a limit.
    """
    whole = max(1, total, mark or 0, sum(cents for cents, _ in parts))
    drawn, at = [], 0
    for cents, fill in parts:
        start, end = _WIDTH * at // whole, _WIDTH * (at + cents) // whole
        drawn.append(
            f'<rect x="{start}" y="8" width="{end - start}" height="44" fill="{fill}"/>'
        )
        at += cents
    if mark is not None:
        place = min(_WIDTH - 2, max(2, _WIDTH * mark // whole))
        drawn.append(
            f'<path d="M{place} 0V{_HEIGHT}" stroke="#111" stroke-width="4"'
            ' stroke-dasharray="8 5"/>'
        )
    frame = f'<rect x="1" y="8" width="{_WIDTH - 2}" height="44" fill="none"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
        f' width="{_WIDTH}" height="{_HEIGHT}">{"".join(drawn)}'
        f'{frame} stroke="#444" stroke-width="2"/></svg>'
    ).encode()
