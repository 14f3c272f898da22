"""Who waits at a terminal sees that work goes on, and nothing of it remains."""

from __future__ import annotations

import os
import pty
import sys
import time
from collections.abc import Iterator
from typing import NamedTuple, TextIO

import pytest

from cli import progress
from cli.progress import busy
from cli.surroundings import Surroundings

SECONDS_MAX = 30
GONE = "\r\x1b[1A\x1b[2K"
"""What a terminal is told last: one line up, and clear it."""


class Screen(NamedTuple):
    """A terminal: `stream` writes on it, and `master` is what one sees of it."""

    master: int
    stream: TextIO

    def seen(self) -> str:
        """What came since it was last looked at."""
        try:
            return os.read(self.master, 1 << 16).decode()
        except BlockingIOError:
            return ""

    def waits_for(self, text: str) -> str:
        """What came until this text did, or until nobody would wait any longer."""
        said, end = "", time.monotonic() + SECONDS_MAX
        while text not in said and time.monotonic() < end:
            said += self.seen()
            time.sleep(0.01)
        return said


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Iterator[Screen]:
    master, theirs = pty.openpty()
    os.set_blocking(master, False)
    monkeypatch.setenv("TERM", "xterm")
    with os.fdopen(theirs, "w", encoding="utf-8") as stream:
        yield Screen(master, stream)
    os.close(master)


def show_at_once(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tell errors on this screen, and let a sign come up without delay.

    A fixture cannot: standard error is taken anew for the test itself.
    """
    monkeypatch.setattr(sys, "stderr", screen.stream)
    monkeypatch.setattr(progress, "PATIENCE", 0.01)


def test_a_sign_comes_up_and_goes_away(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    show_at_once(screen, monkeypatch)
    with busy(Surroundings(), "at work"):
        assert "at work" in screen.waits_for("at work")
    assert screen.seen().endswith(GONE)


def test_it_is_gone_before_anything_else_is_said(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    show_at_once(screen, monkeypatch)
    here = Surroundings()
    with busy(here, "at work"):
        assert "at work" in screen.waits_for("at work")
        here.say("done")
        screen.stream.flush()
        time.sleep(0.2)
        assert screen.seen().endswith(f"{GONE}done\r\n")


def test_of_several_things_a_bar_says_how_many_are_done(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    show_at_once(screen, monkeypatch)
    here = Surroundings()
    with busy(here, "at work"):
        assert here.sign
        here.sign.expect(3)
        here.sign.advance()
        assert "1/3" in screen.waits_for("1/3")
        here.sign.advance()
        assert "2/3" in screen.waits_for("2/3")
    assert screen.seen().endswith(GONE)


def test_what_is_soon_done_needs_no_sign(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", screen.stream)
    with busy(Surroundings(), "at work"):
        pass
    time.sleep(progress.PATIENCE + 0.2)
    assert screen.seen() == ""


def test_programs_see_no_sign(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", screen.stream)
    here = Surroundings(json=True)
    with busy(here, "at work"):
        assert here.sign is None


def test_pipes_see_no_sign() -> None:
    here = Surroundings()
    with busy(here, "at work"):
        assert here.sign is None
