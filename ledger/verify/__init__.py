"""Verify: bytes in, findings out. It needs no store and no event-sourcing library.

Every step that is safe is run, everything that is found is reported, and the code of a
report is the lowest that applies: 10 container, 11 manifest, 12 log, 13 signature, 16
sealed values and documents, 17 replay (14, 15 and 18: forks, anchors and redaction).
Nothing is raised for what a bundle holds.

Words. A *finding* is one thing that is not as it should be, with its place. A *grade*
says whose word the log is. *Trust* is what the verifier brings along: keys, a policy,
rule sets that the program does not ship, heads known before.

    trust = Trust(keys=[parse_vkey("verantwoord/030569/01…+…+…")])
    report = verify_bundle(file, trust)
    report.ok, report.code, report.grade
"""

from ledger.verify.bundle import verify_bundle
from ledger.verify.heads import Grade
from ledger.verify.report import Report
from ledger.verify.trust import Trust

__all__ = ["Grade", "Report", "Trust", "verify_bundle"]
