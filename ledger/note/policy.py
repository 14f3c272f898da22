"""The policy of a verifier: which logs and witnesses count, and how many of them.

    log verantwoord/030569/0123456789abcdef+1a2b3c4d+AekyeRrm56h…
    witness agodi regulator.example/agodi+0a1b2c3d+BEk…
    witness audit rekenhof.example/w1+4e5f6071+BEk…
    group both all agodi audit
    quorum both

Source: c2sp.org/tlog-policy. Names are octets, and mean nothing outside of the file.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

import msgspec

from ledger.errors import LedgerError, UsageError
from ledger.messages import message
from ledger.note.vkey import COSIGNATURE, ED25519, VerifierKey, parse_vkey

NONE: Final = "none"
POLICY_SIZE_MAX: Final = 1_000_000
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_COUNT = re.compile("[1-9][0-9]{0,5}")


class Group(msgspec.Struct, frozen=True):
    """At least `count` of the members, each a witness or an earlier group."""

    count: int
    members: tuple[str, ...]


class Policy(msgspec.Struct, frozen=True):
    """Logs, witnesses by name, groups by name in their order, and the quorum."""

    logs: tuple[VerifierKey, ...]
    witnesses: dict[str, VerifierKey]
    groups: dict[str, Group]
    quorum: str

    def is_met(self, cosigners: Collection[VerifierKey]) -> bool:
        """Whether those who cosigned a checkpoint make the quorum."""
        if self.quorum == NONE:
            return True
        met = {name for name, key in self.witnesses.items() if key in cosigners}
        for name, group in self.groups.items():
            if len(met.intersection(group.members)) >= group.count:
                met.add(name)
        return self.quorum in met


def parse_policy(data: bytes) -> Policy:
    """Read a policy file; raises `UsageError` that names the line."""
    if len(data) > POLICY_SIZE_MAX:
        raise UsageError(
            message("a policy has at most {most} bytes", most=POLICY_SIZE_MAX)
        )
    text = data.decode(errors="surrogateescape")
    reading = _Reading()
    for number, line in enumerate(text.split("\n"), 1):
        try:
            reading.take(line)
        except LedgerError as error:
            raise UsageError(
                error.message,
                place=message("line {number}", number=number),
                expected=error.expected,
                found=error.found,
            ) from None
    return reading.policy()


class _Reading:
    """What the lines so far have defined."""

    def __init__(self) -> None:
        self.logs: list[VerifierKey] = []
        self.witnesses: dict[str, VerifierKey] = {}
        self.groups: dict[str, Group] = {}
        self.quorum: str | None = None
        self._members: set[str] = set()
        self._publics: set[bytes] = set()
        self._witnessing: set[bytes] = set()

    def take(self, line: str) -> None:
        """Take one line, in order: a group names only what stands above it."""
        if _FORBIDDEN.search(line):
            raise UsageError(
                message("a policy has no control characters but tab and line feed")
            )
        words = [word for word in re.split("[ \t]", line) if word]
        if not words or words[0].startswith("#"):
            return
        match words:
            case ["log", vkey] | ["log", vkey, _]:
                self._add_log(vkey)
            case ["witness", name, vkey] | ["witness", name, vkey, _]:
                self._add_witness(name, vkey)
            case ["group", name, count, *members]:
                self._add_group(name, count, members=members)
            case ["quorum", name]:
                self._set_quorum(name)
            case _:
                raise _no_line(line)

    def policy(self) -> Policy:
        """Give the whole; the quorum must have been named."""
        if self.quorum is None:
            raise UsageError(
                message("the policy has no quorum line"),
                expected=message("one, as: quorum none"),
                found=message("none"),
            )
        return Policy(tuple(self.logs), self.witnesses, self.groups, self.quorum)

    def _add_log(self, vkey: str) -> None:
        key = _key(vkey, kind=ED25519)
        if key.public in self._publics:
            said = message("this log stands above already")
            raise UsageError(said, found=key.name)
        self._publics.add(key.public)
        self.logs.append(key)

    def _add_witness(self, name: str, vkey: str) -> None:
        key = _key(vkey, kind=COSIGNATURE)
        self._refuse_taken(name)
        if key.public in self._witnessing:
            said = message("this witness stands above already")
            raise UsageError(said, found=key.name)
        self._witnessing.add(key.public)
        self.witnesses[name] = key

    def _add_group(self, name: str, count: str, *, members: list[str]) -> None:
        self._refuse_taken(name)
        for member in members:
            if member == NONE or not self._is_known(member):
                said = message("a group names what no line above defines")
                raise UsageError(said, found=_shown(member))
            if member in self._members:
                said = message("each witness and group is a member once")
                raise UsageError(said, found=_shown(member))
            self._members.add(member)
        wanted = {"all": len(members), "any": 1}.get(count)
        if wanted is None and _COUNT.fullmatch(count):
            wanted = int(count)
        if wanted is None or not 1 <= wanted <= len(members):
            raise UsageError(
                message("a group says how many of its members are needed"),
                expected=message(
                    "all, any, or a number from 1 to {most}", most=len(members)
                ),
                found=_shown(count),
            )
        self.groups[name] = Group(wanted, tuple(members))

    def _set_quorum(self, name: str) -> None:
        if self.quorum is not None:
            said = message("a policy has one quorum line")
            raise UsageError(said, found=message("a second one"))
        if name != NONE and not self._is_known(name):
            said = message("the quorum names what no line above defines")
            raise UsageError(said, found=_shown(name))
        self.quorum = name

    def _is_known(self, name: str) -> bool:
        return name in self.witnesses or name in self.groups

    def _refuse_taken(self, name: str) -> None:
        if name == NONE or self._is_known(name):
            raise UsageError(message("this name is taken"), found=_shown(name))


def _key(vkey: str, *, kind: int) -> VerifierKey:
    key = parse_vkey(vkey)
    if key.kind != kind:
        raise UsageError(
            message("that is not the key of a log")
            if kind == ED25519
            else message("that is not the key of a witness"),
            expected=message("a key of type {type}", type=kind),
            found=message("type {type}", type=key.kind),
        )
    return key


def _no_line(line: str) -> UsageError:
    return UsageError(
        message("that is no line of a policy"),
        expected=message(
            "log VKEY, witness NAME VKEY, group NAME all|any|COUNT NAME…, or quorum"
            " NAME"
        ),
        found=ascii(line[:80]),
    )


def _shown(name: str) -> str:
    return ascii(name[:80])
