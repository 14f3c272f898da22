"""A spreadsheet of expenses, as a bookkeeper keeps it from week to week."""

from __future__ import annotations

from typing import Any

from tests.cli.terminal import Answer, Terminal

HEADINGS = {
    "ref": "Nr",
    "on": "Datum",
    "amount": "Bedrag",
    "category": "Categorie",
    "beneficiary": "Voor wie",
    "supplier": "Leverancier",
    "invoice": "Factuurnummer",
    "activity": "Activiteit",
    "relevance": "Relevantie",
    "link_amount": "Verantwoord bedrag",
    "paid_on": "Betaald op",
    "document": "Bewijsstuk",
}
ROW = {
    "ref": "A",
    "on": "12/03/2025",
    "amount": "950,00",
    "category": "Studiedag",
    "beneficiary": "Team",
    "supplier": "Rekenrupsband bv",
    "invoice": "R-17",
    "activity": "Studiedag rekenen",
    "relevance": "Leerlijn afgesproken",
    "link_amount": "",
    "paid_on": "28/03/2025",
    "document": "factuur.pdf",
}
"""A row with all that a row may bring: a link, a payment and a document."""

OTHER = {
    **dict.fromkeys(HEADINGS, ""),
    "ref": "B",
    "on": "02/04/2025",
    "amount": "1.280,50",
    "category": "Externe nascholing",
    "beneficiary": "Personeel",
    "supplier": "Letterzwaluw vzw",
    "invoice": "L-112",
}
"""A row with an expense only."""

GRANT = (
    {"record": "allocation", "year": 2025, "on": "2025-01-15", "amount": "5156.77"},
    {
        "record": "tranche",
        "year": 2025,
        "tranche": 1,
        "on": "2025-02-26",
        "amount": "3094.06",
    },
)
Row = dict[str, str]


def sheet(terminal: Terminal, *rows: Row, name: str = "u.csv") -> None:
    """Write the sheet, with the document that a row may name beside it."""
    (terminal.folder / "factuur.pdf").write_bytes(b"%PDF-1.7\n%%EOF\n")
    terminal.writes(name, text_of(*rows))


def text_of(*rows: Row) -> str:
    """Give the sheet as the spreadsheet program writes it."""
    lines = [list(HEADINGS.values()), *([row[n] for n in HEADINGS] for row in rows)]
    return "".join(";".join(line) + "\r\n" for line in lines)


def week(terminal: Terminal, *rows: Row, correct: bool = False) -> Answer:
    """Write the sheet and read it in; must end well."""
    sheet(terminal, *rows)
    return terminal.does("import u.csv --json", *(["--correct"] if correct else []))


def counts(answer: Answer) -> tuple[int, int, int]:
    """How many rows were new, the same, and changed."""
    return answer.json["new"], answer.json["same"], answer.json["changed"]


def shown(terminal: Terminal, ref: str) -> dict[str, Any]:
    """The line of the expense that stands under this ref."""
    lines = terminal.does("show expenses --year 2025 --json").json["expenses"]
    (line,) = (x for x in lines if x["ref"] == ref and x["state"] != "reversed")
    found: dict[str, Any] = line
    return found


def changed(terminal: Terminal, command: str = "import u.csv") -> list[Any]:
    """What changed of the rows, as it is refused: where, what, and both values."""
    error = terminal.refuses(command, code=1)
    assert error["kind"] == "changed"
    assert "--correct" in error["next"]
    faults: list[Any] = error["faults"]
    return [(f["place"], f["message"], f["expected"], f["found"]) for f in faults]
