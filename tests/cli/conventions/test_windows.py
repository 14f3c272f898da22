"""What a school is told of the windows of its events, and a witness of its key."""

from __future__ import annotations

from tests.cli.terminal import PASSPHRASE, Terminal

INIT = "init zon --school 030569 --level primary"
GRANT = "record allocation --year 2025 --on 2025-01-15 --amount 100"


def test_a_witness_gets_its_passphrase_from_a_file(terminal: Terminal) -> None:
    terminal.writes("secret", "open sesam\n")
    terminal.does("key new-witness agodi --passphrase-file secret")
    terminal.does(INIT, "--no-key")
    key = (terminal.folder / "agodi.pub").read_text().strip()
    terminal.writes("request", "")
    error = terminal.refuses(f"cosign request --key agodi.key --log {key}", code=3)
    assert (
        error["message"] == "the witness key is locked, and nobody gave its passphrase"
    )
    error = terminal.refuses("key new-witness agodi", code=2)
    assert error["next"] == "choose another name"


def test_the_history_tells_the_windows_once_below(terminal: Terminal) -> None:
    terminal.sets(passphrase=PASSPHRASE)
    for command in (INIT, GRANT, "key new-witness agodi", "anchor request r --witness"):
        terminal.does(command)
    terminal.does("cosign r --key agodi.key --log zon.pub")
    before = terminal.does("show history").out
    terminal.does("anchor add r.cosigned")
    after = terminal.does("show history").out.splitlines()
    assert "recorded" not in before
    first = after.index("by the book's own anchors, which nobody checked here:")
    assert after[first : first + 3] == [
        "by the book's own anchors, which nobody checked here:",
        "  #1–#5: recorded before 2026-01-20 10:00:00 UTC",
        "  #6: nothing shows when",
    ]
    assert "recorded" not in terminal.does("show history --kind grant").out
