"""A timestamp authority for a test: `openssl ts` with certificates made on the spot."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

CERTIFICATES = """
[ req ]
distinguished_name = dn
prompt = no
[ dn ]
CN = unused
[ root ]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[ tsa ]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
"""
SERVICE = """
[ tsa ]
default_tsa = authority
[ authority ]
serial = serial
crypto_device = builtin
signer_cert = tsa.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
"""
NEW_KEY = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -config cnf"


class Authority:
    """One root and one authority under it, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        """Make the certificates."""
        folder.mkdir()
        self.folder = folder
        (folder / "cnf").write_text(CERTIFICATES)
        (folder / "ts").write_text(SERVICE)
        (folder / "serial").write_text("01\n")
        root = "-extensions root -keyout root.key -out root.pem -subj '/CN=Test Root'"
        self._openssl(f"req -x509 {NEW_KEY} {root}")
        asked = "-keyout tsa.key -out csr -subj /O=Test/CN=Timestamps"
        self._openssl(f"req {NEW_KEY} {asked}")
        by = "-CA root.pem -CAkey root.key -CAcreateserial -extfile cnf"
        self._openssl(f"x509 -req -in csr {by} -extensions tsa -days 30 -out tsa.pem")

    @property
    def pem(self) -> bytes:
        """The root certificate."""
        return (self.folder / "root.pem").read_bytes()

    def answer(self, request: bytes) -> bytes:
        """Answer a request."""
        (self.folder / "request").write_bytes(request)
        self._openssl("ts -reply -config ts -queryfile request -out answer")
        return (self.folder / "answer").read_bytes()

    def token(self) -> bytes:
        """Give the bare token in the last answer."""
        self._openssl("ts -reply -in answer -token_out -out token")
        return (self.folder / "token").read_bytes()

    def vouches(self, answer: bytes, note: bytes) -> bool:
        """Whether openssl itself takes an answer as one over a note."""
        (self.folder / "given").write_bytes(answer)
        (self.folder / "note").write_bytes(note)
        return self._run("ts -verify -data note -in given -CAfile root.pem") == 0

    def _openssl(self, words: str) -> None:
        assert self._run(words) == 0, words

    def _run(self, words: str) -> int:
        command = ["openssl", *shlex.split(words)]
        done = subprocess.run(
            command, cwd=self.folder, capture_output=True, check=False
        )
        return done.returncode
