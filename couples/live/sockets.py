"""The socket server, with the cures for its traps, bound to the desk.

The library's own dispatch is taken out of the way of events: only names on the desk's list are heard, so a client
cannot fire the server's `connect` or `disconnect`, every event is answered, and no request context is built for it.
"""

from __future__ import annotations

import contextlib
import logging
import re
import time
from collections.abc import Callable, Sequence
from typing import Any

import orjson
from engineio import packet
from engineio.exceptions import SocketIsClosedError
from engineio.packet import Packet
from flask import Flask
from flask_socketio import SocketIO

from couples.accounts.logins import Login, Logins
from couples.live.announcer import Announcer
from couples.live.clock import Clock
from couples.live.desk import Desk, Reply
from couples.live.gate import LOGIN, Gate
from couples.live.hub import Connection, Hub
from couples.live.presence import Presence
from couples.log.batch import Change
from couples.security.throttle import Bucket, Throttle
from couples.settings import Settings

log = logging.getLogger("couples.live")
NAMESPACE = "/"
PATH = "/socket.io"
MESSAGE = str(packet.MESSAGE)
# An event in our own namespace, with the id of its acknowledgement. The library reads everything else.
_EVENT = re.compile(r"2([0-9]{0,15})(\[.*)", re.DOTALL)


class _Json:
    """orjson in the shape that the socket library asks for."""

    @staticmethod
    def dumps(value: Any, **_options: Any) -> str:
        return orjson.dumps(value).decode()

    @staticmethod
    def loads(text: str | bytes, **_options: Any) -> Any:
        return orjson.loads(text)


class Sockets:
    """One per app: a socket server that is shared between apps would serve only the last."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.hub = Hub(self._emit, self._cut)
        self.desk: Desk
        self.presence: Presence
        self.clock: Clock
        self._announcer: Announcer
        self._server: Any = None
        self._listeners: list[Callable[[Sequence[Change]], None]] = []

    def bind(
        self,
        app: Flask,
        desk: Desk,
        presence: Presence,
        announcer: Announcer,
        clock: Clock,
        throttle: Throttle,
        logins: Logins,
    ) -> None:
        self.desk, self.presence, self.clock, self._announcer = desk, presence, clock, announcer
        socketio = SocketIO()
        socketio.init_app(
            app,
            async_mode="gevent",
            path=PATH,
            transports=["websocket"],
            cors_allowed_origins=list(self.settings.origins),
            async_handlers=False,
            manage_session=False,
            json=_Json,
            max_http_buffer_size=self.settings.message_bytes,
            ping_interval=15,
            ping_timeout=20,
            logger=False,
            engineio_logger=False,
        )
        self._server = socketio.server
        self._cure(self._server)
        app.wsgi_app = Gate(app.wsgi_app, PATH, self.settings, logins, self.hub, throttle)  # type: ignore[method-assign]

    def announce(self, changes: Sequence[Change]) -> None:
        """Called by the writer after each commit."""
        self._announcer.announce(changes)
        for listener in self._listeners:
            listener(changes)

    def also_tell(self, listener: Callable[[Sequence[Change]], None]) -> None:
        """Someone else who wants to know of each commit."""
        self._listeners.append(listener)

    def watch_gate(self, session_id: str) -> None:
        """A ready gate closes at its time even if nobody acts."""
        self.clock.watch(session_id, time.time() + 60 * self.settings.ready_minutes)

    # Cures for what the library does by default

    def _cure(self, server: Any) -> None:
        from couples.live.websocket import WebSocket

        def websocket(handler: Any, engine: object) -> WebSocket:
            made = WebSocket(handler, engine, max_message_size=self.settings.message_bytes)
            handler.__self__.wire = made  # the engine's socket, which has no name for it
            return made

        server.eio._async["websocket"] = websocket
        server.on("connect", self._connected, namespace=NAMESPACE)
        server.on("disconnect", self._disconnected, namespace=NAMESPACE)
        server._handle_event = self._event
        server.eio.on("message", self._message)

    def _message(self, eio_sid: str, data: Any) -> None:
        """Binary packets are refused before the library waits for their parts; so is what cannot be read."""
        if not isinstance(data, str) or data[:1] in ("5", "6"):
            self._close(eio_sid)
            return
        try:
            if (event := _EVENT.match(data)) is not None:
                ack_id, told = event.groups()
                self._event(eio_sid, NAMESPACE, int(ack_id) if ack_id else None, orjson.loads(told))
            else:
                self._server._handle_eio_message(eio_sid, data)
        except Exception as error:
            log.warning("unreadable", extra={"kind": type(error).__name__})
            self._close(eio_sid)

    def _connected(self, sid: str, environ: dict[str, Any], _auth: Any = None) -> bool:
        """The gate has judged already; what a client says in `auth` is never looked at."""
        login: Login | None = environ.get(LOGIN)
        if login is None:
            return False
        eio_sid = self._server.manager.eio_sid_from_sid(sid, NAMESPACE)
        bucket = Bucket(self.settings.deeds_per_socket, time.monotonic())
        self.hub.add(Connection(eio_sid, login.id, login.account_id, bucket))
        self._server.environ[eio_sid] = {}  # some ten kilobytes for each socket, needed no more
        return True

    def _disconnected(self, sid: str, _reason: Any = None) -> None:
        eio_sid = self._server.manager.eio_sid_from_sid(sid, NAMESPACE)
        if (connection := self.hub.get(eio_sid)) is not None:
            self.clock.left(self.hub.remove(connection))

    def _event(self, eio_sid: str, _namespace: str | None, ack_id: int | None, data: Any) -> None:
        connection = self.hub.get(eio_sid)
        if connection is None:
            self._close(eio_sid)
        else:
            self.desk.receive(connection, data, self._replier(eio_sid, ack_id))

    def _replier(self, eio_sid: str, ack_id: int | None) -> Reply:
        def reply(answer: dict[str, Any]) -> None:
            if ack_id is not None:
                self._send(eio_sid, f"3{ack_id}", [answer])

        return reply

    def _emit(self, connection: Connection, event: str, payload: dict[str, Any]) -> None:
        self._send(connection.eio_sid, "2", [event, payload])

    def _send(self, eio_sid: str, head: str, told: list[Any]) -> None:
        """Straight to the socket where nothing waits before it, which is nearly always; else into its queue.

        Whoever stops reading is cut, so that what waits for them does not grow without end.
        """
        socket = self._server.eio.sockets.get(eio_sid)
        if socket is None or socket.closed:
            return
        text = head + orjson.dumps(told).decode()
        waiting = socket.queue.qsize()
        if not waiting and socket.wire.send_at_once(MESSAGE + text):
            return
        if waiting > self.settings.socket_queue:
            self._close(eio_sid)
            return
        with contextlib.suppress(KeyError, OSError, SocketIsClosedError):
            socket.send(Packet(packet.MESSAGE, text))

    def close_all(self) -> None:
        """The server stops: every client is told to come back in a moment."""
        for eio_sid in [*self._server.eio.sockets]:
            self._close(eio_sid)

    def _cut(self, connection: Connection) -> None:
        left = self.hub.remove(connection)
        self._close(connection.eio_sid)
        self.clock.left(left)

    def _close(self, eio_sid: str) -> None:
        """Closes in a thread of its own: closing waits for the socket's writer, which may wait for us."""
        self._server.start_background_task(self._close_now, eio_sid)

    def _close_now(self, eio_sid: str) -> None:
        with contextlib.suppress(Exception):
            self._server.eio.disconnect(eio_sid)
