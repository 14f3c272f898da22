"""What happened: every fact of the domain text, as an immutable event.

An event has a versioned type name (`expense-recorded/1`) that never carries a Python
path and is never reused; `Event` is the closed union of them, and `Leaf` is an event
with its place in the log. Sealed fields hold commitments (sealed.py).
"""

from ledger.events.keeping import (
    PROVEN,
    AnchorRecorded,
    DataErased,
    KeyReplaced,
    KeyRotated,
)
from ledger.events.leaf import SCHOOL, Event, Leaf, Of, type_name
from ledger.events.school import (
    BookOpened,
    FileImported,
    Initiative,
    PlanApproved,
    PlanRecorded,
    SchoolChanged,
    SchoolEnded,
    UserAdded,
    UserLeft,
)
from ledger.events.spending import (
    DecisionRecorded,
    DocumentAttached,
    ExpenseRecorded,
    LinkRecorded,
    LinkWithdrawn,
    PaymentRecorded,
    RecoveryRecorded,
    ReversalRecorded,
)
from ledger.events.statement import Figures, TrancheFigures
from ledger.events.year import (
    AdjustmentRecorded,
    AllocationRecorded,
    OpeningRecorded,
    RefundPaid,
    TrancheReceived,
    YearClosed,
    YearOpened,
    YearReopened,
)

__all__ = [
    "PROVEN",
    "SCHOOL",
    "AdjustmentRecorded",
    "AllocationRecorded",
    "AnchorRecorded",
    "BookOpened",
    "DataErased",
    "DecisionRecorded",
    "DocumentAttached",
    "Event",
    "ExpenseRecorded",
    "Figures",
    "FileImported",
    "Initiative",
    "KeyReplaced",
    "KeyRotated",
    "Leaf",
    "LinkRecorded",
    "LinkWithdrawn",
    "Of",
    "OpeningRecorded",
    "PaymentRecorded",
    "PlanApproved",
    "PlanRecorded",
    "RecoveryRecorded",
    "RefundPaid",
    "ReversalRecorded",
    "SchoolChanged",
    "SchoolEnded",
    "TrancheFigures",
    "TrancheReceived",
    "UserAdded",
    "UserLeft",
    "YearClosed",
    "YearOpened",
    "YearReopened",
    "type_name",
]
