"""One browser for all of these tests; each of them opens the page anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ledger.bundle.verify_page import VERIFY_PAGE, verify_page
from tests.page.browser import Answer, Page, chromium


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("browser")
    path = folder / VERIFY_PAGE
    path.write_bytes(verify_page())
    with chromium(folder) as driver:
        yield Page(driver, path)


@pytest.fixture
def check(page: Page, tmp_path: Path) -> Callable[[bytes, str | None], Answer]:
    """What the page says of these bytes, given this key."""

    def checked(data: bytes, key: str | None = None) -> Answer:
        path = tmp_path / "bundle.zip"
        path.write_bytes(data)
        return page.check(path, key=key)

    return checked
