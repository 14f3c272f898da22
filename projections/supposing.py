"""What if: figures under another rule set than the one that a year names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from ledger.messages import Message, message
from ledger.rules import Rules, shipped
from projections.view import BookView

OTHER_RULES: Final = message("what if: under another rule set than the year's own")
"""What is said of figures that follow rules which were given for them."""


class Supposed(Struct, frozen=True, kw_only=True):
    """A rule set that figures follow, and years do not name.

    `changed` says that it bears the name of one of theirs, or of one that the program
    ships, and is another one; `file` is where it was read.
    """

    rules: str
    sha256: str
    file: str
    changed: bool

    @property
    def name(self) -> str:
        """Name it, so that it is not taken for the one that it was changed from."""
        if not self.changed:
            return self.rules
        return message("{rules} as changed in {file}", rules=self.rules, file=self.file)

    @property
    def said(self) -> Message:
        """Say that figures follow it."""
        return message("{what_if}; rules {rules}", what_if=OTHER_RULES, rules=self.name)

    def document(self) -> dict[str, object]:
        """Say the same for JSON."""
        return {
            "what_if": True,
            "rules": self.rules,
            "rules_sha256": self.sha256,
            "rules_changed": self.changed,
        }


def suppose(
    view: BookView, rules: Rules | None, *, file: str, years: Iterable[int]
) -> Supposed | None:
    """Compare a rule set with those of years; None where it is the same as theirs."""
    if rules is None:
        return None
    own = [view.year(n).rules for n in years if n in view.state.years_opened]
    if all(each.sha256 == rules.sha256 for each in own):
        return None
    named = shipped(rules.set.id)
    known = [*own, named] if named else own
    same = [each for each in known if each.set.id == rules.set.id]
    return Supposed(
        rules=rules.set.id,
        sha256=rules.sha256,
        file=file,
        changed=bool(same) and all(each.sha256 != rules.sha256 for each in same),
    )
