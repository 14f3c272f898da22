"""`index.xml`: which files there are, and what their columns hold."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from typing import Final

from ledger.messages import message
from projections.language import Language
from projections.reports.audit.lines import delimiter
from projections.reports.standing import Stand
from projections.reports.table import Column, Table
from projections.visible import visible, whole

DTD: Final = "gdpdu-01-09-2004.dtd"
_HEAD: Final = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE DataSet SYSTEM "{DTD}">\n'
)
_DAYS: Final = {True: "DD/MM/YYYY", False: "YYYY-MM-DD"}


def index_xml(
    files: Iterable[tuple[str, Table]], stand: Stand, *, language: Language
) -> bytes:
    """Describe the files, each by its name and table."""
    root = ET.Element("DataSet")
    _add(root, "Version", text="1.0")
    _add_supplier(ET.SubElement(root, "DataSupplier"), stand, language=language)
    media = ET.SubElement(root, "Media")
    _add(
        media,
        "Name",
        text=language.tell(message("report of school {n}", n=stand.school)),
    )
    for name, table in files:
        _add_table(ET.SubElement(media, "Table"), name, table=table, language=language)
    ET.indent(root)
    return (_HEAD + ET.tostring(root, encoding="unicode") + "\n").encode()


def _add_supplier(parent: ET.Element, stand: Stand, *, language: Language) -> None:
    _add(parent, "Name", text=stand.name or stand.school)
    _add(parent, "Location", text=stand.school)
    said = message(
        "{program}; {events} events, root {root}",
        program=stand.program,
        events=stand.events,
        root=stand.root,
    )
    _add(parent, "Comment", text=language.tell(said))


def _add_table(
    parent: ET.Element, url: str, *, table: Table, language: Language
) -> None:
    _add(parent, "URL", text=url)
    _add(parent, "Name", text=table.name)
    _add(parent, "Description", text=language.tell(table.title))
    ET.SubElement(parent, "UTF8")
    _add(parent, "DecimalSymbol", text=language.locale.decimal)
    # No sign groups digits in these files; the form wants one all the same.
    _add(
        parent,
        "DigitGroupingSymbol",
        text="." if language.locale.decimal == "," else ",",
    )
    _add(ET.SubElement(parent, "Range"), "From", text="2")
    lines = ET.SubElement(parent, "VariableLength")
    _add(lines, "ColumnDelimiter", text=delimiter(language))
    _add(lines, "TextEncapsulator", text='"')
    keys = [column for column in table.columns if column.key]
    others = [column for column in table.columns if not column.key]
    for kind, columns in (("VariablePrimaryKey", keys), ("VariableColumn", others)):
        for column in columns:
            _add_column(ET.SubElement(lines, kind), column, language=language)
    for reference in table.references:
        foreign = ET.SubElement(lines, "ForeignKey")
        for name in reference.columns:
            _add(foreign, "Name", text=name)
        _add(foreign, "References", text=reference.table)


def _add_column(parent: ET.Element, column: Column, *, language: Language) -> None:
    _add(parent, "Name", text=column.name)
    _add(parent, "Description", text=language.tell(column.heading))
    if column.kind == "day":
        day = ET.SubElement(parent, "Date")
        _add(day, "Format", text=_DAYS[language.locale.day_first])
    elif column.kind in {"text", "moment"}:
        ET.SubElement(parent, "AlphaNumeric")
    else:
        numeric = ET.SubElement(parent, "Numeric")
        _add(numeric, "Accuracy", text="2" if column.kind == "cents" else "0")


def _add(parent: ET.Element, name: str, *, text: str) -> None:
    ET.SubElement(parent, name).text = whole(visible(text))
