"""A cookie of five minutes for somebody who is not signed in yet, so that only this browser can go on."""

from __future__ import annotations

import secrets
from typing import Any

from flask import request

from couples.accounts.cookie import cookie_name, cookie_path
from couples.house import house
from couples.passkeys.pending import SECONDS


def token_here() -> str:
    """This browser's token, or "": nothing is ever kept for that."""
    return str(request.cookies.get(_name(), ""))


def new_token() -> str:
    return secrets.token_urlsafe(32)


def give(response: Any, token: str) -> Any:
    settings = house().settings
    response.set_cookie(
        _name(),
        token,
        max_age=SECONDS,
        path=cookie_path(settings),
        secure=settings.https,
        httponly=True,
        samesite="Strict",
    )
    return response


def forget(response: Any) -> Any:
    settings = house().settings
    response.delete_cookie(
        _name(), path=cookie_path(settings), secure=settings.https, httponly=True, samesite="Strict"
    )
    return response


def _name() -> str:
    return cookie_name(house().settings, request.script_root) + "-half"
