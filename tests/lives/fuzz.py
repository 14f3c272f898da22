"""Inputs that were damaged at random, given to every reader of the program.

    python -m tests.lives.fuzz [--inputs 100000] [--seed 7] [READER…]
    python -m tests.lives.fuzz READER --input HEX

A reader may only return or raise a `LedgerError`. Anything else is printed with a line
that gives it the same input again, and the run ends with code 1. One seed makes the
same inputs every time.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections.abc import Iterable, Iterator
from random import Random

import msgspec

from ledger.errors import LedgerError
from tests.lives.readers import READERS, Reader

SIZE_MAX = 200_000
FAULTS_MAX = 20
SECONDS_MAX = 5.0
TOKENS = [
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


class Fault(msgspec.Struct, frozen=True):
    """A reader, an input that it did not bear, and what happened."""

    reader: str
    data: bytes
    what: str

    def __str__(self) -> str:
        again = f"python -m tests.lives.fuzz {self.reader} --input {self.data.hex()}"
        return f"{self.what.rstrip()}\n{again}"


def fuzz(name: str, *, inputs: int, seed: int) -> Iterator[Fault]:
    """Yield what goes wrong with this many inputs of one seed."""
    reader = READERS[name]
    for data in damaged(reader, Random(f"{name} {seed}"), inputs=inputs):
        fault = try_one(name, data)
        if fault:
            yield fault


def try_one(name: str, data: bytes) -> Fault | None:
    """Give one input to a reader."""
    start = time.process_time()
    try:
        READERS[name].read(data)
    except LedgerError:
        pass
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001  # libraries panic with more than exceptions
        return Fault(name, data, traceback.format_exc(limit=-2))
    took = time.process_time() - start
    if took > SECONDS_MAX:
        return Fault(name, data, f"{name}: {took:.1f} seconds for {len(data)} bytes")
    return None


def damaged(reader: Reader, chance: Random, *, inputs: int) -> Iterator[bytes]:
    """Yield each sample as it is, then samples with one to six things done to them."""
    samples = reader.samples()
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

    def shuffle(self) -> None:
        """The lines, in another order."""
        lines = self.data.split(b"\n")
        self.chance.shuffle(lines)
        self.data[:] = b"\n".join(lines)


CHANGES = [
    *(Damage.flip, Damage.replace, Damage.count, Damage.count, Damage.cut),
    *(Damage.truncate, Damage.repeat, Damage.splice, Damage.insert, Damage.insert),
    Damage.shuffle,
]


def run(names: Iterable[str], *, inputs: int, seed: int) -> int:
    """Fuzz these readers one after the other; give the exit code."""
    code = 0
    for name in names:
        faults: list[Fault] = []
        for fault in fuzz(name, inputs=inputs, seed=seed):
            faults.append(fault)
            sys.stdout.write(f"{fault}\n")
            if len(faults) == FAULTS_MAX:
                break
        sys.stdout.write(f"{name}: {inputs} inputs, {len(faults)} faults\n")
        sys.stdout.flush()
        code = code or bool(faults)
    return code


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readers", nargs="*", metavar="READER", default=[*READERS])
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--input", type=bytes.fromhex, metavar="HEX")
    given = parser.parse_args()
    if unknown := set(given.readers) - set(READERS):
        parser.error(f"no reader is called {sorted(unknown)}")
    if given.input is None:
        return run(given.readers, inputs=given.inputs, seed=given.seed)
    faults = [fault for name in given.readers if (fault := try_one(name, given.input))]
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
