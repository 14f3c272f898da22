"""The column map: a TOML file for spreadsheets whose headings are others.

    sheet = "Uitgaven 2025"                 # which sheet of a workbook
    delimiter = ";"                         # of a text file: ; , or "tab"
    encoding = "cp1252"
    ignore = ["Opmerking intern"]           # columns that are not read

    [columns]                               # journal field = heading in the file
    ref = "Boeking"
    amount = "Netto betaald"

    [defaults]                              # for cells that are empty or not there
    beneficiary = "team"

A mapped field is read from its mapped column only; the other fields keep the headings
that are known anyway. One column may serve two fields.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any, Final

import msgspec

from cli.nearest import one_of
from cli.sheets.faults import how_many
from cli.sheets.headings import FIELDS, fold, nearest
from cli.unreadable import unreadable
from ledger.errors import FaultyLinesError, UsageError
from ledger.messages import message
from ledger.reasons import reason_why

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ledger.errors import LedgerError

DELIMITERS: Final[dict[str, str]] = {";": ";", ",": ",", "\t": "\t", "tab": "\t"}
ENCODINGS: Final[dict[str, str]] = {
    "utf-8": "utf-8",
    "utf-16": "utf-16",
    "cp1252": "cp1252",
    "windows-1252": "cp1252",
    "iso-8859-1": "iso-8859-1",
    "iso-8859-15": "iso-8859-15",
    "cp850": "cp850",
    "mac-roman": "mac-roman",
}
_SIZE_MAX: Final = 1_000_000
_NOT_GIVEN: Final = object()


class ColumnMap(msgspec.Struct, frozen=True, kw_only=True):
    """What a column map says; `place` is the name of its file."""

    place: str = "column map"
    columns: dict[str, str] = {}
    ignore: list[str] = []
    defaults: dict[str, str] = {}
    sheet: str | None = None
    delimiter: str | None = None
    encoding: str | None = None


def read_column_map(path: Path) -> ColumnMap:
    """The column map in a file; all that is wrong with it is named at once."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error
    return parse_column_map(data, place=path.name)


def parse_column_map(data: bytes, *, place: str) -> ColumnMap:
    """The column map in these bytes."""
    if len(data) > _SIZE_MAX:
        said = message("{file} is too large for a column map", file=place)
        raise UsageError(said, place=place)
    try:
        document = tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # ValueError: also 5,000 digits
        said = message("the column map is not valid TOML: {why}", why=reason_why(error))
        expected = message("TOML in UTF-8")
        raise UsageError(said, place=place, expected=expected) from error
    return _Check(place).column_map(document)


class _Check:
    """Takes a document apart and gathers what is wrong with it."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._faults: list[LedgerError] = []

    def column_map(self, document: dict[str, Any]) -> ColumnMap:
        for key in document:
            self._known(key, ColumnMap.__struct_fields__[1:], where=key)
        made = ColumnMap(
            place=self._place,
            columns=self._columns(document.get("columns", {})),
            ignore=self._ignore(document.get("ignore", [])),
            defaults=self._defaults(document.get("defaults", {})),
            sheet=self._sheet(document.get("sheet", _NOT_GIVEN)),
            delimiter=self._one_of(DELIMITERS, document, key="delimiter"),
            encoding=self._one_of(ENCODINGS, document, key="encoding"),
        )
        self._ignored_and_mapped(made)
        if self._faults:
            said = how_many(self._place, self._faults)
            raise FaultyLinesError(said, self._faults)
        return made

    def _columns(self, found: object) -> dict[str, str]:
        return {
            field: heading.strip()
            for field, heading in self._fields(found, where="columns")
            if self._text(heading, where=f"columns.{field}")
        }

    def _defaults(self, found: object) -> dict[str, str]:
        defaults = {}
        for field, value in self._fields(found, where="defaults"):
            text = str(value).lower() if isinstance(value, bool) else value
            text = str(text) if isinstance(text, int) else text
            if self._text(text, where=f"defaults.{field}"):
                defaults[field] = text.strip()
        return defaults

    def _ignore(self, found: object) -> list[str]:
        if not isinstance(found, list):
            self._fault("ignore", message("a list of headings"), found=found)
            return []
        return [each for each in found if self._text(each, where="ignore")]

    def _sheet(self, found: object) -> str | None:
        if found is _NOT_GIVEN or not self._text(found, where="sheet"):
            return None
        return str(found)

    def _one_of(
        self, known: dict[str, str], document: dict[str, Any], *, key: str
    ) -> str | None:
        found = document.get(key, _NOT_GIVEN)
        if found is _NOT_GIVEN:
            return None
        name = found.lower() if isinstance(found, str) else None
        if name in known:
            return known[name]
        self._unknown(key, map(repr, known), found=found)
        return None

    def _fields(self, found: object, *, where: str) -> list[tuple[str, Any]]:
        if not isinstance(found, dict):
            expected = message("a table, [{name}]", name=where)
            self._fault(where, expected, found=found)
            return []
        for field in found:
            self._known(field, FIELDS, where=f"{where}.{field}")
        return [(field, found[field]) for field in found if field in FIELDS]

    def _known(self, name: str, known: tuple[str, ...], *, where: str) -> None:
        if name in known:
            return
        near = nearest(name, known)
        hint = message("did you mean {word!r}?", word=near) if near else None
        self._unknown(where, known, found=name, hint=hint)

    def _text(self, found: object, *, where: str) -> bool:
        if isinstance(found, str) and found.strip():
            return True
        self._fault(where, message("text between quotes, not empty"), found=found)
        return False

    def _ignored_and_mapped(self, made: ColumnMap) -> None:
        ignored = {fold(heading) for heading in made.ignore}
        for field, heading in made.columns.items():
            if fold(heading) in ignored:
                expected = message("a column that is read or ignored, not both")
                self._fault(f"columns.{field}", expected, found=heading)

    def _unknown(
        self,
        where: str,
        known: Iterable[str],
        *,
        found: object,
        hint: str | None = None,
    ) -> None:
        said = message("{name} is not known", name=where)
        fault = UsageError(said, expected=one_of(known), next_step=hint)
        self._keep(fault, where, found=found)

    def _fault(self, where: str, expected: str, *, found: object) -> None:
        said = message("{name} is not {expected}", name=where, expected=expected)
        self._keep(UsageError(said, expected=expected), where, found=found)

    def _keep(self, fault: UsageError, where: str, *, found: object) -> None:
        fault.place, fault.found = f"{self._place} ({where})", repr(found)
        self._faults.append(fault)
