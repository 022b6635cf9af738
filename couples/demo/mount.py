"""Mounts the demo's app under /demo/a and /demo/b, made when the first visitor comes."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from flask import Flask

from couples.demo.sandbox import Sandboxes
from couples.settings import Settings

SIDES = ("/demo/a", "/demo/b")
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
MakeApp = Callable[[Settings], Flask]


class DemoMount:
    """`make_app` makes an app from settings, migrated and ready to serve."""

    def __init__(self, inner: Wsgi, settings: Settings, make_app: MakeApp) -> None:
        self._inner = inner
        self._settings = settings
        self._make_app = make_app
        self._lock = threading.Lock()
        self._app: Flask | None = None
        self._sandboxes: Sandboxes | None = None

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        side = next((side for side in SIDES if path == side or path.startswith(side + "/")), None)
        if side is None:
            return self._inner(environ, start_response)
        environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + side
        environ["PATH_INFO"] = path.removeprefix(side) or "/"
        return self._ready().wsgi_app(environ, start_response)

    @property
    def sandboxes(self) -> Sandboxes:
        self._ready()
        assert self._sandboxes is not None
        return self._sandboxes

    def _ready(self) -> Flask:
        with self._lock:
            if self._app is None:
                data = self._settings.data / "demo"
                shutil.rmtree(data, ignore_errors=True)
                self._app = self._make_app(_demo_settings(self._settings, data))
                self._sandboxes = Sandboxes(self._app)
            return self._app


def _demo_settings(settings: Settings, data: Any) -> Settings:
    """Sample people have no secrets: their passphrases are never used, so hashing them may be quick."""
    return replace(
        settings,
        data=data,
        database_url="",
        demo=False,
        in_demo=True,
        argon2_memory_kib=1_024,
        argon2_time=1,
        handshakes_network="600 per minute",
    )
