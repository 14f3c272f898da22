"""A report as comma-separated values with an `index.xml`, as audit programs import it.

One file for each table, in UTF-8 with a byte order mark, CR LF, and the names of the
columns in the first line. `index.xml` describes them in the form that IDEA and other
audit programs read (the *Beschreibungsstandard* of GDPdU/GoBD, DTD of 1 September
2004): names, types, decimal sign and keys. Amounts and days are written as the language
does, so that a spreadsheet program of that language opens the files as they are.
"""

from __future__ import annotations

from typing import Final

from projections.language import Language
from projections.reports.audit.index import index_xml
from projections.reports.audit.lines import csv_file
from projections.reports.gathering import Report
from projections.reports.tables import tables

INDEX: Final = "index.xml"
MAIN: Final = "figures"
"""The table that has the name of the report itself."""


def audit_files(report: Report, language: Language, *, stem: str) -> dict[str, bytes]:
    """Give the files of a report by their names, as `2025-expenses.csv`.

    `stem` is the name of the report without its ending.
    """
    named = [(file_name(stem, table.name), table) for table in tables(report)]
    files = {name: csv_file(table, language) for name, table in named}
    return {**files, INDEX: index_xml(named, report.stand, language=language)}


def file_name(stem: str, table: str) -> str:
    """Name the file of a table."""
    return f"{stem}.csv" if table == MAIN else f"{stem}-{table}.csv"
