"""WebSocket (RFC 6455) straight on the socket of gevent's web server, as the transport of Engine.IO.

It carries text only, of a size that is checked before anything is read, and never agrees to compression: one
compressed frame can unpack to hundreds of megabytes. One greenlet reads, one writes; no thread, no selector.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import hashlib
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Protocol

import gevent
from gevent.lock import Semaphore

from couples.live.frames import (
    CLOSE,
    CONTINUATION,
    NORMAL,
    PING,
    PONG,
    PROTOCOL_ERROR,
    TEXT,
    TOO_BIG,
    Violation,
    check_head,
    close_code,
    head,
    joined,
    text,
    unmasked,
)

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

# Where couples.server puts the connection a request came by.
CONNECTION = "couples.connection"

MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
# How long, and how much, we listen on after our last word, so that the peer has time to read it.
LINGER_SECONDS = 1.0
LINGER_READS = 64
# A peer that never pauses would keep the loop to itself; after so many frames the others get their turn.
FRAMES_IN_A_ROW = 100


class Connection(Protocol):
    """What we need of the server's side of one connection."""

    socket: Any
    rfile: Any
    close_connection: bool


class WebSocket:
    """One connection. Engine.IO makes it per handshake and calls it as a WSGI app; `handler` is its life."""

    __slots__ = ("_closing", "_frames", "_lock", "_pong", "_read", "handler", "max_message_size", "socket")

    def __init__(
        self, handler: Callable[[WebSocket], object], server: object, *, max_message_size: int
    ) -> None:
        self.handler = handler
        self.max_message_size = max_message_size
        self._closing = False
        self._frames = 0
        # Both greenlets send, and no frame may land in the middle of another.
        self._lock = Semaphore()
        self._pong = b""

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        connection: Connection | None = environ.get(CONNECTION)
        accept = _accept(environ)
        if connection is None or accept is None:
            start_response("400 Bad Request", [("Content-Length", "0"), ("Connection", "close")])
            return []
        headers = [("Upgrade", "websocket"), ("Connection", "Upgrade"), ("Sec-WebSocket-Accept", accept)]
        start_response("101 Switching Protocols", headers)(b"")
        # What follows is not HTTP: the server must never look for another request in it.
        connection.close_connection = True
        self.socket, self._read = connection.socket, connection.rfile.read
        try:
            self.handler(self)
        finally:
            self._end()
        return []

    # What Engine.IO calls: wait, send, close.

    def wait(self) -> str | None:
        """The next message; None when the connection is over, for whatever reason."""
        try:
            return self._message()
        except Violation as violation:
            self._say_goodbye(violation.code.to_bytes(2, "big"))
        except (OSError, EOFError, ValueError):
            self._closing = True
        return None

    def send(self, message: str) -> None:
        """Raises OSError when the peer is gone, or took longer than the socket's timeout to read."""
        if self._closing:
            raise OSError("closed")
        self._send(TEXT, message.encode())

    def send_at_once(self, message: str) -> bool:
        """Send without waiting. False, and nothing was sent, where that cannot be: then it has to wait its turn."""
        if self._closing or self._lock.locked():
            return False
        payload = message.encode()
        frame = head(TEXT, len(payload)) + payload
        try:
            sent: int = self.socket._sock.send(frame)
        except OSError:  # no room; or the peer is gone, which its reader finds out
            return False
        if sent < len(frame):
            self._lock.acquire()
            gevent.spawn(self._send_rest, frame[sent:])
        return True

    def close(self) -> None:
        if not self._closing:
            self._say_goodbye(NORMAL.to_bytes(2, "big"))
            # The reading greenlet waits for the peer's answer. It must not wait for ever.
            gevent.spawn_later(LINGER_SECONDS, self._cut)

    def _message(self) -> str | None:
        parts: bytearray | None = None
        while True:
            final, kind, payload = self._frame(self.max_message_size - len(parts or b""))
            if kind >= CLOSE:
                if self._control(kind, payload):
                    return None
                continue
            if (kind == CONTINUATION) is (parts is None):
                raise Violation(PROTOCOL_ERROR)
            if final and not self._closing:
                return text(payload if parts is None else parts + payload)
            # After our goodbye nothing counts any more, and nothing is kept.
            parts = None if final else joined(parts, b"" if self._closing else payload)

    def _frame(self, room: int) -> tuple[bool, int, bytes]:
        """One frame, refused by its head before its body is read."""
        self._give_way()
        first, second = self._exactly(2)
        check_head(first, second)
        size = second & 0x7F
        if size >= 126:
            size = int.from_bytes(self._exactly(2 if size == 126 else 8), "big")
        if size > room and first & 0x0F < CLOSE:
            raise Violation(TOO_BIG)
        masked = self._exactly(4 + size)
        return first >= 0x80, first & 0x0F, unmasked(masked) if size else b""

    def _exactly(self, size: int) -> bytes:
        found: bytes = self._read(size)
        if len(found) != size:
            raise EOFError
        return found

    def _give_way(self) -> None:
        self._frames += 1
        if self._frames % FRAMES_IN_A_ROW == 0:
            gevent.sleep(0)

    def _control(self, kind: int, payload: bytes) -> bool:
        """True when this was the peer's goodbye."""
        if kind == PING and not self._closing:
            self._answer(payload)
        elif kind == CLOSE:
            self._say_goodbye(close_code(payload))
        return kind == CLOSE

    def _say_goodbye(self, payload: bytes) -> None:
        if not self._closing:
            self._closing = True
            self._pong = b""
            try:
                self._send(CLOSE, payload)
            except OSError:
                self._cut()

    def _answer(self, payload: bytes) -> None:
        """At once, or right after the message that is on its way out. Only the last ping needs an answer."""
        self._pong = head(PONG, len(payload)) + payload
        if not self._lock.locked():
            with self._lock:
                self._write_pong()

    def _send(self, kind: int, payload: bytes) -> None:
        with self._lock:
            self._write(head(kind, len(payload)) + payload)
            self._write_pong()

    def _send_rest(self, rest: bytes) -> None:
        """The lock was taken when the first part went out, so nobody comes in between."""
        try:
            self.socket.sendall(rest)
            self._write_pong()
        except OSError:
            self._closing = True
        finally:
            self._lock.release()

    def _write_pong(self) -> None:
        while self._pong:
            frame, self._pong = self._pong, b""
            self._write(frame)

    def _write(self, frame: bytes) -> None:
        """Only ever called by who holds the lock."""
        try:
            # Nearly always all of it goes at once; sendall would set up a timer first.
            sent = self.socket.send(frame)
            if sent < len(frame):
                self.socket.sendall(frame[sent:])
        except OSError:
            # A part may have gone out: whatever we sent now would be read as the rest of it.
            self._closing = True
            raise

    def _end(self) -> None:
        """Hang up so that our last frame arrives: closing on unread bytes would throw it away."""
        self._closing = True
        with gevent.Timeout(LINGER_SECONDS, False), contextlib.suppress(OSError):
            self.socket.shutdown(1)
            for _ in range(LINGER_READS):
                if not self.socket.recv(65_536):
                    break
        self._cut()

    def _cut(self) -> None:
        with contextlib.suppress(OSError):
            self.socket.shutdown(2)


def _accept(environ: WSGIEnvironment) -> str | None:
    """The answer to a proper handshake, else None."""
    key = environ.get("HTTP_SEC_WEBSOCKET_KEY", "").strip()
    if (
        environ["REQUEST_METHOD"] != "GET"
        or environ.get("SERVER_PROTOCOL") != "HTTP/1.1"
        or environ.get("HTTP_UPGRADE", "").lower() != "websocket"
        or environ.get("HTTP_SEC_WEBSOCKET_VERSION") != "13"
        or not _is_key(key)
    ):
        return None
    return base64.b64encode(hashlib.sha1(key.encode() + MAGIC, usedforsecurity=False).digest()).decode()


def _is_key(key: str) -> bool:
    try:
        return len(base64.b64decode(key, validate=True)) == 16
    except (binascii.Error, ValueError):
        return False
