"""Who is connected, what each socket shows, and the sending to them. Knows nothing of what is sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from couples.security.throttle import Bucket


@dataclass(slots=True)
class Showing:
    """One stream on one socket: the last version sent there, and whether the person is writing."""

    version: int
    writing: bool = False


@dataclass(slots=True)
class Connection:
    """One socket. `id` is its place of sign-in, `eio_sid` names it to the socket server."""

    eio_sid: str
    id: str
    account_id: str
    bucket: Bucket
    strikes: int = 0
    streams: dict[str, Showing] = field(default_factory=dict)


class Hub:
    """`emit(connection, event, payload)` sends; `cut(connection)` closes. Both come from the socket server."""

    def __init__(
        self, emit: Callable[[Connection, str, dict[str, Any]], None], cut: Callable[[Connection], None]
    ) -> None:
        self.emit = emit
        self.cut = cut
        self._by_eio: dict[str, Connection] = {}
        self._by_stream: dict[str, dict[str, Connection]] = {}

    def add(self, connection: Connection) -> None:
        self._by_eio[connection.eio_sid] = connection

    def get(self, eio_sid: str) -> Connection | None:
        return self._by_eio.get(eio_sid)

    def remove(self, connection: Connection) -> list[str]:
        """Forget the socket. Returns the streams it was in, whose other viewers may want to know."""
        self._by_eio.pop(connection.eio_sid, None)
        left = [*connection.streams]
        for stream_id in left:
            self.leave(connection, stream_id)
        return left

    def enter(self, connection: Connection, stream_id: str, version: int) -> None:
        before = connection.streams.get(stream_id)
        # Pages enter again and again, to be sure; whoever writes goes on writing meanwhile.
        connection.streams[stream_id] = Showing(version, before is not None and before.writing)
        self._by_stream.setdefault(stream_id, {})[connection.eio_sid] = connection

    def leave(self, connection: Connection, stream_id: str) -> bool:
        """Whether it had been there."""
        watching = self._by_stream.get(stream_id, {})
        watching.pop(connection.eio_sid, None)
        if not watching:
            self._by_stream.pop(stream_id, None)
        return connection.streams.pop(stream_id, None) is not None

    def watching(self, stream_id: str) -> list[Connection]:
        return list(self._by_stream.get(stream_id, {}).values())

    def count(self, account_id: str) -> int:
        return sum(connection.account_id == account_id for connection in self._by_eio.values())

    def gone(self, stream_id: str, account_id: str | None = None) -> None:
        """The stream is not there any more, for everybody or for one person: their pages blank it."""
        for connection in self.watching(stream_id):
            if account_id in (None, connection.account_id):
                self.leave(connection, stream_id)
                self.emit(connection, "gone", {"stream": stream_id})

    def cover(self, stream_id: str, login_id: str) -> None:
        """A shared phone changes hands: every page of it that shows the stream is blanked, in other tabs too."""
        for connection in self.watching(stream_id):
            if connection.id == login_id:
                self.leave(connection, stream_id)
                self.emit(connection, "gone", {"stream": stream_id})

    def sign_out(self, login_ids: set[str]) -> None:
        """Blank and close every socket of these places of sign-in."""
        for connection in [each for each in self._by_eio.values() if each.id in login_ids]:
            for stream_id in connection.streams:
                self.emit(connection, "gone", {"stream": stream_id})
            self.cut(connection)
