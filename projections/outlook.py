"""What a year that is not closed stands to lose, and what would keep it; cents.

`ledger.figures` says what is; this says what would be, if nothing more were done before
the close, and if all were done that can be. Both follow the reserve of the rule set.
"""

from __future__ import annotations

from msgspec import Struct

from projections.checks.seen import YearSeen


class Outlook(Struct, frozen=True, kw_only=True):
    """What is at stake in a year, in cents.

    `usable` is the funds with what is still to come (`to_come`: outstanding tranches of
    a year that runs) and the reserve that the year before would bring. `at_risk` goes
    back if nothing more is done, `lost` whatever is done. To lose no more than that:
    `to_spend` on eligible things before the year ends, all of it linked; `to_link` of
    what was spent; `to_put_back` from own means, as it is not eligible.
    """

    usable: int
    to_come: int
    spent: int
    reserve_limit: int
    at_risk: int
    lost: int
    to_spend: int
    to_link: int
    to_put_back: int


class _Case(Struct, frozen=True):
    """A year as it could end: its funds, and the reserve that it began with."""

    year: YearSeen
    usable: int
    opening: int

    def refund(self, spent: int, justified: int) -> int:
        """Give what would go back."""
        reserve = self.year.state.rules.set.reserve
        gone = spent if reserve.from_ == "unspent" else justified
        old = self.opening if reserve.expires == "next-year" else 0
        kept = max(0, self.usable - gone - max(0, old - gone))
        unused = max(0, self.usable - justified)
        return unused - min(kept, self.year.figures.reserve_limit)

    def to_spend(self, justified: int) -> int:
        """Give what must still be spent and linked so that nothing goes back."""
        # An old reserve that expires asks for no more: once both tranches are there,
        # what lies above the limit is at least as much.
        return max(0, self.usable - justified - self.year.figures.reserve_limit)


def outlook(year: YearSeen, *, opening_projected: int, is_over: bool) -> Outlook:
    """Weigh a year; one that `is_over` gets no more money, and spends none."""
    made = year.figures
    short = (tranche.expected - tranche.received for tranche in year.tranches)
    to_come = 0 if is_over else sum(max(0, amount) for amount in short)
    case = _Case(
        year=year,
        usable=made.funds + opening_projected + to_come,
        opening=made.opening_reserve + opening_projected,
    )
    decided = made.claimed - made.refund_paid
    linked = made.spent - made.ineligible
    more = 0 if is_over else case.to_spend(linked)
    lost = case.refund(linked + more, linked + more)
    return Outlook(
        usable=case.usable,
        to_come=to_come,
        spent=made.spent,
        reserve_limit=made.reserve_limit,
        at_risk=case.refund(made.spent, made.justified) + decided,
        lost=lost + decided,
        to_spend=more,
        to_link=made.unjustified,
        to_put_back=case.refund(made.spent + more, linked + more) - lost,
    )
