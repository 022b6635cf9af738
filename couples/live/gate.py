"""The gate before the socket server: a stranger's handshake never reaches it.

Asked here, before anything is allocated: is this a WebSocket handshake, from one of our own pages, by someone who is
signed in, and not one socket too many. Compression is never offered: one small frame could unfold to gigabytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from http.cookies import CookieError, SimpleCookie
from typing import Any

from couples.accounts.cookie import cookie_name
from couples.accounts.logins import Login, Logins, id_of
from couples.live.hub import Hub
from couples.security.headers import PLAIN
from couples.security.throttle import Throttle, network_of
from couples.settings import Settings

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
LOGIN = "couples.login"


class Gate:
    def __init__(
        self, inner: Wsgi, path: str, settings: Settings, logins: Logins, hub: Hub, throttle: Throttle
    ) -> None:
        self._inner = inner
        self._path = path
        self._settings = settings
        self._logins = logins
        self._hub = hub
        self._throttle = throttle

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not environ.get("PATH_INFO", "").startswith(self._path):
            return self._inner(environ, start_response)
        status, login = self._judge(environ)
        if login is None:
            start_response(status, [*PLAIN.items(), ("Content-Length", "0"), ("Cache-Control", "no-store")])
            return [b""]
        environ[LOGIN] = login
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        return self._inner(environ, start_response)

    def _judge(self, environ: dict[str, Any]) -> tuple[str, Login | None]:
        if environ["REQUEST_METHOD"] != "GET" or environ.get("HTTP_UPGRADE", "").lower() != "websocket":
            return "400 Bad Request", None
        if environ.get("HTTP_ORIGIN") not in self._settings.origins:
            return "403 Forbidden", None
        limit, network = self._settings.handshakes_network, network_of(environ.get("REMOTE_ADDR"))
        if self._throttle.wait("handshake", limit, network):
            return "429 Too Many Requests", None
        login = self._login(environ)
        if login is None:
            return "401 Unauthorized", None
        if self._hub.count(login.account_id) >= self._settings.sockets_per_person:
            return "429 Too Many Requests", None
        return "", login

    def _login(self, environ: dict[str, Any]) -> Login | None:
        try:
            cookies = SimpleCookie(environ.get("HTTP_COOKIE", ""))
        except CookieError:
            return None
        morsel = cookies.get(cookie_name(self._settings, environ.get("SCRIPT_NAME", "")))
        return self._logins.find(id_of(morsel.value)) if morsel and morsel.value else None
