"""A new key for the server and one for each two, and everything that was sealed under older ones sealed anew.

Only while the server is stopped: a running one has the old key in memory and would go on sealing under it, and its
pause is short: a hundred thousand keys take seconds. Old keys stay in the file, so that backups still open, until
`couples retention run` destroys them. So what is deleted reaches the backups too.

A kill at any point leaves what opens: the file has the new key, on disk, before anything is sealed by it; all is sealed
anew in one transaction; and no key goes here.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine

from couples.log.database import write_back, writer_engine
from couples.security import keys
from couples.settings import Settings
from couples.upkeep import couple_keys
from couples.upkeep.folder import alone
from couples.upkeep.problem import Problem
from couples.upkeep.wrapped import opened, wrap_anew


@dataclass(frozen=True)
class Rotated:
    epoch: str
    changed: int
    couples: int
    older: int  # how many older keys are still there


def rotate(settings: Settings, now: float) -> Rotated:
    """`now` in seconds since 1970. Raises Problem; then nothing was changed."""
    path = settings.data / keys.NAME
    with alone(settings.data):
        before = keys.load(path)
        if before is None or (settings.sqlite and not (settings.data / "couples.db").exists()):
            raise Problem(f"There is nothing to seal anew in {settings.data}: no server has run on it.")
        engine = writer_engine(settings)
        try:
            _must_open(engine, before)
            present = keys.begin_epoch(path, before, now)
            with engine.begin() as connection:
                changed = wrap_anew(connection, present)
                renewed = couple_keys.renew(connection, present)
            write_back(engine)  # what was sealed under the old key is to be in no file
        finally:
            engine.dispose()
    return Rotated(present.epoch, changed, renewed, len(present.server) - 1)


def _must_open(engine: Engine, present: keys.Keys) -> None:
    with engine.connect() as connection:
        found = opened(connection, present)
    if not found.all:
        raise Problem(
            f"Nothing was changed: with keys.json, sealed keys opened {found}. Is it this server's file?"
        )
