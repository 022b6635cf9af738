"""Statements that are compiled once for their database. Compiling, or finding out that it was done, costs at each
execution several times what the database itself needs for a row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Executable
from sqlalchemy.sql import ClauseElement


class Prepared:
    """`make` gives the statement for a dialect's name. `names` are the columns of an INSERT; others name their own."""

    def __init__(self, make: Callable[[str], Executable], names: Sequence[str] = ()) -> None:
        self._make = make
        self._names = list(names) or None
        self._known: dict[str, tuple[str, Sequence[str] | None]] = {}

    def run(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Execute it for each row. Values go to the driver as they are."""
        text, order = self._known.get(connection.dialect.name) or self._compile(connection)
        if order is None:
            connection.exec_driver_sql(text, [dict(row) for row in rows])
        else:
            connection.exec_driver_sql(text, [tuple([row[name] for name in order]) for row in rows])

    def _compile(self, connection: Connection) -> tuple[str, Sequence[str] | None]:
        statement = self._make(connection.dialect.name)
        assert isinstance(statement, ClauseElement)
        made: Any = statement.compile(
            dialect=connection.dialect, column_keys=self._names, for_executemany=True
        )
        self._known[connection.dialect.name] = known = (str(made), made.positiontup)
        return known
