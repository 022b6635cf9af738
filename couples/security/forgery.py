"""Keeps out requests that another site makes in someone's name.

Browsers say where a request comes from: `Sec-Fetch-Site`, else `Origin`. What says neither must carry the token of the
page frame, a keyed hash of the place of sign-in. A wrong token is refused whatever else is said.
"""

from __future__ import annotations

import hmac

from flask import Flask, abort, request
from flask_login import current_user

from couples.house import house

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def token() -> str:
    """The present person's token; empty for someone who is not signed in."""
    return _token_of(current_user.id) if current_user.is_authenticated else ""


def guard(app: Flask) -> None:
    @app.before_request
    def refuse_forged() -> None:
        if request.method not in SAFE and not _ours():
            abort(403)


def _ours() -> bool:
    given = request.headers.get("X-Couples-Token") or request.form.get("csrf")
    if given and current_user.is_authenticated and not hmac.compare_digest(given, token()):
        return False
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        return site == "same-origin"
    if origin is not None:
        return origin in house().settings.origins
    return bool(given) and current_user.is_authenticated


def _token_of(login_id: str) -> str:
    return hmac.digest(house().keys.forms, b"form:" + login_id.encode(), "sha256").hex()[:32]
