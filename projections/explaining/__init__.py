"""Explanations: from a figure to its parts, events, rules and documents.

A figure is either a sum of facts, or a formula of other figures; each part is one fact,
what was undone of one, another figure, or what a cap took off. Nothing is computed
here a second time: parts come from the state, and from the view that says what counts
(`ledger.counting`). That they add up is a property that tests hold for random books.

    explain(view, "refund_due", seen=Seen(view.year(2025), None, today))
"""

from projections.explaining.explanation import Explanation, RuleSaid, Seen, explain
from projections.explaining.names import NAMES, figure_named
from projections.explaining.parts import Part
from projections.labels import LABELS, figure_label

__all__ = [
    "LABELS",
    "NAMES",
    "Explanation",
    "Part",
    "RuleSaid",
    "Seen",
    "explain",
    "figure_label",
    "figure_named",
]
