"""A process that serves nothing but the WebSocket transport: it says back what it hears. Prints its port."""

from __future__ import annotations

import sys
from functools import partial
from types import SimpleNamespace

import gevent
from gevent.pool import Pool

from couples.live.websocket import WebSocket
from couples.server import Handler, Server, _listen
from couples.settings import Settings

MAX = 65_536
FLOOD = 2_000


def echo(peer):
    peer.socket.settimeout(3)
    while (message := peer.wait()) is not None:
        if message == "please close":
            peer.close()
        elif message == "please flood":
            gevent.spawn(_flood, peer)
        else:
            peer.send(message)


def _flood(peer):
    try:
        for _ in range(FLOOD):
            peer.send("x" * 60_000)
    except OSError:
        pass


def app(environ, start_response):
    if environ["PATH_INFO"] == "/socket":
        return partial(WebSocket, max_message_size=MAX)(echo, SimpleNamespace())(environ, start_response)
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "5")])
    return [b"alive"]


if __name__ == "__main__":
    listener = _listen(Settings(port=0))
    server = Server(listener, app, handler_class=Handler, spawn=Pool(), log=None, error_log=None)
    server.start()
    print(listener.getsockname()[1], flush=True)
    gevent.get_hub().loop.signal(15).start(sys.exit)
    server.serve_forever()
