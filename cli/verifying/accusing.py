"""From a fork to a file: the fraud proof, beside where one stands, never over another.

A check tells the fork also where no proof can be made or written: then it says why.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

from msgspec import structs

from cli.verifying.checking import Checked, hashes_of
from ledger.errors import UsageError
from ledger.messages import Message, message
from ledger.note import VerifierKey, parse_checkpoint, parse_head
from ledger.system import reason_of
from ledger.verify import Report, Trust
from ledger.verify.contradiction import prove_contradiction
from ledger.verify.fraud import Fraud, encode_fraud
from ledger.verify.words.fraud import TAKEN, TWO_KEYS, not_written


def refuse_taken(wanted: Path | None) -> None:
    """Refuse to write over a file, before anything is checked."""
    if wanted is not None and wanted.exists():
        raise UsageError(
            message("{path} is there already", path=wanted),
            place="--fraud-proof",
            expected=message("the name of a new file"),
            next_step=message("choose another name"),
        )


def accuse(checked: Checked, trust: Trust, *, wanted: Path | None) -> Report:
    """Write the proof of the first fork that can be proven, and name it in the report.

    Where none can be proven, the report says why the first one cannot.
    """
    proof = accusation(checked, trust)
    return told(checked.report, proof, wanted=wanted) if proof else checked.report


def accusation(checked: Checked, trust: Trust) -> Fraud | Message | None:
    """Prove the first fork that can be proven; else say why, None where there is none.

    Nothing is written.
    """
    report = checked.report
    forks = [each.note.encode() for each in report.known if each.result == "fork"]
    if not forks:
        return None
    keys = [*checked.told.keys, *trust.logs]
    made = [proof_of(note, checked, keys=keys) for note in forks]
    return next((each for each in made if isinstance(each, Fraud)), made[0])


def proof_of(
    older: bytes | None, newer: Checked, *, keys: list[VerifierKey]
) -> Fraud | Message:
    """Prove that a head and the log of a file cannot both be true."""
    head = newer.told.head
    return prove_contradiction(
        older, head, keys=keys, read_leaves=lambda: hashes_of(newer.file)
    )


def told(report: Report, proof: Fraud | Message, *, wanted: Path | None) -> Report:
    """Write a proof and name it in the report, or say why there is none.

    The same proof that lies there already is only named.
    """
    if not isinstance(proof, Fraud):
        return _warned(report, not_written(proof))
    names = [wanted] if wanted else _names(report.school or "log", proof)
    data = encode_fraud(proof)
    try:
        for name in names:
            try:
                with name.open("xb") as file:
                    file.write(data)
            except FileExistsError:
                if name.read_bytes() != data:
                    continue
            if len(proof.keys) > 1:
                report = _warned(report, TWO_KEYS)
            return structs.replace(report, fraud_proof=str(name))
    except OSError as error:
        return _warned(report, not_written(reason_of(error)))
    return _warned(report, not_written(TAKEN))


def _names(school: str, proof: Fraud) -> Iterator[Path]:
    sizes = [
        parse_checkpoint(parse_head(text.encode()).text).size
        for text in (proof.older, proof.newer)
    ]
    stem = f"{school}-{sizes[0]}-{sizes[1]}"
    yield Path(f"{stem}.fraud.json")
    for number in count(2):
        yield Path(f"{stem}-{number}.fraud.json")


def _warned(report: Report, warning: str) -> Report:
    return structs.replace(report, warnings=[*report.warnings, warning])
