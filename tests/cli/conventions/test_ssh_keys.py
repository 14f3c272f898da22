"""Whoever exports can sign with his own OpenSSH key, and ssh-keygen checks it."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest

from ledger.note.sshsig import BUNDLE
from ledger.verify.exporter import check_exporter
from tests.cli.terminal import Terminal

SIGNED = "tagmanifest-sha256.txt"


def keygen(folder: Path, *words: str, stdin: bytes = b"") -> bytes:
    done = subprocess.run(
        ["ssh-keygen", *words], cwd=folder, input=stdin, check=True, capture_output=True
    )
    return done.stdout


def make_key(folder: Path, passphrase: str = "", *, kind: str = "ed25519") -> str:
    """Make a pair; the line of its public half."""
    keygen(folder, "-q", "-t", kind, "-C", "an", "-N", passphrase, "-f", "id")
    return (folder / "id.pub").read_text()


def unpack(folder: Path) -> tuple[bytes, bytes]:
    """The list of files in out.zip, and its signature."""
    with zipfile.ZipFile(folder / "out.zip") as archive:
        return archive.read(SIGNED), archive.read(f"{SIGNED}.sig")


@pytest.mark.needs("ssh-keygen")
@pytest.mark.parametrize("passphrase", ["", "een lange zin"])
def test_the_signature_of_an_export_is_good_to_ssh_keygen(
    book: Terminal, passphrase: str
) -> None:
    folder = book.folder
    public = make_key(folder, passphrase)
    book.sets(ssh_passphrase="een lange zin")
    book.does("export out.zip --ssh-key id")
    listed, signature = unpack(folder)
    (folder / "sig").write_bytes(signature)
    (folder / "allowed").write_text(f"an@school {public}")
    said = keygen(
        folder,
        *("-Y", "verify", "-f", "allowed", "-I", "an@school", "-n", BUNDLE),
        *("-s", "sig"),
        stdin=listed,
    )
    assert said.startswith(b'Good "verantwoord-bundle" signature for an@school')
    told = keygen(folder, "-l", "-f", "id.pub").decode().split()[1]
    assert check_exporter(signature, listed) == (told, [])


@pytest.mark.needs("ssh-keygen")
def test_a_signature_of_ssh_keygen_is_good_to_us(book: Terminal) -> None:
    folder = book.folder
    make_key(folder)
    book.does("export out.zip --ssh-key id")
    listed, ours = unpack(folder)
    for namespace in (BUNDLE, "file"):
        theirs = keygen(folder, *f"-Y sign -f id -n {namespace}".split(), stdin=listed)
        told, findings = check_exporter(theirs, listed)
        assert (theirs == ours) is (namespace == BUNDLE) is (told is not None)
        assert len(findings) == (told is None)


@pytest.mark.needs("ssh-keygen")
def test_a_bundle_that_the_exporter_signed_still_verifies(book: Terminal) -> None:
    make_key(book.folder)
    book.does("export out.zip --ssh-key id")
    book.does("verify out.zip")


@pytest.mark.needs("ssh-keygen")
@pytest.mark.parametrize("kind", ["ecdsa", "rsa"])
def test_a_key_of_another_type_is_refused(book: Terminal, kind: str) -> None:
    make_key(book.folder, kind=kind)
    error = book.refuses("export out.zip --ssh-key id", code=3)
    assert "its type is not Ed25519" in error["message"]
    assert not (book.folder / "out.zip").exists()


@pytest.mark.needs("ssh-keygen")
def test_the_passphrase_is_asked_for_or_named_as_missing(book: Terminal) -> None:
    make_key(book.folder, "een lange zin")
    error = book.refuses("export out.zip --ssh-key id", code=3)
    assert (error["place"], "VERANTWOORD_SSH_PASSPHRASE" in error["next"]) == (
        "id",
        True,
    )
    book.sets(ssh_passphrase="een andere zin")
    error = book.refuses("export out.zip --ssh-key id", code=3)
    assert error["message"] == "the passphrase does not open this SSH key"
    book.patch.delenv("VERANTWOORD_SSH_PASSPHRASE")
    book.patch.setattr("click.termui.hidden_prompt_func", lambda _: "een lange zin")
    book.typing()
    book.does("export out.zip --ssh-key id")
    assert b"SSH SIGNATURE" in unpack(book.folder)[1]


def test_a_file_that_is_no_key_is_refused(book: Terminal) -> None:
    book.writes("id", "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n")
    for name, words in (
        ("id", "no OpenSSH private key"),
        ("nowhere", "cannot be read"),
    ):
        error = book.refuses(f"export out.zip --ssh-key {name}", code=3)
        assert words in error["message"]
        assert error["place"] == name
