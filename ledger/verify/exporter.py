"""Step 13 for the exporter: whose SSH key has signed the list of the files.

It says who handed the bundle out, and nothing of the log: anybody can make such a key.
Its reader compares the fingerprint with the one that he has from the exporter.
"""

from __future__ import annotations

from ledger.bundle.tag_files import TAG_MANIFEST_SIGNATURE
from ledger.errors import MalformedError
from ledger.findings import Code, Finding
from ledger.note.sshsig import BUNDLE, check_sshsig, fingerprint
from ledger.verify.found import Found


def check_exporter(data: bytes, signed: bytes) -> tuple[str | None, list[Finding]]:
    """Give the fingerprint of who signed the tag manifest, None where it fails.

    `data` is the file of the signature, `signed` the bytes of the tag manifest.
    """
    found = Found(Code.SIGNATURE)
    try:
        public = check_sshsig(data, signed, namespace=BUNDLE)
    except MalformedError as error:
        found.add_error(TAG_MANIFEST_SIGNATURE, error)
        return None, found.findings
    return fingerprint(public), []
