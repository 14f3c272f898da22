"""The proof bundle: one file for the verifier."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

import click
import msgspec

from cli.anchoring.files import read_small
from cli.commands.checkpoint import Head, head_of
from cli.enclosing import Enclosing, Lacking, enclosed_lines
from cli.handing_out import event_named, hand_out_to
from cli.options import common_options, pass_surroundings
from cli.passphrase import key_for, ssh_signer_for
from cli.progress import busy
from cli.surroundings import Surroundings
from ledger.book.exporting import Exported, Making
from ledger.book.exporting import export as write_bundle
from ledger.bundle.redaction import units_of
from ledger.errors import UsageError
from ledger.messages import message


class Told(msgspec.Struct, frozen=True):
    """What was written."""

    bundle: str
    bytes: int
    head: Head
    left_out: list[str]
    reports: list[str]
    missing: list[Lacking]


@click.command()
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path, readable=False),
    help="A file with the passphrase of the key.",
)
@click.option(
    "--ssh-key",
    type=click.Path(path_type=Path, readable=False),
    help="Sign the list of files with your own OpenSSH key (Ed25519).",
)
@click.option(
    "--redact",
    multiple=True,
    metavar="FIELD",
    help="Leave out: names, all, documents, or a field as supplier.",
)
@click.option("--event", help="Only this event, by number or ref, as a .tlog-proof.")
@click.option(
    "--cosigned",
    type=click.Path(path_type=Path, readable=False),
    help="The note of just this head, as it came back from a witness.",
)
@click.option("--no-reports", is_flag=True, help="Enclose no reports for people.")
@click.option("--force", is_flag=True, help="Replace FILE where it is there already.")
@common_options
@pass_surroundings
def export(
    here: Surroundings,
    /,
    file: Path,
    *,
    passphrase_file: Path | None,
    ssh_key: Path | None,
    redact: tuple[str, ...],
    event: str | None,
    cosigned: Path | None,
    no_reports: bool,
    force: bool,
) -> None:
    """Write the proof bundle of the whole book to FILE (.zip).

    The same book gives the same bytes. Whoever gets it can check all of it offline:
    `verantwoord verify FILE`, or the stock commands in its HOW-TO-VERIFY.txt.
    """
    left_out = units_of(redact)
    if event is not None:
        _refuse_redacted(left_out)
        n = event_named(here, file, event=event)
        key = key_for(here, here.book, file=passphrase_file)
        hand_out_to(here, file, n=n, key=key, force=force)
        return
    _refuse_other_name(file)
    sign = ssh_signer_for(here, ssh_key) if ssh_key else None
    key = key_for(here, here.book, file=passphrase_file)
    came = read_small(cosigned) if cosigned else None
    derived = Enclosing(here, here.book, left_out=left_out, off=no_reports)
    making = Making(sign=sign, left_out=left_out, cosigned=came, derived=derived)
    with busy(here, message("writing the bundle")):
        written = write_bundle(here.book, file, key=key, force=force, making=making)
    told = _told(file, written, derived=derived)
    here.answer(told, lambda: [*enclosed_lines(derived), *_lines(told)])


def _told(file: Path, written: Exported, *, derived: Enclosing) -> Told:
    return Told(
        bundle=str(file),
        bytes=written.octets,
        head=head_of(written.note),
        left_out=sorted(derived.left_out),
        reports=derived.names,
        missing=derived.lacking,
    )


def _refuse_other_name(file: Path) -> None:
    if file.suffix.lower() != ".zip":
        raise UsageError(
            message("{file} does not end in .zip", file=file),
            place=str(file),
            expected=message("a name as bundle.zip"),
            found=file.name,
        )


def _lines(told: Told) -> Iterator[str]:
    head = told.head
    yield message(
        "{bundle}: {bytes} bytes, {size} events, root {root}",
        bundle=told.bundle,
        bytes=told.bytes,
        size=head.size,
        root=head.root,
    )
    signed, unsigned = message("signed"), message("unsigned: the book has no key")
    yield signed if head.signed else unsigned
    yield from _redacted(told.left_out)


def _redacted(units: list[str]) -> Iterator[str]:
    if units:
        yield message("left out, as the bundle says of itself:")
        yield from (f"  {unit}" for unit in units)
        yield message("its reader checks it with: verantwoord verify --allow-redacted")


def _refuse_redacted(left_out: Collection[str]) -> None:
    if left_out:
        raise UsageError(
            message("a hand-out of one event leaves nothing out"),
            expected=message("--event without --redact, or a bundle with it"),
            found=message("both"),
        )
