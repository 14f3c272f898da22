"""Whatever the bytes: rows, or one of our errors."""

from __future__ import annotations

import contextlib
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli.sheets import Sheet, parse_column_map
from ledger.errors import FaultyLinesError, LedgerError
from tests.cli.sheets.making import (
    CELLS,
    HEADINGS,
    ROW,
    read_bytes,
    text_of,
    workbook,
)

SHARED_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
PIECES = st.sampled_from(
    [
        *("Datum", "Bedrag", "Categorie", "Voor wie", "Totaal", "Saldo", "iets", "é"),
        *(
            ";",
            ",",
            "\t",
            '"',
            "\r",
            "\n",
            "\r\n",
            "sep=",
            "\0",
            "\x1b",
            "#REF!",
            "=A1",
        ),
        *("\ufeff", "\u202e", "\x85", "\u2028"),
    ]
)
HEAD = text_of([HEADINGS, ROW])
WORKBOOK = workbook({"Uitgaven": [HEADINGS, ROW]})
MEMBERS = ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml")


def read_or_refuse(folder: Path, data: bytes, *, name: str = "u.csv") -> Sheet | None:
    faults: list[LedgerError] = []
    try:
        return read_bytes(folder, data, name=name)
    except FaultyLinesError as error:
        faults.extend(error.faults)
    except LedgerError as error:
        faults.append(error)
    assert all(fault.place for fault in faults)
    return None


@SHARED_FOLDER
@given(data=st.binary(max_size=400))
def test_any_bytes_as_text(tmp_path: Path, data: bytes) -> None:
    read_or_refuse(tmp_path, data)
    read_or_refuse(tmp_path, HEAD.encode() + data)


@SHARED_FOLDER
@given(
    text=st.lists(PIECES, max_size=60).map("".join),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp850"]),
)
def test_any_pieces_of_a_table(tmp_path: Path, text: str, encoding: str) -> None:
    read_or_refuse(tmp_path, text.encode(encoding, "replace"))
    read_or_refuse(tmp_path, (HEAD + text).encode(encoding, "replace"))


@SHARED_FOLDER
@given(
    description=st.text(
        st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=50
    ),
    delimiter=st.sampled_from(";,\t"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_any_visible_text_comes_back(
    tmp_path: Path, description: str, delimiter: str, encoding: str
) -> None:
    rows = [[*HEADINGS, "Omschrijving"], [*ROW, description]]
    data = text_of(rows, delimiter=delimiter).encode(encoding)
    sheet = read_or_refuse(tmp_path, data)
    if sheet is not None:  # "=A1" and the like are refused
        assert [row.cells for row in sheet.rows] == [
            {**CELLS, "description": description}
        ]


@SHARED_FOLDER
@given(place=st.integers(0, len(WORKBOOK) - 1), byte=st.integers(0, 255))
def test_a_workbook_with_any_byte_changed(
    tmp_path: Path, place: int, byte: int
) -> None:
    changed = WORKBOOK[:place] + bytes([byte]) + WORKBOOK[place + 1 :]
    read_or_refuse(tmp_path, changed, name="u.xlsx")


@SHARED_FOLDER
@given(
    member=st.sampled_from(MEMBERS),
    place=st.floats(0, 1),
    inserted=st.text(max_size=8) | st.sampled_from(["<", ">", '"', "</c>", "<c>", "&"]),
)
def test_a_workbook_with_anything_put_into_its_xml(
    tmp_path: Path, member: str, place: float, inserted: str
) -> None:
    written = BytesIO()
    with (
        ZipFile(BytesIO(WORKBOOK)) as before,
        ZipFile(written, "w", ZIP_DEFLATED) as now,
    ):
        for name in before.namelist():
            text = before.read(name).decode()
            at = int(place * len(text))
            whole = text[:at] + inserted + text[at:] if name == member else text
            now.writestr(name, whole.encode("utf-8", "replace"))
    read_or_refuse(tmp_path, written.getvalue(), name="u.xlsx")


@given(
    st.binary(max_size=100)
    | st.lists(
        st.sampled_from(
            [
                *(
                    "[columns]",
                    "[defaults]",
                    "ref",
                    "ignore",
                    "=",
                    "'x'",
                    "[",
                    "]",
                    "3",
                ),
                *("\n", "sheet", "{", "}", "on", "."),
            ]
        )
    ).map(lambda pieces: "".join(pieces).encode())
)
def test_any_bytes_as_a_column_map(data: bytes) -> None:
    with contextlib.suppress(LedgerError):
        parse_column_map(data, place="k.toml")


@pytest.mark.parametrize("size", [131_071, 131_072, 200_000])
def test_a_huge_cell(tmp_path: Path, size: int) -> None:
    rows = [[*HEADINGS, "Omschrijving"], [*ROW, "x" * size]]
    sheet = read_or_refuse(tmp_path, text_of(rows).encode())
    assert (sheet is None) == (size > 131_072)
