"""A test whose program is not there is named, or fails where it must run."""

from __future__ import annotations

import pytest

from tests.conftest import NOTHING_LEFT_OUT, ROOT

NEEDY = """
import pytest

@pytest.mark.needs("bash")
def test_there(): pass

@pytest.mark.needs("bash", "no-such-program")
def test_absent(): pass

def test_public(vectors): pass
"""


@pytest.fixture
def needy(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(NOTHING_LEFT_OUT, raising=False)
    pytester.makeconftest((ROOT / "tests" / "conftest.py").read_text("utf-8"))
    pytester.makepyfile(test_needy=NEEDY)


@pytest.mark.usefixtures("needy")
@pytest.mark.needs("bash")
def test_what_is_left_out_is_named_with_its_want(pytester: pytest.Pytester) -> None:
    result = pytester.runpytest_subprocess()
    result.assert_outcomes(passed=1, skipped=2)
    result.stdout.fnmatch_lines(
        [
            "*= left out =*",
            "test_needy.py::test_absent: for want of no-such-program",
            "test_needy.py::test_public: public vectors are not there: *",
        ]
    )


@pytest.mark.usefixtures("needy")
@pytest.mark.needs("bash")
def test_nothing_is_left_out_where_nothing_may_be(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(NOTHING_LEFT_OUT, "1")
    result = pytester.runpytest_subprocess()
    result.assert_outcomes(passed=1, errors=1, skipped=1)
    result.stdout.fnmatch_lines(["*left out for want of no-such-program, and nothing*"])
