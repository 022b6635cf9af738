"""A cookie of five minutes for somebody who is not signed in yet, so that only this browser can go on."""

from __future__ import annotations

import secrets
from typing import Any

from flask import request

from couples.accounts.cookie import bounds, cookie_name
from couples.house import house
from couples.passkeys.pending import SECONDS


def token_here() -> str:
    """This browser's token, or "": nothing is ever kept for that."""
    return str(request.cookies.get(_name(), ""))


def new_token() -> str:
    return secrets.token_urlsafe(32)


def give(response: Any, token: str) -> Any:
    response.set_cookie(_name(), token, max_age=SECONDS, **bounds("Strict"))
    return response


def forget(response: Any) -> Any:
    response.delete_cookie(_name(), **bounds("Strict"))
    return response


def _name() -> str:
    return cookie_name(house().settings, request.script_root) + "-half"
