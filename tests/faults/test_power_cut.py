"""A power cut at any moment loses nothing that was acknowledged. The control run, with NORMAL, must lose something.

The writer's own statements are replayed on SQLite over a disk that forgets what was not synced.
"""

import random

import apsw

from couples.log.database import PRAGMAS
from tests.faults.power import PowerVFS

CUTS = 300


def test_full_loses_nothing_and_normal_does(tmp_path):
    full = _cuts(tmp_path, "FULL")
    normal = _cuts(tmp_path, "NORMAL")
    print(f"cuts {CUTS} each: FULL lost {full.lost}, corrupt {full.corrupt}; NORMAL lost {normal.lost}")
    assert (full.lost, full.corrupt) == (0, 0)
    assert normal.lost > 0, "the control run must fail, or this test shows nothing"


def test_the_writer_asks_for_full():
    assert PRAGMAS["synchronous"] == "FULL" and PRAGMAS["journal_mode"] == "WAL"


class Outcome:
    lost = corrupt = 0


def _cuts(tmp_path, synchronous):
    outcome = Outcome()
    for number in range(CUTS):
        chance = random.Random(f"{synchronous} {number}")
        folder = tmp_path / f"{synchronous}-{number}"
        (folder / "after").mkdir(parents=True)
        acknowledged = _write_until_the_cut(folder, chance, synchronous, f"{synchronous}{number}")
        found = _after(folder / "after" / "couples.db")
        outcome.corrupt += found is None
        outcome.lost += found is not None and not set(range(1, acknowledged + 1)) <= found
    return outcome


def _write_until_the_cut(folder, chance, synchronous, name):
    """Commits events one by one, as the writer does, then cuts the power. Returns the last acknowledged."""
    vfs = PowerVFS(name)
    connection = apsw.Connection(str(folder / "couples.db"), vfs=name)
    # The shim has no shared memory; with one connection alone SQLite's log works without it.
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")
    for pragma, value in {**PRAGMAS, "synchronous": synchronous}.items():
        connection.execute(f"PRAGMA {pragma}={value}")
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    connection.execute("CREATE TABLE event (version INTEGER PRIMARY KEY, body TEXT)")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    last = chance.randrange(5, 25)
    for version in range(1, last + 1):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO event VALUES (?, ?)", (version, "x" * chance.randrange(10, 3000)))
        connection.execute("COMMIT")
    vfs.cut(chance, folder / "after")
    connection.close()
    return last


def _after(path):
    """Versions that can be read after the cut, or None when the file is broken."""
    path.with_name("couples.db-shm").unlink(missing_ok=True)
    connection = apsw.Connection(str(path))
    try:
        if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            return None
        return {row[0] for row in connection.execute("SELECT version FROM event")}
    except apsw.SQLError:
        return set()
    except apsw.CorruptError:
        return None
    finally:
        connection.close()
