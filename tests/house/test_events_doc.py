"""The page on events names every kind, field and word that the program has."""

from __future__ import annotations

import datetime as dt
import re
from inspect import get_annotations
from typing import Annotated, Any, Literal, get_args, get_origin

import pytest

from ledger import values
from ledger.admit.year import AFTER_CLOSE
from ledger.codec import LEAF_SIZE_MAX
from ledger.days import brussels_day
from ledger.events import Event, Figures, Initiative, Leaf, TrancheFigures, leaf
from ledger.events.keeping import KeepingEvent
from ledger.events.school import SchoolEvent
from ledger.events.statement import TrancheStatus
from ledger.invoices import fold
from ledger.rules import SHIPPED, shipped
from ledger.state.entries import AmountEvent
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "events.md").read_text(encoding="utf-8")
WORDS = " ".join(PAGE.split())
SCHOOL = get_args(SchoolEvent) + get_args(KeepingEvent)
OBJECTS = {
    "An `initiative` is an object:": Initiative,
    "The kind `figures` is an object": Figures,
    "The kind `tranche-figures` is an object:": TrancheFigures,
    "## The leaf": Leaf,
}
KINDS: dict[str, Any] = {
    **{name: kind for name, kind in vars(values).items() if name[0].isupper()},
    "StreamVersion": leaf.StreamVersion,
    "TrancheStatus": TrancheStatus,
}


def kebab(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower()


def table(text: str) -> list[list[str]]:
    """The first table in a text, without its heading."""
    found = re.search(r"(?:^\|.*\n)+", text, re.MULTILINE)
    assert found
    lines = found[0].splitlines()[2:]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", x)[1:-1]] for x in lines]


def after(mark: str) -> str:
    assert PAGE.count(mark) == 1, mark
    return PAGE.partition(mark)[2]


def spans(text: str) -> list[str]:
    return re.findall(r"`([^`]*)`", text)


def tag(kind: Any) -> str:  # noqa: ANN401  # a type of event, as a union gives it
    return str(kind.__struct_config__.tag)


def section(kind: type) -> str:
    return re.split(r"\n##", after(f"\n### `{tag(kind)}`\n"))[0]


def said_of_fields(text: str) -> list[tuple[str, str, str]]:
    return [(field.strip("`"), kind, null) for field, kind, null, _ in table(text)]


def fields(kind: type) -> list[tuple[str, str, str]]:
    made = []
    for field, hint in get_annotations(kind).items():
        bare = hint.removesuffix(" | None")
        name = re.sub(r"tuple\[(\w+), \.\.\.\]", r"list of \1", bare)
        words = " ".join(map(kebab, name.split())).replace("bool", "boolean")
        made.append((field, words, "no" if bare == hint else "yes"))
    return made


def form(kind: Any) -> tuple[str, str]:  # noqa: ANN401  # an annotation
    if kind is dt.date:
        return "string", f"`YYYY-MM-DD`, {dt.date.min} to {dt.date.max}"
    if get_origin(kind) is Literal:
        return "integer", " or ".join(map(str, get_args(kind)))
    bare, meta = get_args(kind)
    if bare is int:
        return "integer", f"{meta.ge} to {meta.le}"
    pattern = meta.pattern.removeprefix(r"\A").removesuffix(r"\Z")
    return "string", f"`{pattern.replace('(?:', '(').replace('|', chr(92) + '|')}`"


def is_list(kind: Any) -> bool:  # noqa: ANN401  # an annotation
    return get_origin(kind) is Literal and isinstance(get_args(kind)[0], str)


def test_every_kind_of_value_stands_there_with_its_range() -> None:
    said = {row[0].strip("`"): (row[1], row[2]) for row in table(after("\n## Kinds"))}
    assert said.pop("boolean") == ("boolean", "`true` or `false`")
    assert said == {
        kebab(name): form(kind)
        for name, kind in KINDS.items()
        if name not in ("Text", "Meta", "Annotated", "Literal")
        if kind is dt.date or get_origin(kind) in (Annotated, Literal)
        if not is_list(kind)
    }
    text = get_args(values.Text)[1]
    assert f"text of {text.min_length} to {text.max_length} characters" in WORDS


def test_every_closed_list_stands_there_in_full() -> None:
    said = {row[0].strip("`"): spans(row[1]) for row in table(after("### Word lists"))}
    lists = {name: kind for name, kind in KINDS.items() if is_list(kind)}
    assert said == {kebab(name): [*get_args(kind)] for name, kind in lists.items()}


@pytest.mark.parametrize("kind", get_args(Event), ids=tag)
def test_every_type_of_event_has_its_section(kind: type) -> None:
    text = section(kind)
    stream = "school" if kind in SCHOOL else "year"
    assert said_of_fields(text) == fields(kind)
    assert f" Stream: {stream}" in text
    assert re.search(r"\bmay be recorded\b", text, re.IGNORECASE)


def test_no_section_is_of_a_type_that_the_program_does_not_read() -> None:
    said = re.findall(r"^### `(.+)`$", PAGE, re.MULTILINE)
    assert sorted(said) == sorted(map(tag, get_args(Event)))


@pytest.mark.parametrize("mark", OBJECTS)
def test_every_object_is_told_field_by_field(mark: str) -> None:
    assert said_of_fields(after(mark)) == fields(OBJECTS[mark])


def test_what_a_closed_year_takes_is_told() -> None:
    text = after("**A closed year takes only**").partition(".")[0]
    assert set(spans(text)) == set(map(tag, AFTER_CLOSE))


def test_the_facts_with_an_amount_are_told() -> None:
    text = after("A **fact with an amount** is").partition(".")[0]
    assert set(spans(text)) == set(map(tag, get_args(AmountEvent)))


def test_the_limits_are_told() -> None:
    assert f"of at most {LEAF_SIZE_MAX} bytes" in WORDS
    sets = [(name, shipped(name)) for name in SHIPPED]
    told = [
        f"is `{name}`, for {one.set.first_year} and later" for name, one in sets if one
    ]
    assert [words for words in told if words not in WORDS] == []
    assert len(told) == len(SHIPPED)


def test_the_examples_of_the_brussels_day_are_so() -> None:
    said = table(after("### The Brussels day"))
    assert [[f"`{at}`", f"{brussels_day(at)}"] for at in spans(f"{said}")] == said


def test_the_examples_of_folding_are_so() -> None:
    said = [[cell[1:-1] for cell in row] for row in table(after("**Folding** a text"))]
    assert [[text, fold(text)] for text, _ in said] == said


def test_white_space_is_told_in_full() -> None:
    text = after("none is left at the beginning or the end:").partition("\n\n")[0]
    said = set()
    for low, high in re.findall(r"U\+(\w{4})(?: to U\+(\w{4}))?", text):
        said |= set(range(int(low, 16), int(high or low, 16) + 1))
    assert said == {n for n in range(0x110000) if not chr(n).split()}
