"""Which paths a bundle may hold: a closed list, so nothing else needs a thought.

Every path is lower-case ASCII but for one fixed name, and none ends in a dot or is
named like a device. Two different paths therefore stay different wherever a bag is
unpacked: there is no collision of case, of Unicode form or of a file system's habits.

    path_fault(b"data/../x") == "this path leads out of the bundle"
"""

from __future__ import annotations

import re

from ledger.messages import Message, message

PAYLOAD = "data/"
PATH_OCTETS_MAX = 80
_PRINTED_MAX = 100

_NUMBER = r"(?:0|[1-9][0-9]{0,15})"
_NO_DEVICE = r"(?!(?:aux|con|nul|prn|com[0-9]|lpt[0-9])(?:[.]|\Z))"
_NAME = _NO_DEVICE + r"[a-z0-9][a-z0-9.-]{0,63}"

_SMALL = (
    r"bagit[.]txt",
    r"bag-info[.]txt",
    r"manifest-sha256[.]txt",
    r"tagmanifest-sha256[.]txt(?:[.]sig)?",
    r"HOW-TO-VERIFY[.]txt",
    r"verify[.]html",
    r"data/checkpoint(?:[.]cosigned)?",
    rf"data/checkpoints/{_NUMBER}",
    rf"data/anchors/{_NUMBER}-{_NUMBER}",
    rf"data/rules/{_NAME}[.]toml",
    r"data/export[.]json",
)
_STREAMED = (
    r"data/events[.]jsonl",
    r"data/disclosures[.]jsonl",
    r"data/documents/[0-9a-f]{64}",
    rf"data/derived/{_NAME}(?<![.])",
)
_small = re.compile("|".join(_SMALL).encode())
_allowed = re.compile("|".join(_SMALL + _STREAMED).encode())

_FAULTS = (
    (
        rb"(?:.*/)?fetch[.]txt",
        message("fetch.txt is refused: a bundle is whole in itself"),
    ),
    (
        rb".*[^ -~].*",
        message("this path holds a character that is not printable ASCII"),
    ),
    (
        rb"/.*|[A-Za-z]:.*|.*\\.*",
        message("this path is that of one computer, not of a bundle"),
    ),
    (rb"(?:.*/)?[.]{1,2}(?:/.*)?", message("this path leads out of the bundle")),
    (rb".*/", message("this entry is a folder: a bundle holds files only")),
)
_faults = tuple((re.compile(form, re.DOTALL), words) for form, words in _FAULTS)


def path_fault(path: bytes) -> Message | None:
    """Why a bundle may not hold this path, or None when it may."""
    if _allowed.fullmatch(path):
        return None
    for form, words in _faults:
        if form.fullmatch(path):
            return words
    return message("this path is not one that a bundle holds")


def is_small(path: str) -> bool:
    """Whether the content is read in one piece, so that its size has to be capped."""
    return _small.fullmatch(path.encode()) is not None


def is_payload(path: str) -> bool:
    """Whether the manifest lists this path; otherwise the tag manifest does."""
    return path.startswith(PAYLOAD)


def printable(data: bytes) -> str:
    """Foreign bytes as short ASCII that no terminal takes for a command."""
    text = repr(data[: _PRINTED_MAX + 1])[2:-1]
    return text if len(text) <= _PRINTED_MAX else text[:_PRINTED_MAX] + "…"
