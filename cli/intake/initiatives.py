"""An initiative of a plan, as an option of the command line says it."""

from __future__ import annotations

from ledger.errors import UsageError
from ledger.messages import message


def initiative(text: str) -> dict[str, str]:
    """Read `ref=P1; name=…; planned=1200,00` as the fields of an initiative."""
    pairs = [part.partition("=") for part in text.split(";") if part.strip()]
    if not pairs or not all(sign for _, sign, _ in pairs):
        raise UsageError(
            message("{text!r} does not describe an initiative", text=text),
            place="--initiative",
            expected="ref=P1; name=…; kind=training; planned=1200,00",
            found=text,
        )
    return {name.strip(): value.strip() for name, _, value in pairs}
