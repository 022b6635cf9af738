"""Who and what was deleted, as random ids in a file beside the database: a restored backup is made to forget it again.

The file holds no name and no word. It belongs with the database but not into its backups: an old backup would bring an
old file along, which knows less.
"""

from __future__ import annotations

import os
from pathlib import Path

from couples.security.keys import sync

NAME = "forgotten"


class Forgotten:
    def __init__(self, data: Path) -> None:
        self._path = data / NAME

    def add(self, kind: str, id: str) -> None:
        """On disk when this returns, the file's name too: it may be new."""
        handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(handle, f"{kind} {id}\n".encode())
            os.fsync(handle)
        finally:
            os.close(handle)
        sync(self._path.parent)

    def all(self, kind: str) -> list[str]:
        """Each id of a kind, in the order in which they were deleted. A line that was cut off counts for nothing."""
        if not self._path.exists():
            return []
        lines = self._path.read_text("ascii", errors="replace").splitlines(keepends=True)
        pairs = [line.split() for line in lines if line.endswith("\n")]
        return [id for found, id in (pair for pair in pairs if len(pair) == 2) if found == kind]
