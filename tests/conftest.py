"""What all tests share: `--accept`, `needs`, the public vectors, steady hypotheses.

`@pytest.mark.needs("openssl")` leaves a test out where that program is not there, and
the last lines of the run name it. With VERANTWOORD_NOTHING_LEFT_OUT set it fails.
"""

from __future__ import annotations

import gc
import os
import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent
NOTHING_LEFT_OUT = "VERANTWOORD_NOTHING_LEFT_OUT"

# The same examples in every run; `--hypothesis-profile=seeking` goes and looks further.
settings.register_profile("steady", derandomize=True, deadline=None, max_examples=60)
settings.register_profile("seeking", max_examples=2_000, deadline=None)
settings.load_profile("steady")


# Many tests start the program: it is compiled once, and not by each of them.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept",
        action="store_true",
        help="rewrite golden sessions with what comes back now",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "needs(program, …): leave out where one of these is not installed"
    )


def pytest_collection_finish() -> None:
    # Thousands of tests and all modules stay to the end: whoever looks for garbage
    # while a test runs need not go through them every time.
    gc.collect()
    gc.freeze()


def pytest_runtest_setup(item: pytest.Item) -> None:
    wanted = [name for mark in item.iter_markers("needs") for name in mark.args]
    missing = [name for name in wanted if not is_installed(name)]
    if not missing:
        return
    reason = f"for want of {', '.join(missing)}"
    if os.environ.get(NOTHING_LEFT_OUT):
        pytest.fail(f"left out {reason}, and nothing may be", pytrace=False)
    pytest.skip(reason)


def is_installed(program: str) -> bool:
    """Whether a session could run it: the programs beside this Python come first."""
    beside = str(Path(sys.executable).parent)
    path = os.pathsep.join([beside, os.environ.get("PATH", os.defpath)])
    return shutil.which(program, path=path) is not None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    left_out = terminalreporter.getreports("skipped")
    if not left_out:
        return
    terminalreporter.section("left out")
    for report in left_out:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
        words = reason.removeprefix("Skipped: ")
        terminalreporter.write_line(f"{report.nodeid}: {words}")


@pytest.fixture(scope="session", autouse=True)
def _no_memory() -> None:
    """No test may write into what the person who runs it has seen, or has kept."""
    os.environ["VERANTWOORD_DATA"] = ""
    os.environ["VERANTWOORD_CACHE"] = ""


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--accept"))


@pytest.fixture(scope="session")
def vectors() -> Path:
    """The folder of public test vectors, which lies beside a checkout or nowhere."""
    folder = ROOT.parent / "shared" / "vectors"
    if not folder.is_dir():
        pytest.skip(f"public vectors are not there: {folder}")
    return folder
