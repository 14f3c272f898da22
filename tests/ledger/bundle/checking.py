"""Writing and checking bundles in memory, as the tests do it throughout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO

from fixtures.zip_forge import AGENT, DAY, EXTRA, ORIGIN, PAYLOAD, SIGNATURE
from ledger.bundle.bag import Part, write_bundle
from ledger.bundle.bag_check import check_bag
from ledger.bundle.container import Container
from ledger.bundle.tag_files import Label
from ledger.bundle.zip_layout import LIMITS, Limits
from ledger.bundle.zip_reader import open_container
from ledger.bundle.zip_writer import ZipWriter
from ledger.findings import Finding

LABEL = Label(agent=AGENT, day=DAY, origin=ORIGIN)


def opened(data: bytes, limits: Limits = LIMITS) -> Container:
    """The container, which has to be sound."""
    container = open_container(BytesIO(data), len(data), limits=limits)
    assert isinstance(container, Container), container
    return container


def check(data: bytes, limits: Limits = LIMITS) -> list[Finding]:
    """All that is found in these bytes, by container and bag."""
    container = open_container(BytesIO(data), len(data), limits=limits)
    if isinstance(container, list):
        return container
    return check_bag(container).findings


def written(payload: Mapping[str, bytes] = PAYLOAD) -> bytes:
    """The bundle of this payload, by the writer."""
    file = BytesIO()
    parts = [
        Part(name=name, size=len(data), chunks=[data[:7], data[7:]])
        for name, data in payload.items()
    ]
    write_bundle(
        file, parts, label=LABEL, tag_files=EXTRA, sign=lambda _manifest: SIGNATURE
    )
    return file.getvalue()


def zipped(files: Mapping[str, bytes], limits: Limits = LIMITS) -> bytes:
    """The container of these files, which need not be a bag."""
    file = BytesIO()
    writer = ZipWriter(file, DAY, limits=limits)
    for name in sorted(files):
        writer.add(name, [files[name]], size=len(files[name]))
    writer.close()
    return file.getvalue()


def every_one_byte_change(data: bytes) -> Iterator[bytes]:
    """Each byte plus one, and each byte with its highest bit turned."""
    for index, byte in enumerate(data):
        for other in ((byte + 1) & 0xFF, byte ^ 0x80):
            yield data[:index] + bytes([other]) + data[index + 1 :]
