"""The texts that an event may hold, for a decoder that does not look at their shape.

A pattern is a call into Python for each text, and an event has ten of them: decoding
would cost ten times as much. So these kinds are plain text to a decoder, and say which
kind of `ledger.values` they are; `ledger.events.shapes` looks at many at once.
"""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Struct

from ledger import values as v


class Shape(Struct, frozen=True):
    """Marks a text: what it has to be, as a decoder would be told it."""

    kind: Any


Ref = Annotated[str, Shape(v.Ref)]
Token = Annotated[str, Shape(v.Token)]
Slot = Annotated[str, Shape(v.Slot)]
Commitment = Annotated[str, Shape(v.Commitment)]
Sha256Hex = Annotated[str, Shape(v.Sha256Hex)]
MediaType = Annotated[str, Shape(v.MediaType)]
RulesId = Annotated[str, Shape(v.RulesId)]

SchoolNumber = Annotated[str, Shape(v.SchoolNumber)]
BoardNumber = Annotated[str, Shape(v.BoardNumber)]
CompanyNumber = Annotated[str, Shape(v.CompanyNumber)]
SchoolYear = Annotated[str, Shape(v.SchoolYear)]

Origin = Annotated[str, Shape(v.Origin)]
VerifierKey = Annotated[str, Shape(v.VerifierKey)]
SignatureLine = Annotated[str, Shape(v.SignatureLine)]

UserCode = Annotated[str, Shape(v.UserCode)]
Stream = Annotated[str, Shape(v.Stream)]
CommandId = Annotated[str, Shape(v.CommandId)]
Moment = Annotated[str, Shape(v.Moment)]
