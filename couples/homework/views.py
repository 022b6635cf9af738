"""What a counselor gave the two: read about it, begin it, put it away."""

from __future__ import annotations

from typing import Any, cast

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from couples.domain.events import Mode
from couples.exercises.actions import Way
from couples.homework import actions
from couples.homework.mine import Practice, one
from couples.house import house
from couples.pairing.queries import Link, link_of

blueprint = Blueprint("homework", __name__)
MODES = ("together", "apart", "one_phone")


@blueprint.get("/practice/<id>")
@login_required
def practice(id: str) -> str:
    return render_template("homework/practice.html", each=_mine(id)[1])


@blueprint.post("/practice/<id>/start")
@login_required
def start(id: str) -> Any:
    mode, settings = request.form.get("mode", "together"), house().settings
    link, _practice = _mine(id)
    if mode not in MODES:
        abort(422)
    spoken = bool(request.form.get("spoken")) and mode != "apart"
    way = Way(cast(Mode, mode), spoken, settings.ready_minutes, settings.rest_hours)
    session_id = actions.start(house().writer, link, id, way) or abort(404)
    house().sockets.watch_gate(session_id)
    return redirect(url_for("exercises.session", id=session_id), 303)


@blueprint.post("/practice/<id>/put-away")
@login_required
def put_away(id: str) -> Any:
    link, _practice = _mine(id)
    if not actions.put_away(house().writer, link.couple_id, id):
        abort(404)
    return redirect(url_for("consent.page", _anchor="practice"), 303)


def _mine(id: str) -> tuple[Link, Practice]:
    link = link_of(current_user.account_id)
    found = one(link, id) if link else None
    return (link, found) if link and found else abort(404)
