"""A Socket.IO client with as little cost as possible, so that a load of it measures the server and not itself."""

from __future__ import annotations

import base64
import json
import os

import gevent
from gevent import socket

PATH = "/socket.io/?EIO=4&transport=websocket"


class Wire:
    """`heard(wire, text)` is called for each message, in a greenlet of this connection."""

    def __init__(self, port, origin, cookie, heard):
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._heard, self._buffer, self._next = heard, b"", 0
        self.waiting = {}
        self._shake_hands(port, origin, cookie)
        self._frame()  # the engine's greeting
        self.send("40")
        self._frame()
        self._reader = gevent.spawn(self._read)

    def send(self, text):
        data = text.encode()
        size = len(data)
        head = bytes([0x81, 0x80 | size]) if size < 126 else b"\x81\xfe" + size.to_bytes(2, "big")
        self._socket.sendall(head + b"\0\0\0\0" + data)  # a mask of zeros is a mask

    def call(self, event, payload, then):
        """`then(answer)` is called with the acknowledgement."""
        self._next += 1
        self.waiting[self._next] = then
        self.send(f"42{self._next}" + json.dumps([event, payload], separators=(",", ":")))

    def close(self):
        self._reader.kill()
        self._socket.close()

    def _read(self):
        try:
            while True:
                self._take(self._frame())
        except (OSError, EOFError):
            pass

    def _take(self, text):
        if text == "2":
            self.send("3")
        elif text.startswith("43"):
            cut = text.index("[")
            self.waiting.pop(int(text[2:cut]))(text[cut:])
        elif text.startswith("42"):
            self._heard(self, text)

    def _shake_hands(self, port, origin, cookie):
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [
            f"GET {PATH} HTTP/1.1",
            f"Host: 127.0.0.1:{port}",
            "Upgrade: websocket",
            "Connection: Upgrade",
        ]
        lines += [
            f"Sec-WebSocket-Key: {key}",
            "Sec-WebSocket-Version: 13",
            f"Origin: {origin}",
            f"Cookie: {cookie}",
        ]
        self._socket.sendall("\r\n".join([*lines, "", ""]).encode())
        while b"\r\n\r\n" not in self._buffer:
            self._more()
        head, self._buffer = self._buffer.split(b"\r\n\r\n", 1)
        if b" 101 " not in head.split(b"\r\n")[0]:
            raise OSError(head.split(b"\r\n")[0].decode())

    def _frame(self):
        size, start = self._exactly(2)[1], 2
        if size == 126:
            size, start = int.from_bytes(self._exactly(4)[2:4], "big"), 4
        elif size == 127:
            size, start = int.from_bytes(self._exactly(10)[2:10], "big"), 10
        data = self._exactly(start + size)[start : start + size]
        self._buffer = self._buffer[start + size :]
        return data.decode()

    def _exactly(self, size):
        while len(self._buffer) < size:
            self._more()
        return self._buffer

    def _more(self):
        data = self._socket.recv(65_536)
        if not data:
            raise EOFError
        self._buffer += data
