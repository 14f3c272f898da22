from __future__ import annotations

import pytest

from ledger.verify.words.kinds import kind
from projections.kinds import KINDS
from projections.language import language
from tests.languages.catalogues import LANGUAGES


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_type_of_event_has_a_name_in_each_language(code: str) -> None:
    tags = frozenset({"unreadable"}).union(*KINDS.values())
    tell = language(code).tell
    assert [tag for tag in sorted(tags) if tell(kind(tag)) == kind(tag)] == []


def test_a_type_that_is_not_known_keeps_its_own() -> None:
    assert language("nl").tell(kind("moon-landed/2")) == "moon landed"
