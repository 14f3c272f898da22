"""The exporter's own SSH signature of the list of files, in step 13."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from fixtures.every_kind import KEY, every_kind
from ledger.book.exporting import Making, export
from ledger.findings import Code
from ledger.keys.sshsig import read_ssh_key, ssh_signer
from ledger.verify import Report
from tests.ledger.verify import bundles as b

SIGNATURE = "tagmanifest-sha256.txt.sig"


@pytest.fixture
def sealed(tmp_path: Path) -> bytes:
    """A bundle that somebody signed with an SSH key of his own."""
    key = tmp_path / "id"
    made = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)]
    subprocess.run(made, check=True)
    every_kind(tmp_path / "school.book").close()
    sign = ssh_signer(read_ssh_key(key), lambda: None)
    target = tmp_path / "school.zip"
    export(tmp_path / "school.book", target, key=KEY, making=Making(sign=sign))
    return target.read_bytes()


def fingerprint_of(folder: Path) -> str:
    shown = ["ssh-keygen", "-l", "-f", str(folder / "id.pub")]
    done = subprocess.run(shown, check=True, capture_output=True, text=True)
    return done.stdout.split()[1]


def with_signature(data: bytes, old: bytes, *, new: bytes) -> Report:
    """The bundle with bytes changed in place: the CRC is then wrong as well."""
    assert len(old) == len(new)
    return b.verified(data.replace(old, new))


@pytest.mark.needs("ssh-keygen")
def test_it_is_told_whose_key_has_signed(sealed: bytes, tmp_path: Path) -> None:
    report = b.verified(sealed)
    assert (report.findings, report.exporter) == ([], fingerprint_of(tmp_path))
    assert b.verified(b.honest()).exporter is None


@pytest.mark.needs("ssh-keygen")
def test_a_changed_list_is_not_the_one_that_was_signed(sealed: bytes) -> None:
    files = b.unpacked(sealed)
    line = files["tagmanifest-sha256.txt"].splitlines()[0]
    other = line.replace(line[:4], b"0000")
    report = with_signature(sealed, line, new=other)
    assert Code.SIGNATURE in b.codes(report)
    assert SIGNATURE in b.places(report, Code.SIGNATURE)
    assert report.exporter is None


@pytest.mark.needs("ssh-keygen")
def test_what_is_no_signature_is_found(sealed: bytes) -> None:
    signature = b.unpacked(sealed)[SIGNATURE]
    report = with_signature(sealed, signature, new=b"x" * len(signature))
    assert SIGNATURE in b.places(report, Code.SIGNATURE)
