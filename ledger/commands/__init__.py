"""What somebody wishes to record: one immutable command for each kind of the journal.

A command holds plain values: amounts in cents, days as dates, sealed values as text.
`ledger.decide` turns it into events, or refuses it.
"""

from ledger.commands.anchors import RecordAnchor
from ledger.commands.erasing import EraseData
from ledger.commands.keys import ReplaceKey, RotateKey
from ledger.commands.school import (
    AddUser,
    ApprovePlan,
    ChangeSchool,
    EndSchool,
    OpenBook,
    PlannedInitiative,
    RecordPlan,
    RemoveUser,
)
from ledger.commands.spending import (
    AttachDocument,
    RecordDecision,
    RecordExpense,
    RecordLink,
    RecordPayment,
    RecordRecovery,
    ReverseFact,
    WithdrawLink,
)
from ledger.commands.wish import Wish
from ledger.commands.year import (
    CloseYear,
    PayRefund,
    ReceiveTranche,
    RecordAdjustment,
    RecordAllocation,
    RecordOpening,
    ReopenYear,
)

__all__ = [
    "AddUser",
    "ApprovePlan",
    "AttachDocument",
    "ChangeSchool",
    "CloseYear",
    "EndSchool",
    "EraseData",
    "OpenBook",
    "PayRefund",
    "PlannedInitiative",
    "ReceiveTranche",
    "RecordAdjustment",
    "RecordAllocation",
    "RecordAnchor",
    "RecordDecision",
    "RecordExpense",
    "RecordLink",
    "RecordOpening",
    "RecordPayment",
    "RecordPlan",
    "RecordRecovery",
    "RemoveUser",
    "ReopenYear",
    "ReplaceKey",
    "ReverseFact",
    "RotateKey",
    "Wish",
    "WithdrawLink",
]
