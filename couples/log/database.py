"""How the two databases are opened: SQLite safe against a power cut, PostgreSQL as it is.

Pages read through a connection that cannot write. The writer has a connection of its own.
"""

from __future__ import annotations

import sqlite3
from types import ModuleType
from typing import Any

from sqlalchemy import Engine, create_engine, event

from couples.settings import Settings

# FULL: "saved" means on disk. With NORMAL a power cut loses commits that were acknowledged.
PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "busy_timeout": "5000",
    "foreign_keys": "ON",
    "secure_delete": "ON",
    "trusted_schema": "OFF",
}


def sqlite_module() -> ModuleType:
    """pysqlite3 where it is installed: Debian's own SQLite can corrupt a database when its log is reset."""
    try:
        import pysqlite3
    except ImportError:
        return sqlite3
    return pysqlite3.dbapi2  # type: ignore[no-any-return]


def engine_options(settings: Settings) -> dict[str, Any]:
    """Options for the engine that pages read with."""
    options: dict[str, Any] = {"hide_parameters": True}
    if settings.sqlite:
        options |= {"module": sqlite_module(), "connect_args": {"check_same_thread": False}}
    return options


def writer_engine(settings: Settings) -> Engine:
    engine = create_engine(settings.sqlalchemy_url, pool_size=1, max_overflow=1, **engine_options(settings))
    prepare(engine, settings, read_only=False)
    return engine


def write_back(engine: Engine) -> None:
    """What was deleted is to be gone from the files too: SQLite's log goes into the database file, and is emptied.

    As far as nobody reads from it at this moment. PostgreSQL does the like by itself.
    """
    if engine.dialect.name != "sqlite":
        return
    connection = engine.raw_connection()
    try:
        # Nobody waits for whoever reads just now: the next time does it.
        connection.cursor().execute("PRAGMA busy_timeout=0")
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.cursor().execute(f"PRAGMA busy_timeout={PRAGMAS['busy_timeout']}")
    finally:
        connection.close()


def prepare(engine: Engine, settings: Settings, *, read_only: bool) -> None:
    """Sets what each new connection needs. SQLite transactions are begun by us: IMMEDIATE to write, else deferred."""
    if not settings.sqlite:
        if read_only:
            event.listen(
                engine, "begin", lambda connection: connection.exec_driver_sql("SET TRANSACTION READ ONLY")
            )
        return

    def connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for name, value in PRAGMAS.items():
            connection.execute(f"PRAGMA {name}={value}")
        if read_only:
            connection.execute("PRAGMA query_only=ON")

    def begun(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
