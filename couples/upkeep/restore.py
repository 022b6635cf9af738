"""A backup put in place of the database: looked through first, then in one step, and without those who left since.

All work is done on a copy beside the database: whatever stops us, the database is as it was or as it shall be.
With PostgreSQL, the people who left go a moment after the step; a server that is started instead lets them go itself.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from alembic.util import CommandError
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import create_engine

from couples.extensions import db
from couples.log import forgotten
from couples.log.database import engine_options
from couples.security import keys
from couples.settings import Settings
from couples.upkeep import files, forget, postgres
from couples.upkeep.folder import alone
from couples.upkeep.look import Found, look, must_open
from couples.upkeep.problem import Problem

Make = Callable[[Settings], Flask]
STAGE = "restoring"
NO_KEYS = "There is no keys.json in {}. Put the one of this server there first: without it no word opens."
THERE = "There is a database already. To put the backup in its place, say so: --replace. What is in it now is lost."


@dataclass(frozen=True)
class Restored:
    """What is there now, and how many people were deleted from it because they had left."""

    found: Found
    deleted: int
    returned: int


def restore(settings: Settings, path: Path, make_app: Make, *, over: bool = False) -> Restored:
    """Raises Problem; then the database is as it was."""
    with alone(settings.data):
        server_keys = keys.load(settings.data / keys.NAME)
        if server_keys is None:
            raise Problem(NO_KEYS.format(settings.data))
        put = _files if settings.sqlite else _postgres
        return put(settings, path, make_app, server_keys, over)


def _files(settings: Settings, path: Path, make_app: Make, server_keys: keys.Keys, over: bool) -> Restored:
    target = settings.data / "couples.db"
    if target.exists() and not over:
        raise Problem(THERE)
    with _stage(settings.data) as stage:
        files.copy(path, stage / target.name)
        staged = replace(settings, data=stage, demo=False)
        restored = _made_ready(staged, make_app, server_keys)
        files.copy(stage / target.name, stage / "whole.db")
        files.put_in_place(stage / "whole.db", target)
    return restored


def _postgres(settings: Settings, path: Path, make_app: Make, server_keys: keys.Keys, over: bool) -> Restored:
    engine = create_engine(settings.sqlalchemy_url, **engine_options(settings))
    with engine.connect() as connection:
        if not postgres.is_empty(connection) and not over:
            raise Problem(THERE)
    engine.dispose()
    rows, opened = postgres.read(path, server_keys)
    if "account" not in rows or not opened.all:
        raise Problem(f"{path.name} does not open with keys.json: keys of couples opened {opened}.")
    postgres.restore(settings, path)
    return _made_ready(settings, make_app, server_keys)


def _made_ready(settings: Settings, make_app: Make, server_keys: keys.Keys) -> Restored:
    """At the newest migration, looked through, and without those who left."""
    app = make_app(settings)
    try:
        with app.app_context():
            _migrate()
            with db.engine.connect() as connection:
                must_open(look(connection, server_keys))
            deleted = sum(forget.again(app).values())
            returned = sum(forget.again(app).values())
            with db.engine.connect() as connection:
                return Restored(look(connection, server_keys), deleted, returned)
    finally:
        app.extensions["couples"].writer.stop()
        with app.app_context():
            db.engine.dispose()


def _migrate() -> None:
    try:
        upgrade()
    except CommandError:
        raise Problem("It was made by a newer version of Couples. Install that one first.") from None


@contextmanager
def _stage(data: Path) -> Iterator[Path]:
    """A folder in the data folder, with its keys and what it is to forget, and gone afterwards."""
    stage = data / STAGE
    shutil.rmtree(stage, ignore_errors=True)  # of one that was cut off
    stage.mkdir(mode=0o700)
    try:
        for name in (keys.NAME, forgotten.NAME):
            (stage / name).symlink_to(data.resolve() / name)
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)
