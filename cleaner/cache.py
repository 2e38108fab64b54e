"""What is kept between runs, in the user's cache folder. Without a writable one all works, only slower."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

_NAME = "article-cleaner"


def cache_path(names: Iterable[str], ending: str) -> Path:
    """Where something is kept that is known by some names, such as the folders it was made from."""
    try:
        base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache"
    except RuntimeError:  # a user without a home, as in some containers: nothing is kept
        base = os.devnull
    digest = hashlib.sha256("\n".join(names).encode(errors="surrogateescape")).hexdigest()
    return Path(base) / _NAME / f"{digest[:16]}{ending}"


def write(path: Path, data: bytes) -> None:
    """Write whole or not at all: another process may be reading."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(data)
        Path(file.name).replace(path)
    except OSError:
        return
