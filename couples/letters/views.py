"""Read a letter; its author can take it back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template, url_for
from flask_login import current_user, login_required

from couples.domain.pair import other
from couples.house import house
from couples.letters import actions, queries
from couples.pairing.queries import link_of

blueprint = Blueprint("letters", __name__)


@blueprint.get("/letters/<id>")
@login_required
def letter(id: str) -> Any:
    link = link_of(current_user.account_id)
    live = house().writer.live(link.stream_id) if link and link.linked else None
    found = queries.one(link, live.head.key, id, current_user.account_id) if link and live else None
    if found is None or link is None or live is None:
        abort(404)
    line, words = found
    author = live.head.names[link.seat if line.mine else other(link.seat)]
    return render_template("letters/letter.html", line=line, words=words, author=author)


@blueprint.post("/letters/<id>/take-back")
@login_required
def take_back(id: str) -> Any:
    if not actions.take_back(house().writer, current_user.account_id, id):
        abort(404)
    return redirect(url_for("ledger.ours"), 303)
