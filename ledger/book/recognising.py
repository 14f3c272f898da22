"""Recognise the rows of files: say which fact of the book a row tells again.

A row with a ref is recognised by it; one that names something there is one of, as the
book would name it; any other by what it says, through an id that is an HMAC under a
secret of the book (docs/decisions/0007).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from itertools import count

from msgspec import structs

from ledger import commands as c
from ledger import events as e
from ledger.book.correcting import forms
from ledger.book.recorded import wish_of
from ledger.book.rows import OWN, Part
from ledger.book.writer import Writer
from ledger.commands import Wish
from ledger.decide.draft import REF_LENGTH_MAX
from ledger.state.book import BookState, YearState

NATURAL_REFS: dict[type[Wish], str] = {
    c.RecordOpening: "opening-{0.year}",
    c.RecordAllocation: "allocation-{0.year}",
    c.RecordAdjustment: "adjustment-{0.year}",
    c.ReceiveTranche: "tranche-{0.year}-{0.tranche}",
    c.PayRefund: "refund-{0.year}",
    c.RecordPlan: "plan-{0.school_year}",
    c.ApprovePlan: "approval-{0.school_year}",
}
"""How a fact is recognised whose row gives no ref, as the book itself would name it."""

_ONE_NAME = (c.RecordPlan, c.ApprovePlan)


class Recognition:
    """Recognises the rows of one file, which may say the same thing twice."""

    def __init__(self, writer: Writer, refs: frozenset[str]) -> None:
        """No fact but that of its row gets one of `refs`, which the rows give."""
        self._writer = writer
        self._refs = refs
        self._seen: Counter[str] = Counter()

    def ref(self, part: Part) -> str | None:
        """Give the ref of a row's own fact: as the row says, else as the book would."""
        ref: str | None = getattr(part.wish, "ref", None)
        natural = NATURAL_REFS.get(type(part.wish))
        if ref or "ref" in part.given or natural is None:
            return ref
        name = natural.format(part.wish)
        self._seen[name] += 1
        number = self._seen[name]
        is_alone = number == 1 or type(part.wish) in _ONE_NAME
        return name if is_alone else f"{name}.{number}"

    def standing(self, wish: Wish, ref: str | None) -> int | None:
        """Give the index of the fact that a row tells, where it still stands."""
        n = self._writer.find_ref(ref) if ref else None
        if n is None or wish_of(self._writer, n) is not type(wish):
            return None
        if type(wish) in _ONE_NAME:
            return _version(self._writer.state, wish, latest=n)
        return n

    def undone(self, wish: Wish, ref: str | None) -> int | None:
        """Give the fact that had a ref last, where it was undone by hand."""
        day = getattr(wish, "on", None)
        if day:
            self._writer.load(day.year)
        years = self._writer.state.years.values()
        held = [n for year in years for n, has in _refs_of(year) if has == ref]
        same = [n for n in held if wish_of(self._writer, n) is type(wish)]
        return max(same) if same else None

    def beside(self, wish: Wish, own: int) -> tuple[int | None, str | None]:
        """Find what hangs on the row's own fact: its index, else a ref for it.

        `A.1` may be the name of something else: of a row, or of a link of a fact that
        had the ref before and was undone.
        """
        first: str | None = getattr(wish, "ref", None)
        if first is None:
            return None, None
        for number in count(1):
            ref = first[: REF_LENGTH_MAX - len(str(number))]
            ref = f"{ref.removesuffix('1')}{number}"
            n = self._writer.find_ref(ref)
            if n is None and ref not in self._refs:
                return None, ref
            if n is not None and self._hangs(n, own, wish=wish):
                return n, ref
        raise AssertionError  # there is always another number

    def _hangs(self, n: int, own: int, *, wish: Wish) -> bool:
        event = self._writer.leaf(n).event
        same_kind = wish_of(self._writer, n) is type(wish)
        return same_kind and getattr(event, "expense", None) == own

    def command(self, wish: Wish) -> str:
        """Give the id of a row, by what it says and how often its file says that."""
        content = self._writer.digest(wish)
        self._seen[content.hex()] += 1
        text = content + str(self._seen[content.hex()]).encode()
        return self._writer.keyed(b"row\x00" + text)[:16].hex()

    def again(self, wish: Wish) -> tuple[str, int | None]:
        """Give the id of a row, and the index of the fact recorded under it."""
        command = self.command(wish)
        n = self.recorded(command)
        target = None if n is None else self._other_target(wish, n)
        if target is None:
            return command, n
        command = self.command(structs.replace(wish, **target))
        return command, self.recorded(command)

    def _other_target(self, wish: Wish, n: int) -> dict[str, str] | None:
        # The fact that a row named was undone by hand, and another one has its ref now.
        if not isinstance(wish, c.RecordLink | c.RecordPayment | c.AttachDocument):
            return None
        name = "of" if isinstance(wish, c.AttachDocument) else "expense"
        now = self._writer.find_ref(getattr(wish, name))
        was = getattr(self._writer.leaf(n).event, name)
        if now is None or was in forms(self._writer, now):
            return None
        return {name: f"#{now + 1}"}

    def recorded(self, command: str) -> int | None:
        """Give the index of the fact that was recorded under an id, undone or not."""
        found = self._writer.find_command(command)
        return main_fact(self._writer, found[0]) if found else None


def _refs_of(year: YearState) -> Iterator[tuple[int, str]]:
    yield from ((n, entry.event.ref) for n, entry in year.entries.items())
    yield from ((n, link.event.ref) for n, link in year.links.items())


def main_fact(writer: Writer, first: int) -> int:
    """Give the fact of a command that begins at `first`: opening a year is none."""
    is_opening = isinstance(writer.leaf(first).event, e.YearOpened)
    return first + 1 if is_opening else first


def _version(state: BookState, wish: Wish, *, latest: int) -> int | None:
    # Every version of a plan has the same name: a version that is not there yet is new.
    version = getattr(wish, "version", None)
    plans = {p.n: p.event.version for p in state.plans.get(_school_year(wish), [])}
    approvals = {
        a.n: a.event.version
        for a in state.approvals.values()
        if a.event.school_year == _school_year(wish) and not a.reversed
    }
    standing = plans if isinstance(wish, c.RecordPlan) else approvals
    if version is None:
        return latest if latest in standing else None
    return next((n for n, has in standing.items() if has == version), None)


def _school_year(wish: Wish) -> str:
    return getattr(wish, "school_year", "")


def about(wish: Wish, n: int) -> Wish:
    """Point a command that is about its own row at the fact of that row."""
    for name in ("of", "expense"):
        if getattr(wish, name, None) == OWN:
            return structs.replace(wish, **{name: f"#{n + 1}"})
    return wish


def stands(writer: Writer, n: int) -> bool:
    """Whether a fact was not undone; one without an amount always stands."""
    year = _year_of(writer, n)
    entry = year.entries.get(n) if year else None
    return entry is None or entry.stands


def is_attached(writer: Writer, wish: c.AttachDocument) -> bool:
    """Whether a fact has a document of this kind and content already."""
    target = wish.of[1:] if wish.of.startswith("#") else ""
    n = int(target) - 1 if target else writer.find_ref(wish.of)
    if n is None or n >= writer.state.size:
        return False
    year = _year_of(writer, n)
    digest = sha256(wish.content).hexdigest()
    documents = year.documents if year else writer.state.documents
    attached = (d for d in documents if (d.event.of, d.event.kind) == (n, wish.kind))
    return any(writer.values(d.n).get("digest") == digest for d in attached)


def _year_of(writer: Writer, n: int) -> YearState | None:
    stream = writer.leaf(n).stream
    if stream.isdigit():
        writer.load(int(stream))
    return writer.state.year_of(n)
