"""Columns that hold sealed values, read a page at a time and put back sealed anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Table,
    and_,
    bindparam,
    inspect,
    select,
    tuple_,
    update,
)

AT_ONCE = 1_000


@dataclass(frozen=True)
class Sealed:
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
        query = select(*keys, self.column.label("sealed"), *self.extra)
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


def column(model: Any, name: str) -> Column[Any]:
    found: Column[Any] = model.__table__.c[name]
    return found


def there(connection: Connection, columns: Sequence[Sealed]) -> Iterator[Sealed]:
    """A database may be older than a list of columns: what it has not yet is left out."""
    look = inspect(connection)
    for each in columns:
        name = each.table.name
        if look.has_table(name) and each.column.name in {c["name"] for c in look.get_columns(name)}:
            yield each
