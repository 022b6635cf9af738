"""Which pages are there for whom, by the kind of their account. What is not theirs is missing, to the byte.

A page that has a role to a thing is asked again by the loader of that thing.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, abort, redirect, request
from flask_login import current_user, login_url

from couples.accounts.doors import DOORS
from couples.security import policy


def guard(app: Flask) -> None:
    @app.before_request
    def refuse_others() -> Any:
        endpoint = request.endpoint
        if endpoint is None:  # there is no such page, and that is told further on
            return None
        if current_user.is_authenticated:
            return None if policy.may_ask(endpoint, current_user.kind) else abort(404)
        role = policy.ROUTES.get(endpoint, "person")
        return None if role == "anyone" else redirect(_way_in(role))


def _way_in(role: str) -> str:
    """The door of those for whom the page is, and from there back here."""
    return str(login_url(DOORS.get(role, DOORS["person"]).sign_in, request.url))
