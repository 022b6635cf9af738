"""Which pages are there for whom, by the kind of their account. What is not theirs is missing, to the byte.

A page that has a role to a thing is asked again by the loader of that thing.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, abort, current_app, request
from flask_login import current_user

from couples.security import policy


def guard(app: Flask) -> None:
    @app.before_request
    def refuse_others() -> Any:
        endpoint = request.endpoint
        if endpoint is None:  # there is no such page, and that is told further on
            return None
        if current_user.is_authenticated:
            return None if policy.may_ask(endpoint, current_user.kind) else abort(404)
        if policy.ROUTES.get(endpoint) == "anyone":
            return None
        return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
