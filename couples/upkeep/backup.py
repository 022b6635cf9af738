"""A copy of the database that a running server goes on writing to, looked through before it counts as one.

The server's keys are not in it: whoever finds a backup finds no word. Keep `keys.json` somewhere else.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from couples.security import keys
from couples.settings import Settings
from couples.upkeep import files, postgres
from couples.upkeep.folder import shared
from couples.upkeep.look import Found, look, must_open
from couples.upkeep.problem import Problem


@dataclass(frozen=True)
class Made:
    path: Path
    found: Found

    @property
    def size(self) -> int:
        return self.path.stat().st_size


def make(settings: Settings, path: Path | None, now: datetime.datetime) -> Made:
    """Whole or not at all, for its owner's eyes alone. A folder, or nothing, means a name made of the time."""
    target = _target(settings, path, now)
    with shared(settings.data):
        server_keys = keys.load(settings.data / keys.NAME)
        if server_keys is None or not _there(settings):
            raise Problem(f"There is nothing to back up in {settings.data}: no server has run on it.")
        with files.whole_or_not(target) as part:
            found = _files(settings, part, server_keys) if settings.sqlite else None
            found = found or postgres.dump(settings, part, server_keys)
            must_open(found)
    return Made(target, found)


def _files(settings: Settings, part: Path, server_keys: keys.Keys) -> Found:
    files.copy(settings.data / "couples.db", part)
    engine = files.opened(part)
    try:
        with engine.connect() as connection:
            return look(connection, server_keys)
    finally:
        engine.dispose()


def _there(settings: Settings) -> bool:
    return not settings.sqlite or (settings.data / "couples.db").exists()


def _target(settings: Settings, path: Path | None, now: datetime.datetime) -> Path:
    if path is not None and not path.is_dir():
        return path
    ending = "db" if settings.sqlite else "pgdump"
    return (path or settings.data / "backups") / f"couples-{now:%Y-%m-%d-%H%M%S}.{ending}"
