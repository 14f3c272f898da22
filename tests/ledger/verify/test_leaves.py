"""Lines as leaves: what a newer program wrote is told apart from damage."""

from __future__ import annotations

from ledger import codec
from ledger.verify.leaves import UnknownLeaf, read_each
from tests.ledger.verify import bundles as b


def test_a_newer_type_may_stand_far_down_a_long_stream() -> None:
    line = b.lines_of(b.unpacked(b.honest()))[36]
    line = line.replace(b"school-ended/1", b"school-ended/2")
    version = codec.decode(b.lines_of(b.unpacked(b.honest()))[36]).version
    long = line.replace(b'"version":%d' % version, b'"version":1000001')
    (leaf,) = read_each([long])
    assert isinstance(leaf, UnknownLeaf)
    assert leaf.version == 1_000_001
