"""A look into the XML of a workbook, for what the spreadsheet reader does not tell.

It gives cells with an error, or with a formula that no program has computed yet, as
empty; an amount would be lost without a word. It also makes room for every cell up to
the last one, however far out that is.

Only start tags and the text of `<v>` and `<f>` are looked at, with expressions and
without an XML parser: in well-formed XML a `<` outside of comments is always a tag.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from typing import Final

from ledger.errors import SurroundingsError, UsageError
from ledger.messages import message

CELLS_MAX: Final = 5_000_000
UNPACKED_SIZE_MAX: Final = 300_000_000
# Each name is tried from its first character only: a long one would be read anew from
# every place in it. For the same reason a tag never goes on behind another "<".
_ATTRIBUTE: Final = re.compile(rb"""(?<![\w:])([\w:]++)\s*+=\s*+["']([^"']*)["']""")
_CELL: Final = re.compile(rb"<(?:\w+:)?c(?=[\s/>])")
_VALUE: Final = re.compile(rb"<(?:\w+:)?(v|f)(?=[\s/>])[^<>]*(?<!/)>([^<]*)")
_ROW_AND_COLUMN: Final = re.compile(rb"([A-Z]{1,3})([0-9]{1,7})")

_TEXTS: Final = "xl/sharedStrings.xml"
_DIGITS_MAX: Final = 19
_COUNT: Final = re.compile(rb"""[cC]ount\s*+=\s*+["']([^"'<>]*)["']""")

_Cells = dict[tuple[int, int], str]


def scan(data: bytes, *, file: str) -> list[_Cells]:
    """Per sheet, in the order of the workbook: the cells that are errors or formulas.

    Cells are named by row and column from 0; `#REF!` is an error, `=A1+A2` a formula.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_size(archive, file=file)
            _check_texts(archive, file=file)
            return [_sheet(archive.read(part), file=file) for part in _parts(archive)]
    except (
        *(zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError),
        *(NotImplementedError, RuntimeError, UnicodeDecodeError, ValueError),
    ) as error:
        raise damaged(file, error) from error


def damaged(file: str, error: Exception) -> SurroundingsError:
    """Give the error of a file that is no workbook, or not whole."""
    return SurroundingsError(
        message("{file} is damaged, or no workbook", file=file),
        place=file,
        expected=message("a workbook (.xlsx)"),
        found=str(error),
    )


def _check_size(archive: zipfile.ZipFile, *, file: str) -> None:
    size = sum(member.file_size for member in archive.infolist())
    if size > UNPACKED_SIZE_MAX:
        raise UsageError(
            message(
                "{file} is too large: {size:,} bytes when unpacked",
                file=file,
                size=size,
            ),
            place=file,
            expected=message("at most {size:,}", size=UNPACKED_SIZE_MAX),
        )


def _check_texts(archive: zipfile.ZipFile, *, file: str) -> None:
    """The reader makes room for as many texts as the list of them says that it has."""
    if _TEXTS not in archive.namelist():
        return
    xml = archive.read(_TEXTS)
    # Looked for anywhere: where a tag ends the reader finds in another way than we do.
    for said in _COUNT.findall(xml):
        digits = said.strip().lstrip(b"+0")
        if b"&" in said or (digits.isdigit() and _is_above(digits, len(xml))):
            raise SurroundingsError(
                message("{file} is damaged: its list of texts", file=file),
                place=file,
                expected=message("at most {most:,} texts", most=len(xml)),
                found=said.decode(errors="replace")[:_DIGITS_MAX],
            )


def _is_above(digits: bytes, most: int) -> bool:
    return len(digits) > _DIGITS_MAX or int(digits) > most


def _parts(archive: zipfile.ZipFile) -> list[str]:
    """The members that hold the sheets."""
    links = _tags(archive.read("xl/_rels/workbook.xml.rels"), b"Relationship")
    targets = {link["Id"]: link["Target"] for link in links}
    sheets = _tags(archive.read("xl/workbook.xml"), b"sheet")
    return [_member(targets[sheet["id"]]) for sheet in sheets]


def _member(target: str) -> str:
    return target[1:] if target.startswith("/") else f"xl/{target}"


def _tags(xml: bytes, name: bytes) -> list[dict[str, str]]:
    """The attributes of every element of this name, without their prefixes."""
    tags = re.findall(rb"<(?:\w+:)?" + name + rb"(?=[\s/>])([^<>]*)>", xml)
    return [_attributes(tag) for tag in tags]


def _attributes(tag: bytes) -> dict[str, str]:
    return {
        key.rpartition(b":")[2].decode(): html.unescape(value.decode())
        for key, value in _ATTRIBUTE.findall(tag)
    }


def _sheet(xml: bytes, *, file: str) -> _Cells:
    cells: _Cells = {}
    rows = columns = 0
    for chunk in _CELL.split(xml)[1:]:
        start, _, body = chunk.partition(b">")
        if start.endswith(b"/"):
            continue
        attributes = _attributes(start)
        row, column = _position(attributes, file=file)
        rows, columns = max(rows, row + 1), max(columns, column + 1)
        text = _odd(attributes.get("t"), body)
        if text is not None:
            cells[row, column] = text
    if rows * columns > CELLS_MAX:
        raise _too_wide(rows, columns, file=file)
    return cells


def _too_wide(rows: int, columns: int, *, file: str) -> UsageError:
    return UsageError(
        message(
            "a sheet of {rows:,} rows by {columns:,} columns is too large",
            rows=rows,
            columns=columns,
        ),
        place=file,
        next_step=message(
            "delete what stands far out, or copy the rows into a new sheet"
        ),
    )


def _position(attributes: dict[str, str], *, file: str) -> tuple[int, int]:
    name = attributes.get("r", "").encode()
    found = _ROW_AND_COLUMN.fullmatch(name)
    if not found or not int(found[2]):
        raise SurroundingsError(
            message("a cell does not say where it is"),
            place=file,
            found=name.decode(),
            next_step=message(
                "open the file in a spreadsheet program and save it again"
            ),
        )
    column = 0
    for letter in found[1]:
        column = column * 26 + letter - ord("A") + 1
    return int(found[2]) - 1, column - 1


def _odd(kind: str | None, body: bytes) -> str | None:
    """What the reader gives as empty: an error, a formula without value."""
    texts = {name: html.unescape(text.decode()) for name, text in _VALUE.findall(body)}
    value = texts.get(b"v", "")
    if kind == "e":
        return value or "#VALUE!"
    has_formula = re.search(rb"<(?:\w+:)?f[\s/>]", body) is not None
    if has_formula and not value and kind != "str":
        return "=" + (texts.get(b"f") or "FORMULA()")
    return None
