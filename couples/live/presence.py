"""Who is here: told to the two of a live session while both are in it, and to nobody else, ever.

Closing a tab, losing the network and being signed out look the same. Nothing is stored.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from couples.domain.pair import SEATS, Pair, Seat, other
from couples.live.hub import Connection, Hub
from couples.log.stream import Head


class Presence:
    def __init__(self, hub: Hub, seat_for: Callable[[Connection, Head], Seat | None]) -> None:
        self._hub = hub
        self._seat_for = seat_for

    def changed(self, head: Head) -> None:
        """Tell each of the two about the other. Someone who is not here is told nothing, so cannot watch."""
        if head.kind != "session":
            return
        here = self._here(head)
        for seat in SEATS:
            them = here[other(seat)]
            writing = any(each.streams[head.id].writing for each in them)
            for connection in here[seat]:
                self._tell(connection, head, bool(them), writing)

    def both_in_one(self, connection: Connection) -> bool:
        """Whether this person and the other are in a live session together: whoever listens need not touch anything."""
        watching = (self._hub.watching(stream) for stream in connection.streams)
        return any(each.account_id != connection.account_id for others in watching for each in others)

    def _tell(self, connection: Connection, head: Head, here: bool, writing: bool) -> None:
        told: dict[str, Any] = {"stream": head.id, "here": here, "writing": writing}
        self._hub.emit(connection, "presence", told)

    def _here(self, head: Head) -> Pair[list[Connection]]:
        found: Pair[list[Connection]] = Pair([], [])
        for connection in self._hub.watching(head.id):
            seat = self._seat_for(connection, head)
            if seat is not None:
                found[seat].append(connection)
        return found
