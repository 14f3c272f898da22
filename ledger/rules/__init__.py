"""Rule sets: the shares, due days, lists and chosen readings that figures follow.

A rule set is a TOML file, dated by the years that it is for, and named in a year's
first event by its id and by the SHA-256 of its bytes. It also names the version of the
semantics that its figures are computed by, so that an old bundle is replayed as meant.
"""

from __future__ import annotations

import hashlib
import pkgutil
import tomllib
from functools import cache
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from ledger.errors import UsageError
from ledger.messages import message
from ledger.reasons import reason_why
from ledger.values import RulesId, Token, Year

Percent = Annotated[int, Meta(ge=0, le=100)]
Month = Annotated[int, Meta(ge=1, le=12)]
SHIPPED = ("pd-grant-1",)
"""The ids of the rule sets that this program ships, oldest first."""

FIRST_YEAR = 2010
"""The first budget year that a shipped rule set is for."""

THE_RULE_SET = message("the rule set")


class Tranches(Struct, frozen=True, forbid_unknown_fields=True):
    """The first tranche's share, and the months by whose last day each is due."""

    first_percent: Percent
    first_due_month: Month
    second_due_month: Month


class Reserve(
    Struct, frozen=True, forbid_unknown_fields=True, rename={"from_": "from"}
):
    """How much may be carried over, out of what, and whether it expires."""

    percent: Percent
    from_: Literal["unspent", "unused"]
    expires: Literal["never", "next-year"]


class Choices(Struct, frozen=True, forbid_unknown_fields=True):
    """A closed list, told apart by what the grant may be used for."""

    eligible: tuple[Token, ...]
    ineligible: tuple[Token, ...]

    @property
    def every(self) -> tuple[str, ...]:
        """All of them, eligible ones first."""
        return self.eligible + self.ineligible


class Records(Struct, frozen=True, forbid_unknown_fields=True):
    """How many years records are kept."""

    retention_years: Annotated[int, Meta(ge=0, le=100)]


class RuleSet(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One version of the rules, as data."""

    id: RulesId
    semantics: Literal[1]
    title: str
    source: str
    first_year: Year
    tranches: Tranches
    reserve: Reserve
    categories: Choices
    beneficiaries: Choices
    records: Records


class Rules(Struct, frozen=True):
    """A rule set with the SHA-256 (lower-case hex) of the bytes that it came from."""

    set: RuleSet
    sha256: str
    source: bytes


def parse_rules(data: bytes, *, place: str = THE_RULE_SET) -> Rules:
    """Read a rule set; raises `UsageError` that says what is wrong with it."""
    try:
        table = tomllib.loads(data.decode())
        rules = msgspec.convert(table, RuleSet)
    except (ValueError, RecursionError, msgspec.ValidationError) as error:
        raise UsageError(
            message(
                "{place} is no rule set: {reason}",
                place=place,
                reason=reason_why(error),
            ),
            place=place,
            next_step=message(
                "compare it with that of a year: {command}",
                command="verantwoord show rules",
            ),
        ) from None
    return Rules(rules, hashlib.sha256(data).hexdigest(), data)


@cache
def shipped(rules_id: str) -> Rules | None:
    """Give a rule set that comes with the program, or None."""
    if rules_id not in SHIPPED:
        return None
    data = pkgutil.get_data(__name__, f"{rules_id}.toml") or b""
    return parse_rules(data, place=f"{rules_id}.toml")


def rules_for(year: int) -> Rules:
    """Give the newest shipped rule set that is for a budget year."""
    for rules_id in reversed(SHIPPED):
        rules = shipped(rules_id)
        if rules and rules.set.first_year <= year:
            return rules
    raise UsageError(
        message("no rule set is for {year}", year=year),
        expected=message("a budget year from {first} on", first=FIRST_YEAR),
        found=str(year),
    )
