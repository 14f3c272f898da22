"""The world of one call: the book, the user, the clock, randomness, language, output.

`VERANTWOORD_CLOCK` (a moment) and `VERANTWOORD_SEED` (any text) fix the clock and the
randomness, for tests and for sessions that are shown in the documentation.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import msgspec

from cli.printing import Drawn, Exact, fitted, json_line
from ledger.days import brussels_day, format_moment
from ledger.errors import SurroundingsError, UsageError
from ledger.messages import message
from projections.language import Language, Locale, language, language_code
from projections.visible import visible

if TYPE_CHECKING:
    from cli.progress import Sign
    from ledger.book.world import World


class Surroundings(msgspec.Struct):
    """What a call is given by its options and by the environment."""

    book_option: Path | None = None
    json: bool = False
    lang: str | None = None
    no_input: bool = False
    made_world: World | None = None
    sign: Sign | None = None
    spoken: tuple[str | None, Language] | None = None

    @property
    def book(self) -> Path:
        """The book: named by option or environment, or the only one in this folder."""
        return self._named or _only_book()

    @property
    def book_or_bundle(self) -> Path:
        """What is looked at: the book, or a bundle, where that is named or here alone.

        A bundle that is not named is only looked at where there is no book.
        """
        return self._named or _only_bundle() or _only_book()

    @property
    def _named(self) -> Path | None:
        named = self.book_option or os.environ.get("VERANTWOORD_BOOK")
        return Path(named) if named else None

    @property
    def world(self) -> World:
        """Clock, randomness and patience of this call."""
        # Whoever only looks needs no world, and not the library that records.
        from ledger.book.world import World

        if self.made_world is None:
            self.made_world = World(now=_now, random=_randomness(), sleep=time.sleep)
        return self.made_world

    @property
    def today(self) -> dt.date:
        """The Brussels calendar day."""
        return brussels_day(format_moment(_now()))

    @property
    def moment(self) -> str:
        """The moment, as the ledger writes it."""
        return format_moment(_now())

    @property
    def language(self) -> Language:
        """The language in which people are spoken to."""
        # Every line asks; the environment does not change within a call.
        if self.spoken is None or self.spoken[0] != self.lang:
            self.spoken = self.lang, language(language_code(self.lang, os.environ))
        return self.spoken[1]

    @property
    def locale(self) -> Locale:
        """How amounts and dates are written."""
        return self.language.locale

    def moment_of(self, at: str) -> str:
        """Write a moment of the ledger, to the second and in UTC."""
        return f"{self.locale.day(dt.date.fromisoformat(at[:10]))} {at[11:19]}"

    def tell(self, text: str) -> str:
        """Tell a message in the language of the call; other text stays as it is."""
        return self.language.tell(text)

    @property
    def asks(self) -> bool:
        """Whether somebody sits at the terminal who may be asked."""
        is_there = sys.stdin is not None and sys.stdin.isatty()
        return is_there and not self.no_input and not self.json

    def answer(self, document: Any, lines: Callable[[], Iterable[str]]) -> None:
        """Print one JSON document, or the lines of text."""
        self._be_still()
        if self.json:
            sys.stdout.write(json_line(document, self.tell))
        else:
            for line in lines():
                sys.stdout.writelines(f"{each}\n" for each in self.shown(line))

    def shown(self, line: str) -> Iterator[str]:
        """Yield a line of an answer as it is written: told, and nothing to be obeyed.

        It is broken where it is longer than a screen is wide.
        """
        if isinstance(line, Drawn):
            yield line
        elif isinstance(line, Exact):
            yield visible(line)
        else:
            for each in visible(self.tell(line)).split("\n"):
                yield from fitted(each)

    def say(self, text: str) -> None:
        """Tell something beside the answer, on the error stream."""
        self._be_still()
        sys.stderr.writelines(f"{each}\n" for each in self.shown(text))

    def _be_still(self) -> None:
        """Let nothing move on the terminal any more."""
        if self.sign:
            self.sign.stop()


def _only_bundle() -> Path | None:
    if any(Path.cwd().glob("*.book")):
        return None
    # Whoever keeps a book needs nothing that recognises a bundle.
    from ledger.bundle.beginning import is_bundle

    bundles = [Path(x.name) for x in sorted(Path.cwd().glob("*.zip")) if is_bundle(x)]
    if len(bundles) > 1:
        raise UsageError(
            message("no book is named, and there are several bundles in this folder"),
            expected=message("one bundle"),
            found=", ".join(bundle.name for bundle in bundles),
            next_step=message("name it: --book {name}", name=quote(bundles[0].name)),
        )
    return bundles[0] if bundles else None


def _only_book() -> Path:
    books = sorted(Path.cwd().glob("*.book"))
    if len(books) == 1:
        return Path(books[0].name)
    if not books:
        raise UsageError(
            message("no book is named, and there is none in this folder"),
            expected=message("a book"),
            found=message("no *.book here"),
            next_step=message(
                "name one with --book PATH, or begin one: verantwoord init"
            ),
        )
    names = ", ".join(book.name for book in books)
    raise UsageError(
        message("no book is named, and there are several in this folder"),
        expected=message("one book"),
        found=names,
        next_step=message("name it: --book {name}", name=books[0].name),
    )


def _now() -> dt.datetime:
    fixed = os.environ.get("VERANTWOORD_CLOCK")
    if not fixed:
        return dt.datetime.now(dt.UTC)
    try:
        moment = dt.datetime.fromisoformat(fixed)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise SurroundingsError(
            message("VERANTWOORD_CLOCK is not a moment: {text!r}", text=fixed),
            expected=message("a moment as 2026-01-20T10:00:00Z"),
            found=fixed,
        )
    return moment


def _randomness() -> Callable[[int], bytes]:
    seed = os.environ.get("VERANTWOORD_SEED")
    if seed is None:
        return os.urandom
    # Two calls differ in what they are asked, or in the books that they find.
    digest = hashlib.sha256("\x00".join([seed, *sys.argv[1:]]).encode())
    for book in sorted(Path.cwd().glob("*.book")):
        digest.update(book.read_bytes())
    return counted(digest.digest())


def counted(seed: bytes) -> Callable[[int], bytes]:
    """Give a source of bytes that is the same for the same seed; not for secrets."""
    count = 0

    def draw(size: int) -> bytes:
        nonlocal count
        drawn = b""
        while len(drawn) < size:
            count += 1
            some = min(32, size - len(drawn))
            drawn += hashlib.shake_256(seed + count.to_bytes(8, "big")).digest(some)
        return drawn

    return draw


def user_name() -> str:
    """Give the name under which one records: VERANTWOORD_USER, else the system's."""
    name = os.environ.get("VERANTWOORD_USER")
    if name:
        return name
    try:
        import getpass

        return getpass.getuser()
    except (KeyError, OSError):
        raise SurroundingsError(
            message("the system does not say who you are"),
            expected=message("a user name"),
            next_step=message("set VERANTWOORD_USER to your name or code"),
        ) from None
