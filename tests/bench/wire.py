"""A connection of the load: Socket.IO in a few lines, so that a load of it measures the server and not itself."""

from __future__ import annotations

import json
import socket


class Line:
    """`owed` counts answers that are waited for outside of deeds; `left` is the start of a frame still to come."""

    __slots__ = ("couple", "left", "owed", "seat", "socket")

    def __init__(self, port, cookie, couple=None, seat=""):
        self.couple, self.seat, self.left, self.owed = couple, seat, b"", 0
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=20)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(_handshake(port, cookie))
        self._until(b'0{"sid"')
        self.say(b"40")
        self._until(b'40{"sid"')
        self.socket.setblocking(False)

    def say(self, text: bytes) -> None:
        """A text frame. A mask of zeros is a mask, and costs nothing here."""
        size = len(text)
        head = bytes((0x81, 0x80 | size)) if size < 126 else b"\x81\xfe" + size.to_bytes(2, "big")
        self.socket.sendall(head + b"\0\0\0\0" + text)

    def ask(self, event: str, **payload) -> None:
        self.owed += 1
        self.say(b"420" + json.dumps([event, payload]).encode())

    def texts(self):
        """(data, start, stop) of every message that has come whole."""
        more = self.socket.recv(262_144)
        assert more, "the server hung up"
        data = self.left + more if self.left else more
        at, end = 0, len(data)
        while end - at >= 2:
            start, stop = _bounds(data, at)
            if stop > end:
                break
            yield data, start, stop
            at = stop
        self.left = data[at:]

    def _until(self, sign: bytes) -> None:
        known = b""
        while sign not in known or not known.endswith(b"}"):
            more = self.socket.recv(4096)
            assert more, f"the server hung up after {known[:200]!r}"
            known += more


def _handshake(port, cookie) -> bytes:
    lines = [
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
        f"Host: localhost:{port}",
        f"Origin: http://localhost:{port}",
        f"Cookie: {cookie}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
    ]
    return "\r\n".join([*lines, "", ""]).encode()


def _bounds(data: bytes, at: int) -> tuple[int, int]:
    """Where a frame's text starts and stops; past the end when its head is not whole yet."""
    size = data[at + 1]
    if size < 126:
        return at + 2, at + 2 + size
    wide = 2 if size == 126 else 8
    if len(data) < at + 2 + wide:
        return at, len(data) + 1
    start = at + 2 + wide
    return start, start + int.from_bytes(data[at + 2 : start], "big")
