"""The folders of the user: for what is kept, and for what can be made again.

`VERANTWOORD_DATA` and `VERANTWOORD_CACHE` name other ones than the system's; empty,
nothing is kept there.
"""

from __future__ import annotations

import os
from pathlib import Path


def data_folder() -> Path | None:
    """Give the folder of this user's data, None where there is to be none."""
    return _folder("DATA")


def cache_folder() -> Path | None:
    """Give the folder of what is kept to be faster, None where there is to be none."""
    return _folder("CACHE")


def _folder(kind: str) -> Path | None:
    named = os.environ.get(f"VERANTWOORD_{kind}")
    if named is not None:
        return Path(named) if named else None
    # Whoever names a folder needs not the library that knows the system's.
    from platformdirs import PlatformDirs

    usual = PlatformDirs("verantwoord", appauthor=False)
    return usual.user_data_path if kind == "DATA" else usual.user_cache_path
