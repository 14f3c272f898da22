"""Bundles made to harm a reader end in findings, with the code that the program gives.

Of the corpus every twenty-third is taken: each costs a page. What lies outside the log,
and what is larger than a page reads, is left to the program.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from fixtures.faults import faults
from tests.page.browser import Answer

pytestmark = pytest.mark.needs("chromium", "chromedriver")
Check = Callable[..., Answer]

FOUND_BY_PAGE = {10, 11, 12, 13, 16}
LEFT_TO_THE_PROGRAM = re.compile("large:|anchor:|.*(million|hundred thousand)")
FAULTS = dict(
    sorted(
        (sentence, fault)
        for sentence, fault in faults().items()
        if fault.code in FOUND_BY_PAGE and not LEFT_TO_THE_PROGRAM.match(sentence)
    )[::23]
)


@pytest.mark.parametrize("sentence", FAULTS)
def test_a_hostile_bundle_gets_the_code_of_the_program(
    check: Check, sentence: str
) -> None:
    fault = FAULTS[sentence]
    said = check(fault.make())
    assert min(said.codes) == fault.code
    assert said.verdict == "broken"
