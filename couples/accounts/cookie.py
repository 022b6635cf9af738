"""The one cookie: a random token whose hash names a place of sign-in."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_login import current_user

from couples.accounts.logins import Login, id_of
from couples.domain.days import DAY
from couples.house import house
from couples.settings import Settings


def cookie_name(settings: Settings, script_root: str) -> str:
    """`__Host-` binds the cookie to this host and to https. Behind /demo each side has a cookie of its own."""
    if settings.in_demo:
        return "demo" + script_root.replace("/", "_")
    return "__Host-place" if settings.https else "place"


def token_of(request: Any) -> str:
    """The token of a request's place of sign-in, or ""."""
    return str(request.cookies.get(cookie_name(house().settings, request.script_root), ""))


def login_of(request: Any) -> Login | None:
    """Who a request comes from. It is a sign of life."""
    token = token_of(request)
    login = house().logins.find(id_of(token)) if token else None
    if login is not None:
        house().logins.used(login)
    return login


def this_place() -> Login:
    """Where whoever makes this request is signed in: itself, and no stand-in that another thread cannot follow."""
    login: Login = current_user._get_current_object()
    return login


def give_token(response: Any, token: str, *, stay: bool = False) -> Any:
    """The cookie goes when the browser is closed, unless someone chose to stay signed in."""
    settings = house().settings
    age = int(settings.absolute_days * DAY) if stay else None
    response.set_cookie(cookie_name(settings, request.script_root), token, max_age=age, **bounds())
    return response


def forget_token(response: Any) -> Any:
    response.delete_cookie(cookie_name(house().settings, request.script_root), **bounds())
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def bounds(samesite: str = "Lax") -> dict[str, Any]:
    """What each cookie of ours is bound by: our own paths, TLS where there is some, and no script."""
    settings = house().settings
    return {
        "path": _path(settings),
        "secure": settings.https,
        "httponly": True,
        "samesite": samesite,
    }


def _path(settings: Settings) -> str:
    """A cookie named __Host- must have the path /; behind /demo each side's cookie stays on its side."""
    return request.script_root or "/" if settings.in_demo else "/"
