"""What is installed: the three packages with all that is in them, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.conftest import ROOT

PACKAGES = ("ledger", "projections", "cli")
SAMPLES, DEMO = "fixtures/school", "cli/demo/school"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run(
        [*build, "--directory", str(folder)], cwd=ROOT, check=True, capture_output=True
    )
    (wheel,) = folder.glob("verantwoord-*.whl")
    with ZipFile(wheel) as archive:
        return archive.namelist()


def test_the_wheel_has_three_packages_at_its_top(installed: list[str]) -> None:
    tops = {name.partition("/")[0] for name in installed}
    (about,) = (top for top in tops if top.endswith(".dist-info"))
    assert tops == {*PACKAGES, about}


def test_the_wheel_leaves_out_nothing_of_them(installed: list[str]) -> None:
    there = (path for top in PACKAGES for path in (ROOT / top).rglob("*"))
    expected = {name_of(path) for path in there if is_ours(path)}
    samples = [path for path in (ROOT / SAMPLES).rglob("*") if is_ours(path)]
    expected |= {name_of(path).replace(SAMPLES, DEMO) for path in samples}
    assert samples
    assert expected <= set(installed)
    assert {name for name in installed if name.startswith(PACKAGES)} == expected


def is_ours(path: Path) -> bool:
    return path.is_file() and "__pycache__" not in path.parts


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
