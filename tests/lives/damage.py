"""Inputs that were damaged at random; one seed makes the same ones every time."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Final

SIZE_MAX: Final = 200_000
TOKENS: Final = [
    *(b"\0", b"\n", b"\r", b"\r\n", b"\n\n", b" ", b"\t", b"\xff", b"\xc0\xaf"),
    *(b"{", b"}", b"[", b"]", b'"', b"'", b",", b":", b"=", b"+", b"-", b"/", b"\\"),
    *(b"null", b"true", b"NaN", b"-0", b"1e999", b"1.5", b"0", b"00", b"-1"),
    *(b"9007199254740992", b"9223372036854775808", b"9" * 5_000, b"[" * 3_000),
    *(b'{"a":' * 3_000, b"A" * 70_000, b"\\ud800", b"\\u0000", b"\\u001b[2J"),
    *(b"0000-01-01", b"9999-12-31", b"2025-02-30", b"T24:00:00Z", b"+14:00"),
    *("٣".encode(), "\uff15".encode(), "²".encode(), "é".encode(), "e\u0301".encode()),
    *("\u202e".encode(), "\u2066".encode(), "\u200b".encode(), "\ufeff".encode()),
    *("\x85".encode(), "\u2028".encode(), "\N{EM DASH} ".encode(), b"\xed\xa0\x80"),
]


def damaged(samples: list[bytes], chance: Random, *, inputs: int) -> Iterator[bytes]:
    """Yield each sample as it is, then samples with one to six things done to them."""
    yield from samples[:inputs]
    for _ in range(inputs - len(samples)):
        made = Damage(chance, samples)
        for _ in range(chance.choice([1, 1, 1, 2, 3, 6])):
            chance.choice(CHANGES)(made)
        yield bytes(made.data[:SIZE_MAX])


class Damage:
    """One input in the making, and the chances that it takes."""

    def __init__(self, chance: Random, samples: list[bytes]) -> None:
        """Begin with one of the samples."""
        self.chance = chance
        self.samples = samples
        self.data = bytearray(chance.choice(samples))

    def span(self, data: bytearray) -> slice:
        """A short piece of it, anywhere."""
        start = self.chance.randint(0, len(data))
        return slice(start, start + int(self.chance.expovariate(0.1)))

    def flip(self) -> None:
        """One bit."""
        if self.data:
            at = self.chance.randrange(len(self.data))
            self.data[at] ^= 1 << self.chance.randrange(8)

    def replace(self) -> None:
        """One byte by any other."""
        if self.data:
            at = self.chance.randrange(len(self.data))
            self.data[at] = self.chance.randrange(256)

    def count(self) -> None:
        """One digit by another."""
        digits = [at for at, byte in enumerate(self.data[:5_000]) if 48 <= byte <= 57]
        if digits:
            self.data[self.chance.choice(digits)] = self.chance.randrange(48, 58)

    def cut(self) -> None:
        """A piece is gone."""
        del self.data[self.span(self.data)]

    def truncate(self) -> None:
        """All behind some place is gone."""
        del self.data[self.chance.randint(0, len(self.data)) :]

    def repeat(self) -> None:
        """A piece, several times."""
        span = self.span(self.data)
        self.data[span] = self.data[span] * self.chance.choice([2, 2, 3, 50, 1_000])

    def splice(self) -> None:
        """A piece of a sample in the place of another one."""
        other = bytearray(self.chance.choice(self.samples))
        start = self.chance.randint(0, len(self.data))
        end = start + self.chance.randint(0, 200)
        self.data[start:end] = other[self.span(other)]

    def insert(self) -> None:
        """A word that is known to hurt."""
        start = self.chance.randint(0, len(self.data))
        end = start + self.chance.choice([0, 0, 1, 4, 20])
        self.data[start:end] = self.chance.choice(TOKENS)

    def nest(self) -> None:
        """A piece within many brackets of one kind."""
        span = self.span(self.data)
        opening, closing = self.chance.choice([b"[]", b"{}", b"()", b'""', b"<>"])
        deep = self.chance.choice([1, 2, 100, 5_000])
        inner = bytes(self.data[span])
        self.data[span] = bytes([opening]) * deep + inner + bytes([closing]) * deep

    def magnify(self) -> None:
        """A number with many more digits, or a sign."""
        digits = [at for at, byte in enumerate(self.data[:5_000]) if 48 <= byte <= 57]
        if digits:
            at = self.chance.choice(digits)
            more = self.chance.choice([b"-", b"9" * 10, b"0" * 30, b"9" * 4_400])
            self.data[at:at] = more

    def shuffle(self) -> None:
        """The lines, in another order."""
        lines = self.data.split(b"\n")
        self.chance.shuffle(lines)
        self.data[:] = b"\n".join(lines)


CHANGES = [
    *(Damage.flip, Damage.replace, Damage.count, Damage.count, Damage.cut),
    *(Damage.truncate, Damage.repeat, Damage.splice, Damage.insert, Damage.insert),
    *(Damage.shuffle, Damage.nest, Damage.magnify),
]
