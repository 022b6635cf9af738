"""PostgreSQL: its own tools make the copy and put it back; we look at what they made.

A password goes to them in their surroundings, never on the command line, where others on the machine could read it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from psycopg.conninfo import make_conninfo
from sqlalchemy import Connection, create_engine, inspect, make_url, text

from couples.extensions import db
from couples.log.database import engine_options
from couples.pairing.queries import couple_key_place
from couples.security.keys import Keys
from couples.security.sealing import SealBroken, unwrap
from couples.settings import Settings
from couples.upkeep.look import TABLES, Found, look
from couples.upkeep.problem import Problem
from couples.upkeep.wrapped import Opened


def dump(settings: Settings, target: Path, keys: Keys) -> Found:
    """In pg_dump's custom format. What is counted is of the same moment as what is copied, to the row."""
    engine = create_engine(settings.sqlalchemy_url, **engine_options(settings))
    try:
        with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
            moment = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
            options = ("--format=custom", "--no-owner", "--no-acl", f"--snapshot={moment}")
            _run(settings, _tool("pg_dump"), *options, f"--file={target}", f"--dbname={_address(settings)}")
            found = look(connection, keys)
    finally:
        engine.dispose()
    with target.open("rb") as file:
        os.fsync(file.fileno())
    if read(target, keys)[0] != found.rows:
        raise Problem("The copy is damaged: it does not hold as many rows as the database.")
    return found


def read(path: Path, keys: Keys) -> tuple[dict[str, int], Opened]:
    """Rows by table, and the keys of couples that open, as they stand in the copy. Raises Problem."""
    rows, opened, table, columns = dict[str, int](), Opened(), "", list[str]()
    for line in _lines(path):
        if line.startswith(b"COPY ") and line.endswith(b" FROM stdin;"):
            table, columns = _header(line.decode())
            rows[table] = 0
        elif line == b"\\.":
            table = ""
        elif table:
            rows[table] += 1
            if table == "couple":
                opened += _opened(dict(zip(columns, line.decode().split("\t"), strict=True)), keys)
    return {name: rows[name] for name in TABLES if name in rows}, opened


def restore(settings: Settings, path: Path) -> None:
    """In one transaction: all of it, or what was there before."""
    command = [_tool("psql"), "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
    command += ["--output=/dev/null", f"--dbname={_address(settings)}"]
    names = ", ".join(f'"{name}"' for name in (*db.metadata.tables, "alembic_version"))
    surroundings = _surroundings(settings)
    with subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, env=surroundings
    ) as filling:
        assert filling.stdin is not None
        try:
            filling.stdin.write(f"DROP TABLE IF EXISTS {names} CASCADE;\n".encode())
            for line in _lines(path):
                filling.stdin.write(line + b"\n")
            filling.stdin.close()
        except BrokenPipeError:
            pass
        except BaseException:
            filling.kill()  # before the end of its input is taken for the end of the copy
            raise
    if filling.returncode:
        raise Problem("psql could not put it back. The database is as it was.")


def is_empty(connection: Connection) -> bool:
    return not {*inspect(connection).get_table_names()} & {*db.metadata.tables}


def _lines(path: Path) -> Iterator[bytes]:
    """The copy as statements, to its end: one that was cut off is a Problem, found before it is used."""
    command = [_tool("pg_restore"), "--clean", "--if-exists", "--no-owner", "--no-acl", "--file=-", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as reading:  # noqa: S603
        assert reading.stdout is not None
        for line in reading.stdout:
            yield line.rstrip(b"\n")
    if reading.returncode:
        raise Problem(f"{path.name} cannot be read by pg_restore.")


def _header(line: str) -> tuple[str, list[str]]:
    """COPY public.couple (id, relation, key) FROM stdin; → its table and columns."""
    name, _, rest = line.removeprefix("COPY ").partition(" (")
    return name.rpartition(".")[2].strip('"'), [
        each.strip(' "') for each in rest.partition(")")[0].split(",")
    ]


def _opened(row: dict[str, str], keys: Keys) -> Opened:
    try:
        unwrap(keys, bytes.fromhex(row["key"].removeprefix("\\\\x")), couple_key_place(row["id"]))
    except SealBroken:
        return Opened(0, 1)
    return Opened(1, 1)


def _run(settings: Settings, *command: str) -> None:
    done = subprocess.run(command, env=_surroundings(settings), capture_output=True, text=True)  # noqa: S603
    if done.returncode:
        told = next((line for line in done.stderr.splitlines() if "error:" in line), "")
        raise Problem(f"{Path(command[0]).name} could not do it. {told}".strip())


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise Problem(
            f"{name} is missing. It comes with PostgreSQL's own client (on Debian: apt-get install postgresql-client)."
        )
    return found


def _address(settings: Settings) -> str:
    """Without the password."""
    url = make_url(settings.sqlalchemy_url).set(drivername="postgresql")
    return make_conninfo(url.set(password=None).render_as_string(hide_password=False))


def _surroundings(settings: Settings) -> dict[str, str]:
    password = make_url(settings.sqlalchemy_url).password
    return {**os.environ, **({"PGPASSWORD": str(password)} if password else {})}
