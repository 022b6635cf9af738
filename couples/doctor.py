"""What `couples doctor` looks at: is everything here that the product needs, and is it closed to others?

Looks only; nothing is made, changed or repaired here.
"""

from __future__ import annotations

import hashlib
import os
import socket
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from couples.consent import trail
from couples.content import ContentError, help
from couples.domain.days import DAY
from couples.log.database import engine_options, sqlite_module
from couples.security import keys
from couples.settings import ROOT, Settings

OLDEST_PYTHON = (3, 11)
# A database could be damaged when its log was reset at a bad moment. Repaired in 3.51.3, and in these.
REPAIRED = (3, 51, 3)
REPAIRED_BRANCHES = {(3, 50): 7, (3, 44): 6}


@dataclass(frozen=True)
class Check:
    """`fix` says what to do, and is empty when all is well."""

    name: str
    ok: bool
    text: str
    fix: str = ""


def checks(settings: Settings) -> list[Check]:
    return [
        _python(sys.version_info[:3]),
        *([sqlite(sqlite_module().sqlite_version_info)] if settings.sqlite else []),
        _data_folder(settings.data),
        _key_file(settings.data / keys.NAME),
        _key_age(settings, time.time()),
        _browser_files(ROOT / "static"),
        _help_numbers(settings.data / help.NAME),
        _port(settings),
        _database(settings),
        _trails(settings),
    ]


def _python(version: tuple[int, ...]) -> Check:
    if version >= OLDEST_PYTHON:
        return Check("Python", True, _dotted(version))
    return Check(
        "Python", False, f"{_dotted(version)} is too old.", f"Install {_dotted(OLDEST_PYTHON)} or newer."
    )


def sqlite(version: tuple[int, int, int]) -> Check:
    if version >= REPAIRED or version[2] >= REPAIRED_BRANCHES.get(version[:2], 1_000):
        return Check("SQLite", True, _dotted(version))
    return Check(
        "SQLite",
        False,
        f"{_dotted(version)} can, rarely, damage the database when its log starts over.",
        "Install the Python package pysqlite3, which brings a newer one. bin/serve tries to.",
    )


def _data_folder(folder: Path) -> Check:
    name = "Data folder"
    if not folder.is_dir():
        return Check(name, True, f"{folder} is made at the first start.")
    if not os.access(folder, os.W_OK | os.X_OK):
        return Check(
            name,
            False,
            f"{folder} cannot be written to.",
            f"Give it to the account that runs Couples: {folder}",
        )
    return _private(name, folder, 0o700)


def _key_file(path: Path) -> Check:
    if not path.exists():
        return Check("Key file", True, f"{path.name} is made at the first start.")
    return _private("Key file", path, 0o600)


def _key_age(settings: Settings, now: float) -> Check:
    """What someone deleted is readable in old backups until the key of their time is destroyed."""
    name = "Key in use"
    try:
        found = keys.load(settings.data / keys.NAME)
    except (ValueError, KeyError):
        return Check(name, False, "The key file cannot be read.", "Put your copy of keys.json in its place.")
    if found is None or found.epoch not in found.made:
        return Check(
            name, True, "Nothing is known of its age." if found else "It is made at the first start."
        )
    days = int((now - found.made[found.epoch]) / DAY)
    if days <= settings.key_days:
        return Check(name, True, f"{days} days old.")
    return Check(
        name,
        False,
        f"{days} days old. What people deleted can still be read in old backups.",
        "Stop the server, run couples keys rotate, start it again: docs/upkeep.md.",
    )


def _private(name: str, path: Path, mode: int) -> Check:
    found = path.stat().st_mode & 0o777
    if found & ~mode == 0:
        return Check(name, True, f"{path} can be read by its owner only.")
    return Check(
        name, False, f"{path} is open to others on this machine ({found:o}).", f"chmod {mode:o} {path}"
    )


def _browser_files(static: Path) -> Check:
    wrong = list(_wrong_sums(static))
    if not wrong:
        return Check("Browser files", True, "All are there, and are the ones that were checked.")
    return Check(
        "Browser files", False, f"Missing or changed: {', '.join(wrong)}.", "Run bin/serve: it fetches them."
    )


def _wrong_sums(static: Path) -> Iterator[str]:
    for line in (static / "vendor.sha256").read_text("ascii").splitlines():
        wanted, name = line.split()
        path = static / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
            yield name


def _help_numbers(path: Path) -> Check:
    name = "Help numbers"
    try:
        found = help.directory(path, datetime.now(UTC).date())
    except ContentError as error:
        return Check(
            name, False, str(error), "Put it right: docs/help-resources.md. Until then nothing starts."
        )
    own = "with yours" if path.is_file() else "those that came with it"
    return Check(name, True, f"{len(found.services)} services in {len(found.countries)} countries, {own}.")


def _port(settings: Settings) -> Check:
    name = f"Port {settings.port}"
    try:
        with socket.create_server((settings.host, settings.port)):
            return Check(name, True, "It is free.")
    except OSError as error:
        return Check(
            name,
            False,
            f"It cannot be used: {error.strerror}.",
            "Stop what runs there, or set PORT to another.",
        )


def _database(settings: Settings) -> Check:
    name = "Database"
    if settings.sqlite and not (settings.data / "couples.db").exists():
        return Check(name, True, "It is made at the first start.")
    engine = create_engine(settings.sqlalchemy_url, **engine_options(settings))
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError as error:
        # The kind of the error only: its text may hold the address with its password.
        fix = "Check DATABASE_URL, and that the database is running."
        return Check(name, False, f"It did not answer ({type(error).__name__}).", fix)
    finally:
        engine.dispose()
    return Check(name, True, f"It answers ({engine.dialect.name}).")


def _trails(settings: Settings) -> Check:
    """What counselors opened, as both of each couple read it: no line changed, taken out or cut off."""
    name = "Trails of counselors"
    if settings.sqlite and not (settings.data / "couples.db").exists():
        return Check(name, True, "There are none yet.")
    engine = create_engine(settings.sqlalchemy_url, **engine_options(settings))
    try:
        with engine.connect() as connection:
            of, broken = trail.looked_through(connection)
    except SQLAlchemyError:
        return Check(name, True, "Not looked at: the database has no such tables yet, or did not answer.")
    finally:
        engine.dispose()
    if not broken:
        return Check(name, True, f"{of:,} looked through, all whole.")
    fix = "Somebody changed the database by hand. Tell the couples, and look who could."
    return Check(name, False, f"{broken:,} of {of:,} were changed since they were written.", fix)


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(str(part) for part in version)
