from __future__ import annotations

from ledger.verify.words.kinds import kind
from ledger.verify.words.text import Text
from projections.filtering import KINDS


def test_every_type_of_event_has_a_name_in_dutch() -> None:
    tags = frozenset[str]().union(*KINDS.values())
    assert [tag for tag in sorted(tags) if kind(tag).en == kind(tag).nl] == []


def test_a_type_that_is_not_known_keeps_its_own() -> None:
    assert kind("moon-landed/2") == Text("moon landed", "moon landed")
