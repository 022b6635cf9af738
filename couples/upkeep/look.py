"""What a database holds, and whether it opens: counted, opened and let go of. Nothing of it is shown to anyone."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, inspect, select, table

from couples.log.rows import WORDS
from couples.log.store import words_of
from couples.log.stream import Head
from couples.pairing.queries import head
from couples.security.keys import Keys
from couples.security.sealing import SealBroken
from couples.upkeep.problem import Problem
from couples.upkeep.sealed import AT_ONCE
from couples.upkeep.wrapped import Opened, opened

TABLES = ("account", "couple", "stream", "event", "words", "entry", "letter")


@dataclass(frozen=True)
class Found:
    """`rows` by table; `keys` that are sealed under the server's; `words` that those open in turn."""

    rows: dict[str, int]
    keys: Opened
    words: Opened

    def __str__(self) -> str:
        return (
            f"{self.rows.get('account', 0):,} accounts, {self.rows.get('event', 0):,} events, "
            f"{self.rows.get('entry', 0):,} private entries; sealed keys opened {self.keys}, "
            f"words opened {self.words}"
        )


def look(connection: Connection, keys: Keys) -> Found:
    return Found(counted(connection), opened(connection, keys), _words(connection, keys))


def counted(connection: Connection) -> dict[str, int]:
    here = set(inspect(connection).get_table_names())
    count = select(func.count())
    return {
        name: connection.execute(count.select_from(table(name))).scalar_one()
        for name in TABLES
        if name in here
    }


def must_open(found: Found) -> None:
    """Raises Problem where this server's keys do not open all of it."""
    if not (found.keys.all and found.words.all):
        raise Problem(
            f"It does not open with keys.json in the data folder: sealed keys opened {found.keys}, words opened "
            f"{found.words}. It is of another server, or the key of its time was destroyed."
        )


def _words(connection: Connection, keys: Keys) -> Opened:
    """Those of events. Private entries are not the server's to open."""
    total, heads = Opened(), dict[str, Head | None]()
    for about in connection.execute(select(WORDS.c.about).distinct()).scalars().all():
        heads[about] = _head(connection, about, keys)
    found = connection.execution_options(yield_per=AT_ONCE).execute(select(WORDS))
    for row in found:
        whose = heads[row.about]
        try:
            opens = whose is not None and bool(words_of(row, whose, keys))
        except SealBroken:
            opens = False
        total += Opened(int(opens), 1)
    return total


def _head(connection: Connection, stream_id: str, keys: Keys) -> Head | None:
    try:
        return head(connection, stream_id, keys)
    except SealBroken:
        return None
