"""SQLite: a copy of a database in use, and a copy put in its place."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine

from couples.log.database import sqlite_module
from couples.security.keys import sync
from couples.upkeep.problem import Problem

BESIDE = ("-wal", "-shm", "-journal")


def copy(source: Path, target: Path) -> None:
    """All that is committed at one moment, while others write. `target` is one file and is on disk after this."""
    driver = sqlite_module()
    try:
        with (
            closing(driver.connect(f"{source.resolve().as_uri()}?mode=rw", uri=True)) as here,
            closing(driver.connect(str(target))) as there,
        ):
            here.backup(there)  # in one step: it reads at one point of the log, and no writer waits
            there.execute("PRAGMA journal_mode=DELETE")
            _must_be_whole(there)
    except driver.DatabaseError as error:
        raise Problem(f"{source.name} cannot be read as a database ({type(error).__name__}).") from None
    with target.open("rb") as file:
        os.fsync(file.fileno())


def _must_be_whole(connection: Any) -> None:
    told = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if told != "ok":
        raise Problem("The copy is damaged: SQLite's own check found mistakes in it.")


def opened(path: Path) -> Engine:
    return create_engine(f"sqlite:///{path.resolve()}", module=sqlite_module())


@contextmanager
def whole_or_not(target: Path) -> Iterator[Path]:
    """A path to write at, readable by its owner alone. It gets its name when all went well, else it is gone."""
    if target.exists():
        raise Problem(f"{target} is there already. Nothing is written over it.")
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield part
        part.rename(target)
        sync(target.parent)
    finally:
        remove(part)


def put_in_place(new: Path, target: Path) -> None:
    """In place of a database that nobody has open. Its log must not outlive it: it would be read into the new one."""
    if target.exists():
        with contextlib.suppress(sqlite_module().DatabaseError), closing(_plainly(target)) as old:
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for name in BESIDE:
        target.with_name(target.name + name).unlink(missing_ok=True)
    new.replace(target)
    sync(target.parent)


def _plainly(path: Path) -> Any:
    return sqlite_module().connect(str(path))


def remove(path: Path) -> None:
    for each in (path, *(path.with_name(path.name + name) for name in BESIDE)):
        each.unlink(missing_ok=True)
