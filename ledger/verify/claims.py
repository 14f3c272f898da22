"""What a bundle says of itself beside the log, compared with what the log says.

`data/export.json`, the label in `bag-info.txt`, and the figures for people: none of it
is trusted, and all of it has to be true.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Final

import msgspec

from ledger.bundle import redaction
from ledger.bundle.payload import EXPORT, FIGURES, FORMAT, Export, decode_export
from ledger.bundle.tag_files import BAG_INFO, BagInfo
from ledger.errors import MalformedError
from ledger.findings import Code, Finding
from ledger.messages import message
from ledger.verify import words
from ledger.verify.found import Found
from ledger.verify.reading import Reading
from ledger.verify.statements import AllFigures, differences, encode_figures
from ledger.verify.trust import ALL

WHOLE: Final = "whole"
"""The scope of every bundle: each event is there."""


def left_out(data: bytes) -> frozenset[str]:
    """Give the units that `export.json` says are left out, none where it is faulty."""
    try:
        said = decode_export(data)
    except MalformedError:
        return frozenset()
    faulty = redaction.fault_of(said.mode, said.redacted)
    return frozenset() if faulty else frozenset(said.redacted)


class _Format(msgspec.Struct):
    format: int


class Claims:
    """Takes the claims one by one; `info` is the bag's, None where it has none."""

    def __init__(self, reading: Reading, info: BagInfo | None) -> None:
        """Compare with a log that was read to its end."""
        self.reading = reading
        self.info = info
        self.newer = Found(Code.SURROUNDINGS)
        self.replay = Found(Code.REPLAY)
        self.incomplete = Found(Code.INCOMPLETE)

    @property
    def findings(self) -> list[Finding]:
        """What is not so."""
        steps = (self.newer, self.replay, self.incomplete)
        return [finding for step in steps for finding in step.findings]

    def check_label(self) -> None:
        """Compare the label with the origin and the last day of the log."""
        opened = self.reading.opened
        if self.info is None or opened is None:
            return
        label = self.info.label
        pairs = (
            ("External-Identifier", opened.origin, label.origin),
            ("Bagging-Date", self.reading.log.day or label.day, label.day),
        )
        for field, expected, found in pairs:
            if expected != found:
                differs = message("{field} is not that of the log", field=field)
                self.replay.add(BAG_INFO, differs, expected=expected, found=found)

    def check_export(
        self, data: bytes, redactable: frozenset[str] = frozenset()
    ) -> None:
        """Compare `export.json` with the log, field by field.

        `redactable` are the units that the verifier lets be left out.
        """
        if (format_ := _format_of(data)) > FORMAT:
            self.newer.add(EXPORT, words.NEWER_FORMAT, expected=FORMAT, found=format_)
            return
        try:
            said = decode_export(data)
        except MalformedError as error:
            self.replay.add_error(EXPORT, error)
            return
        self._check_left_out(said, redactable)
        right = self._export(said)
        for field in right.__struct_fields__:
            expected, found = getattr(right, field), getattr(said, field)
            if expected != found:
                untrue = message(
                    "what the bundle says of itself is not so: {field}", field=field
                )
                self.replay.add(
                    EXPORT, untrue, expected=expected, found=f"{found!a:.200}"
                )

    def _check_left_out(self, said: Export, redactable: frozenset[str]) -> None:
        if said.scope != WHOLE:
            part = message("the bundle is not of the whole log")
            self.incomplete.add(
                EXPORT, part, expected=WHOLE, found=f"{said.scope!a:.80}"
            )
        if fault := redaction.fault_of(said.mode, said.redacted):
            found = f"{said.mode!a:.80}, {list(said.redacted)!a:.200}"
            self.replay.add(EXPORT, fault, found=found)
            return
        if there := self.reading.there:
            untrue = message("what the bundle says that it leaves out is there")
            self.replay.add(EXPORT, untrue, found=", ".join(sorted(there)))
        refused = [unit for unit in said.redacted if unit not in redactable]
        if refused and redactable != ALL:
            part = message("the bundle leaves out what you do not allow to be left out")
            expected = ", ".join(sorted(redactable)) or message("nothing left out")
            found = ", ".join(refused)
            self.incomplete.add(EXPORT, part, expected=expected, found=found)

    def _export(self, said: Export) -> Export:
        """What it has to say, as far as anything here knows better."""
        reading, info = self.reading, self.info
        return Export(
            events=reading.log.size,
            format=FORMAT,
            mode=said.mode,
            origin=reading.opened.origin if reading.opened else said.origin,
            redacted=said.redacted,
            rules=said.rules if reading.replay.ended else reading.replay.named,
            scope=said.scope,
            software=info.label.agent if info else said.software,
        )

    def check_figures(
        self, right: AllFigures, digest: str, *, read: Callable[[], bytes]
    ) -> None:
        """Compare the figures for people with those that the events add up to."""
        if self.reading.replay.ended or self.reading.replay.unruled:
            return
        expected = encode_figures(right)
        if digest == sha256(expected).hexdigest():
            return
        wrong = list(differences(right, read()))
        for what, figure, said in wrong:
            differs = message(
                "this figure is not what the events add up to: {figure}", figure=what
            )
            self.replay.add(FIGURES, differs, expected=figure, found=said)
        if not wrong:
            other = message("these are not the figures of the log in canonical form")
            size = message("{size} bytes", size=len(expected))
            self.replay.add(FIGURES, other, expected=size)


def _format_of(data: bytes) -> int:
    try:
        return msgspec.json.decode(data, type=_Format).format
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return 0
