"""Serves the app with gevent: pages and sockets in one process, stopped without cutting anybody off."""

from __future__ import annotations

import contextlib
import gc
import logging
import signal
import sys
from typing import TYPE_CHECKING, Any

import gevent
from gevent import socket
from gevent.event import Event
from gevent.pool import Pool
from gevent.pywsgi import WSGIHandler, WSGIServer

from couples.live.websocket import CONNECTION
from couples.security.quiet_log import where

if TYPE_CHECKING:
    from flask import Flask

    from couples.settings import Settings

log = logging.getLogger(__name__)

BACKLOG = 1024
# A connection that says nothing for this long is closed. Sockets of the live part set their own.
QUIET_SECONDS = 60
STOP_SECONDS = 4
OPEN_FILES = 65_536


def serve(app: Flask, settings: Settings) -> None:
    """Serve until told to stop. Raises SystemExit(1), with one sentence, where the port cannot be had."""
    _allow_many_sockets()
    server = make_server(app, settings)
    stop = _stop_on_signals()
    server.start()
    _collect_rarely()
    _greet(settings)
    stop.wait()
    _stop(server, app)


def make_server(app: Flask, settings: Settings) -> Server:
    return Server(
        _listen(settings), app.wsgi_app, handler_class=Handler, spawn=Pool(), log=None, error_log=None
    )


class Server(WSGIServer):  # type: ignore[misc]
    busy = 0


class Handler(WSGIHandler):  # type: ignore[misc]
    """Hands its connection to the WebSocket transport, counts what is being answered, and logs no words."""

    def handle(self) -> None:
        self.socket.settimeout(QUIET_SECONDS)
        super().handle()

    def get_environ(self) -> dict[str, Any]:
        environ: dict[str, Any] = super().get_environ()
        environ[CONNECTION] = self
        return environ

    def handle_one_response(self) -> None:
        self.server.busy += 1
        try:
            super().handle_one_response()
        finally:
            self.server.busy -= 1

    def log_request(self) -> None:
        """No access log: addresses say who does what when."""

    def log_error(self, msg: str, *args: object) -> None:
        """A request that is no HTTP: nothing to learn from it, and it may hold anything."""

    def _handle_client_error(self, ex: BaseException) -> tuple[str, bytes] | None:
        # One that fell silent within its head is no error of ours either.
        return None if isinstance(ex, OSError) else super()._handle_client_error(ex)

    def _log_error(self, kind: type[BaseException], error: BaseException, trace: object) -> None:
        """Where it happened, never the message: that may quote what a person wrote."""
        if not issubclass(kind, gevent.GreenletExit):
            log.error("unanswered", extra={"kind": kind.__name__, "where": where(error)})


def _listen(settings: Settings) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(
        settings.host, settings.port, type=socket.SOCK_STREAM
    )[0]
    listener = socket.socket(family, kind, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    # Accepted connections inherit it. Without it, a page waits some 40 ms for the browser's acknowledgement.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        print(
            f"Port {settings.port} cannot be used: {error.strerror}. {_other_port(settings)}", file=sys.stderr
        )
        raise SystemExit(1) from None
    return listener


def _other_port(settings: Settings) -> str:
    return f"Stop what is running there, or choose another: PORT={settings.port + 1} bin/serve"


def _greet(settings: Settings) -> None:
    print(f"Couples is running at {settings.origin}")
    if settings.demo:
        print(f"Demo: {settings.origin}/demo")
    print("Stop with Ctrl-C", flush=True)


def _stop_on_signals() -> Event:
    stop = Event()

    def stop_once() -> None:
        # A second Ctrl-C is meant: it ends the process at once.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        gevent.signal_handler(number, stop_once)
    return stop


def _stop(server: Server, app: Flask) -> None:
    """No new connections, a word to those who asked for one, time to finish answers, then the end."""
    server.close()
    with gevent.Timeout(STOP_SECONDS, False):
        for tell in app.extensions.get("couples_stop", ()):
            try:
                tell()
            except Exception as error:
                log.error("stopping", extra={"kind": type(error).__name__, "where": where(error)})
        while server.busy:
            gevent.sleep(0.02)
    server.stop(timeout=0)


def _collect_rarely() -> None:
    """States of streams stay in memory, and to look for rubbish among them at each turn is a fifth of all work.

    What is no longer used is nearly always gone at once anyway: only rings of objects wait for the collector.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 50)


def _allow_many_sockets() -> None:
    """Each open page holds a file handle, and systems hand out 1,024 unless asked for more."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, OPEN_FILES)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
