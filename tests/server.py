"""The real server as a process of its own, and people who use it over the network: pages and sockets."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import time
from collections import deque
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import websocket

from tests.cast import PASSPHRASE
from tests.ports import free_port
from tests.processes import Process

# What a real instance limits, tests of other things must not run into.
ROOMY = {
    "COUPLES_ARGON2_MEMORY_KIB": "64",
    "COUPLES_ARGON2_TIME": "1",
    "COUPLES_SIGN_UP_NETWORK": "100000 per hour",
    "COUPLES_SIGN_IN_NETWORK": "100000 per minute",
    "COUPLES_REDEEM_NETWORK": "100000 per hour",
    "COUPLES_REDEEM_INSTANCE": "100000 per hour",
    "COUPLES_HANDSHAKES_NETWORK": "100000 per minute",
    "COUPLES_DEEDS_PER_SOCKET": "100000",
    "COUPLES_SOCKETS_PER_PERSON": "20",
    "COUPLES_DEMO": "false",
    "COUPLES_REST_HOURS": "0",
}


class Server:
    """`couples serve` on a data folder; `kill` is kill -9, `start` starts it again on what is on disk."""

    def __init__(self, data, port=None, **environment):
        self.port = port or free_port()
        self.log = data.parent / f"server-{self.port}.log"
        own = {"COUPLES_DATA": str(data), "PORT": str(self.port)}
        self._environment = {**os.environ, **ROOMY, **own, **environment}
        self.start()

    @property
    def origin(self):
        return f"http://localhost:{self.port}"

    def start(self):
        self.process = self.begun(self._environment, self.log)
        self._wait()

    def begun(self, environment, log):
        return Process("serve", environment=environment, log=log)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=15)

    def memory(self):
        """Resident bytes."""
        text = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", text)[1]) * 1024

    def _wait(self):
        until = time.monotonic() + 30
        while time.monotonic() < until:
            assert self.process.poll() is None, self.log.read_text()
            try:
                connection = http.client.HTTPConnection("localhost", self.port, timeout=2)
                connection.request("GET", "/healthz")
                if connection.getresponse().status == 200:
                    return
            except OSError:
                time.sleep(0.05)
            finally:
                connection.close()
        raise AssertionError("the server did not start: " + self.log.read_text())


class Answer:
    def __init__(self, response):
        self.status, self.headers = response.status, response.getheaders()
        self.text = response.read().decode()

    def header(self, name):
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


class Remote:
    """A person at a real server. `root` is a path that the product is mounted under."""

    def __init__(self, server, name, passphrase=PASSPHRASE):
        self.server, self.name, self.cookie = server, name, None
        answer = self.post("/join", name=name, passphrase=passphrase)
        assert answer.status == 303, answer.text
        self.cookie = answer.header("Set-Cookie").split(";")[0]

    def get(self, path):
        return self._ask("GET", path, None, {})

    def post(self, path, **fields):
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
        return self._ask("POST", path, urlencode(fields, doseq=True), headers)

    def socket(self, **options):
        return Socket(self.server, self.cookie, **options)

    def _ask(self, method, path, body, headers):
        connection = http.client.HTTPConnection("localhost", self.server.port, timeout=20)
        try:
            if self.cookie:
                headers = {**headers, "Cookie": self.cookie}
            connection.request(method, path, body, headers)
            return Answer(connection.getresponse())
        finally:
            connection.close()


OPEN = []  # sockets of the running test, closed after it whether or not the test did


class Socket:
    """A Socket.IO client of a few lines: what it sends and gets is what is on the wire."""

    def __init__(self, server, cookie, origin=None, timeout=10, connect=True, path="/socket.io"):
        address = f"ws://localhost:{server.port}{path}/?EIO=4&transport=websocket"
        self.wire = websocket.create_connection(
            address, cookie=cookie, origin=origin or server.origin, timeout=timeout, enable_multithread=False
        )
        OPEN.append(self)
        self.inbox, self.raw, self._acks, self._next = deque(), [], {}, 0
        self._read()
        if connect:
            self.wire.send("40")
            self._until(lambda: self.connected)

    connected = False

    def emit(self, event, payload):
        """Send with an acknowledgement asked for; returns its id."""
        self._next += 1
        self.wire.send(f"42{self._next}" + json.dumps([event, payload]))
        return self._next

    def call(self, event, payload):
        return self.answer_to(self.emit(event, payload))

    def answer_to(self, number):
        self._until(lambda: number in self._acks)
        return self._acks.pop(number)

    def enter(self, stream, seen=0):
        return self.call("enter", {"stream": stream, "seen": seen})

    def do(self, stream, deed, step=None, /, op=None, **fields):
        return self.call("do", deed_message(stream, deed, step, op, **fields))

    def next(self, event, timeout=10):
        """The next event of that name, skipping others that came before it."""
        until = time.monotonic() + timeout
        while True:
            while self.inbox:
                name, payload = self.inbox.popleft()
                if name == event:
                    return payload
            self.wire.settimeout(max(0.01, until - time.monotonic()))
            self._read()

    def quiet(self, seconds=0.3):
        """Everything that comes within that time."""
        self.wire.settimeout(seconds)
        try:
            while True:
                self._read()
        except websocket.WebSocketTimeoutException:
            pass
        self.wire.settimeout(10)
        found, self.inbox = list(self.inbox), deque()
        return found

    def closed(self, timeout=5):
        """Whether the server closes it within that time."""
        self.wire.settimeout(timeout)
        try:
            while True:
                self._read()
        except (websocket.WebSocketConnectionClosedException, OSError):
            return True
        except websocket.WebSocketTimeoutException:
            return False

    def close(self):
        self.wire.shutdown()

    def _until(self, done):
        while not done():
            self._read()

    def _read(self):
        text = self.wire.recv()
        if text == "":
            raise websocket.WebSocketConnectionClosedException("closed")
        self.raw.append(text)
        if text == "2":
            self.wire.send("3")
        elif text.startswith("40"):
            self.connected = True
        elif text.startswith("43"):
            cut = text.index("[")
            answer = json.loads(text[cut:])
            self._acks[int(text[2:cut])] = answer[0] if answer else None
        elif text.startswith("42"):
            self.inbox.append(tuple(json.loads(text[2:])))


def deed_message(stream, deed, step=None, op=None, **fields):
    return {"stream": stream, "op": op or str(uuid4()), "deed": deed, "step": step, "fields": fields}


def link_remote(one, two):
    """Link two people through pages. Returns the couple's stream."""
    assert one.post("/pair/invite", relation="partners").status == 303
    page = one.get("/pair").text
    stream = re.search(r'data-stream="([^"]+)"', page)[1]
    code = re.search(r"code=([0-9A-Z]{10})", page)[1]
    assert two.post("/pair/redeem", code=code).status == 303
    for person, deed in ((two, "accept"), (one, "confirm")):
        assert person.post(f"/streams/{stream}/deeds", deed=deed, step="", op=str(uuid4())).status == 303
    return stream


def start_remote(person, slug, mode="together"):
    answer = person.post(f"/exercises/{slug}/start", mode=mode)
    assert answer.status == 303, answer.text
    return answer.header("Location").rsplit("/", 1)[1]
