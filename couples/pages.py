"""The first page, home, the pages that everybody may read, and errors."""

from __future__ import annotations

import time
from typing import Any

from flask import Blueprint, Flask, Response, redirect, render_template, url_for
from flask_login import current_user, login_required
from sqlalchemy import text
from werkzeug.exceptions import HTTPException, SecurityError

from couples.accounts.doors import door
from couples.consent.views import unanswered
from couples.exercises.views import lines, open_lines
from couples.extensions import db
from couples.homework.mine import next_one
from couples.house import house
from couples.language import N_
from couples.language import gettext as _
from couples.ledger.views import waiting_lines
from couples.pairing import deeds
from couples.pairing.queries import link_of

blueprint = Blueprint("pages", __name__)
ON_HOME = 5
BESIDE = 2  # things beside the next one: more would be a list of duties

ERRORS = {
    400: (N_("We could not read that"), N_("Nothing was changed. Go back, reload the page and try again.")),
    403: (N_("That came from another place"), N_("Nothing was changed. Open this page here and try again.")),
    404: (N_("We cannot find that page"), N_("It may have been shared and then taken back. Go to Home.")),
    405: (N_("We cannot find that page"), N_("It may have been shared and then taken back. Go to Home.")),
    413: (N_("That was too long"), N_("Nothing was changed. Go back and shorten it.")),
    422: (N_("We could not read that"), N_("Nothing was changed. Go back, reload the page and try again.")),
    429: (N_("That was a lot at once"), N_("Wait a minute and try again.")),
    500: (N_("Something went wrong on our side"), N_("Nothing you wrote was shared. Please try again.")),
}


@blueprint.get("/")
def landing() -> Any:
    if current_user.is_authenticated:
        return redirect(url_for(door().home))
    return render_template("pages/landing.html")


@blueprint.get("/home")
@login_required
def home() -> str:
    link = link_of(current_user.account_id)
    panel = deeds.fragment(current_user, link.stream_id) if link else None
    mine = current_user.account_id
    waits = [*unanswered(link), *waiting_lines(link, BESIDE)][:BESIDE] if link and link.linked else []
    alone = open_lines(mine)[: BESIDE - len(waits)]
    return render_template(
        "pages/home.html",
        panel=panel,
        linked=link is not None and link.linked,
        open_alone=alone,
        waits=waits,
        practice=next_one(link) if link and link.linked else None,
        today=house().deck.of_the_day(mine, time.time()),
        history=lines(mine, ON_HOME),
    )


@blueprint.get("/privacy")
def privacy() -> str:
    return render_template("pages/privacy.html")


@blueprint.get("/healthz")
def healthz() -> Response:
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/readyz")
def readyz() -> Response:
    """Whether the database answers."""
    db.session.execute(text("SELECT 1"))
    return Response("ready\n", mimetype="text/plain")


@blueprint.get("/.well-known/security.txt")
def security_txt() -> Response:
    policy = url_for("pages.privacy", _external=True)
    return Response(f"Contact: {policy}\nExpires: 2030-01-01T00:00:00Z\n", mimetype="text/plain")


def add_error_pages(app: Flask) -> None:
    for status in ERRORS:
        app.register_error_handler(status, _error_page)


def _error_page(error: Any) -> tuple[str, int]:
    """Foreign and missing come here alike, and leave as the same bytes."""
    status = error.code if isinstance(error, HTTPException) and error.code in ERRORS else 500
    title, words = ERRORS[status]
    if isinstance(error, SecurityError):  # a host that is not ours: no page of ours can be addressed there
        return _(words), status
    shown = 404 if status == 405 else status
    return render_template("errors/error.html", title=_(title), text=_(words), code=None), shown
