"""All that is sealed under the server's own key, in one list: so that it can be opened, counted and sealed anew.

What is not in this list would be lost when an old key is destroyed. tests/upkeep/test_rotate.py looks for it in
every column of every table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    and_,
    bindparam,
    func,
    inspect,
    select,
    tuple_,
    update,
)

from couples.accounts.models import Account
from couples.accounts.pace import pace_place
from couples.log.models import Draft, Stream, WordsRow
from couples.log.rows import draft_place, key_place
from couples.pairing.models import Couple
from couples.pairing.queries import couple_key_place
from couples.passkeys.actions import name_place
from couples.passkeys.codes.actions import seed_place
from couples.passkeys.codes.models import SecondStepRow
from couples.passkeys.models import PasskeyRow
from couples.reminders.actions import address_place
from couples.reminders.models import ReminderChoice
from couples.security.keys import Keys
from couples.security.sealing import SealBroken, unwrap, wrap

AT_ONCE = 1_000
STREAM, WORDS = cast(Table, Stream.__table__), cast(Table, WordsRow.__table__)


@dataclass(frozen=True)
class Wrapped:
    """A column, and where its values belong: `where` of a row with the primary key and what `extra` adds."""

    column: Column[Any]
    where: Callable[[Any], bytes]
    extra: Sequence[ColumnElement[Any]] = ()
    source: Any = None
    only: ColumnElement[bool] | None = None

    @property
    def table(self) -> Table:
        return self.column.table

    def rows(self, connection: Connection) -> Iterator[Sequence[Any]]:
        """A thousand at a time, in the order of the primary key, so that they may be changed meanwhile."""
        keys = list(self.table.primary_key)
        query = select(*keys, self.column.label("wrapped"), *self.extra)
        query = query.select_from(self.source if self.source is not None else self.table)
        query = query.where(self.column.is_not(None)).order_by(*keys).limit(AT_ONCE)
        if self.only is not None:
            query = query.where(self.only)
        found = connection.execute(query).all()
        while found:
            yield found
            last = tuple_(*(getattr(found[-1], key.name) for key in keys))
            found = connection.execute(query.where(tuple_(*keys) > last)).all()

    def put(self, connection: Connection, told: list[tuple[Any, bytes]]) -> None:
        keys = list(self.table.primary_key)
        here = and_(*(key == bindparam(f"b_{key.name}") for key in keys))
        values = [
            {"b_new": new, **{f"b_{key.name}": getattr(row, key.name) for key in keys}} for row, new in told
        ]
        connection.execute(
            update(self.table).where(here).values({self.column.name: bindparam("b_new")}), values
        )


def _column(model: Any, name: str) -> Column[Any]:
    found: Column[Any] = model.__table__.c[name]
    return found


WRAPPED = (
    Wrapped(_column(Couple, "key"), lambda row: couple_key_place(row.id)),
    Wrapped(
        _column(WordsRow, "wrapped"),
        lambda row: key_place(row.stream_id, row.version, row.owner),
        # Of a session that one person does alone, that person is the owner.
        extra=[func.coalesce(STREAM.c.couple_id, STREAM.c.account_id).label("owner")],
        source=WORDS.join(STREAM, STREAM.c.id == WORDS.c.about),
        only=WORDS.c.opened.is_(False),  # open ones are under the couple's key
    ),
    Wrapped(_column(Draft, "wrapped"), lambda row: draft_place(row.stream_id, row.seat, row.step, row.part)),
    Wrapped(_column(Account, "pace"), lambda row: pace_place(row.id)),
    Wrapped(_column(ReminderChoice, "email"), lambda row: address_place(row.account_id)),
    Wrapped(_column(SecondStepRow, "seed"), lambda row: seed_place(row.account_id)),
    Wrapped(
        _column(PasskeyRow, "name"),
        lambda row: name_place(row.account_id, row.id),
        extra=[_column(PasskeyRow, "account_id")],
    ),
)


@dataclass(frozen=True)
class Opened:
    """How many opened, of how many."""

    count: int = 0
    of: int = 0

    def __add__(self, other: Opened) -> Opened:
        return Opened(self.count + other.count, self.of + other.of)

    def __str__(self) -> str:
        return f"{self.count:,} of {self.of:,}"

    @property
    def all(self) -> bool:
        return self.count == self.of


def opened(connection: Connection, keys: Keys) -> Opened:
    total = Opened()
    for each in _there(connection):
        for rows in each.rows(connection):
            total += Opened(sum(_opens(keys, row, each) for row in rows), len(rows))
    return total


def epochs(connection: Connection) -> Counter[str]:
    """How many are sealed under the key of each epoch."""
    found: Counter[str] = Counter()
    for each in _there(connection):
        for rows in each.rows(connection):
            found.update(row.wrapped[:8].decode("ascii", errors="replace").strip() for row in rows)
    return found


def wrap_anew(connection: Connection, keys: Keys) -> int:
    """Everything under the present epoch's key. Returns how many were changed. Raises SealBroken."""
    changed = 0
    for each in _there(connection):
        for rows in each.rows(connection):
            old = [row for row in rows if row.wrapped[:8].decode().strip() != keys.epoch]
            if old:
                each.put(connection, [(row, _again(keys, row, each)) for row in old])
            changed += len(old)
    return changed


def without(keys: Keys, epochs: set[str]) -> Keys:
    return replace(keys, server={name: key for name, key in keys.server.items() if name not in epochs})


def _again(keys: Keys, row: Any, each: Wrapped) -> bytes:
    where = each.where(row)
    return wrap(keys, unwrap(keys, row.wrapped, where), where)


def _opens(keys: Keys, row: Any, each: Wrapped) -> bool:
    try:
        unwrap(keys, row.wrapped, each.where(row))
    except SealBroken:
        return False
    return True


def _there(connection: Connection) -> Iterator[Wrapped]:
    """A database may be older than this list: what it has not yet is left out."""
    look = inspect(connection)
    for each in WRAPPED:
        name = each.table.name
        if look.has_table(name) and each.column.name in {c["name"] for c in look.get_columns(name)}:
            yield each
