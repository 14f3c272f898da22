"""Spreadsheets as school bookkeepers have them, read as text by journal field.

    sheet = read_sheet(Path("uitgaven.csv"), None)
    sheet.rows[0].cells["amount"]           # "1.280,50", as it stands in the file
    sheet.rows[0].cell_places["amount"]     # "uitgaven.csv:2 (Bedrag)"

Nothing is made of amounts and dates here; only the words of the closed lists
(categories, beneficiaries, areas, yes and no) become the codes of the journal.
"""

from cli.sheets.columns import ColumnMap, parse_column_map, read_column_map
from cli.sheets.faults import FaultySheetError
from cli.sheets.headings import FIELDS, HEADINGS, REQUIRED
from cli.sheets.reading import read_sheet
from cli.sheets.table import Row, Sheet
from cli.sheets.values import VALUES

__all__ = [
    "FIELDS",
    "HEADINGS",
    "REQUIRED",
    "VALUES",
    "ColumnMap",
    "FaultySheetError",
    "Row",
    "Sheet",
    "parse_column_map",
    "read_column_map",
    "read_sheet",
]
