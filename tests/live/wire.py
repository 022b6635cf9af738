"""A WebSocket peer for tests that can also misbehave: it writes any bytes and reads frames one by one."""

from __future__ import annotations

import base64
import os
import socket
import urllib.request

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA


def frame(kind, payload=b"", *, final=True, mask=None, reserved=0, size=None):
    """A client's frame. `mask=b""` leaves the mask out; `size` announces another size than the real one."""
    payload = payload.encode() if isinstance(payload, str) else payload
    mask = os.urandom(4) if mask is None else mask
    head = bytes([(0x80 if final else 0) | reserved << 4 | kind])
    masked = 0x80 if mask else 0
    size = len(payload) if size is None else size
    if size < 126:
        head += bytes([masked | size])
    elif size < 65_536:
        head += bytes([masked | 126]) + size.to_bytes(2, "big")
    else:
        head += bytes([masked | 127]) + size.to_bytes(8, "big")
    if mask:
        payload = bytes(byte ^ mask[place % 4] for place, byte in enumerate(payload))
    return head + mask + payload


class Peer:
    """One connection to the echo server, with the handshake done."""

    def __init__(self, port, headers=None):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=5)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.left = b""
        self.head = self._handshake({**_headers(), **(headers or {})})

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.socket.close()

    @property
    def accepted(self):
        return self.head.startswith("HTTP/1.1 101 ")

    def write(self, content):
        self.socket.sendall(content)

    def say(self, text):
        self.write(frame(TEXT, text))

    def read(self):
        """(kind, payload) of the next frame; None at the end of the connection."""
        try:
            first, size = self._exactly(2)
            assert first & 0xF0 == 0x80, "the server sends whole frames without reserved bits"
            assert size < 0x80, "the server never masks"
            if size >= 126:
                size = int.from_bytes(self._exactly(2 if size == 126 else 8), "big")
            return first & 0x0F, self._exactly(size)
        except (EOFError, ConnectionError):
            return None

    def hear(self):
        kind, payload = self.read()
        assert kind == TEXT
        return payload.decode()

    def code(self):
        """The code the server closes with; what it said before does not matter."""
        while (found := self.read()) is not None:
            if found[0] == CLOSE:
                return int.from_bytes(found[1][:2], "big") if found[1] else None
        return "no goodbye"

    def _handshake(self, headers):
        lines = [headers.pop("request"), *(f"{name}: {value}" for name, value in headers.items() if value)]
        self.write("\r\n".join([*lines, "", ""]).encode())
        while b"\r\n\r\n" not in self.left:
            more = self.socket.recv(65_536)
            if not more:
                break
            self.left += more
        head, _, self.left = self.left.partition(b"\r\n\r\n")
        return head.decode()

    def _exactly(self, size):
        while len(self.left) < size:
            more = self.socket.recv(65_536)
            if not more:
                raise EOFError
            self.left += more
        found, self.left = self.left[:size], self.left[size:]
        return found


def _headers():
    return {
        "request": "GET /socket HTTP/1.1",
        "Host": "localhost",
        "Upgrade": "websocket",
        "Connection": "keep-alive, Upgrade",
        "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
        "Sec-WebSocket-Version": "13",
    }


def is_served(port):
    with Peer(port) as next_peer:
        next_peer.say("still there?")
        assert next_peer.hear() == "still there?"
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
        return page.read() == b"alive"
