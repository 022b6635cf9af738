"""Linking with someone: invite, enter a code, see the code as a picture, unlink."""

from __future__ import annotations

import io
import time
from typing import Any

import segno
from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from couples.domain.couple import RELATIONS, couple_view
from couples.domain.deed import Deed
from couples.house import house
from couples.language import N_
from couples.language import gettext as _
from couples.pairing import actions, deeds
from couples.pairing.actions import CodeRefused
from couples.pairing.forms import Redeem
from couples.pairing.queries import Link, link_of
from couples.security.throttle import SLOW, network_of

blueprint = Blueprint("pairing", __name__)

RELATION_WORDS = {
    "partners": N_("Partners"),
    "family": N_("Family"),
    "friends": N_("Friends"),
    "other": N_("Something else"),
}
REFUSED = {
    "unknown": N_("That code does not match. Check it or ask for a new one."),
    "old": N_("That code is too old. Ask for a new one."),
    "own": N_("That is your own code. Give it to the other person."),
    "linked": N_("You are linked already. Unlink first if you want to link with someone else."),
}
OVER = ("closed", "expired", "ended")


@blueprint.get("/pair")
@login_required
def pair() -> Any:
    return _page(request.args.get("code", "")[:40])


@blueprint.post("/pair/invite")
@login_required
def invite() -> Any:
    relation = request.form.get("relation", "other")
    if relation not in RELATIONS:
        abort(422)
    hours = house().settings.invite_hours
    if actions.invite(house().writer, house().keys, current_user.account_id, relation, hours) is None:
        return _page("", _(REFUSED["linked"]), 409)
    return redirect(url_for("pairing.pair"), 303)


@blueprint.post("/pair/redeem")
@login_required
def redeem() -> Any:
    typed = request.form.get("code", "")[:40]
    if wait := _wait_to_redeem():
        return _page(typed, _(SLOW, seconds=wait), 429)
    try:
        actions.redeem(house().writer, house().keys, current_user.account_id, typed)
    except CodeRefused as refused:
        return _page(typed, _(REFUSED[refused.why]), 422)
    return redirect(url_for("pairing.pair"), 303)


@blueprint.get("/pair/<stream_id>/code.svg")
@login_required
def code_image(stream_id: str) -> Response:
    """The invitation's link as a QR code: dark on white in any theme, so that cameras read it."""
    found = deeds.seen(current_user, stream_id)
    if found is None or found[1] != "A" or found[0].head.kind != "couple":
        abort(404)
    link = f"{request.host_url.rstrip('/')}{request.script_root}/pair?code={found[0].state.code}"
    image = io.BytesIO()
    segno.make(link, error="m").save(image, kind="svg", scale=6, border=2, light="#ffffff", dark="#000000")
    return Response(image.getvalue(), mimetype="image/svg+xml")


@blueprint.route("/pair/end", methods=["GET", "POST"])
@login_required
def unlink() -> Any:
    link = link_of(current_user.account_id)
    if link is None or not link.linked:
        return redirect(url_for("pairing.pair"), 303)
    if request.method == "GET":
        return render_template("pairing/unlink.html")
    deeds.do(current_user, link.stream_id, Deed("unlink"))
    return redirect(url_for("pages.home"), 303)


def _page(code: str, problem: str | None = None, status: int = 200) -> Any:
    link = link_of(current_user.account_id)
    form = Redeem(code=code)
    if problem:
        form.code.errors = [problem]
    page = render_template(
        "pairing/pair.html",
        panel=deeds.fragment(current_user, link.stream_id) if link else None,
        active=link is not None and _active(link),
        linked=link is not None and link.linked,
        form=form,
        relations=[(value, _(RELATION_WORDS[value])) for value in RELATIONS],
    )
    return page, status


def _active(link: Link) -> bool:
    """Whether the couple is linked or on its way there; else a new code may be made or used."""
    found = deeds.seen(current_user, link.stream_id)
    if found is None:
        return False
    live, seat = found
    return couple_view(live.state, seat, live.head.names, time.time()).phase not in OVER


def _wait_to_redeem() -> int:
    settings, throttle = house().settings, house().throttle
    return max(
        throttle.wait("redeem_instance", settings.redeem_instance, "all"),
        throttle.wait("redeem_network", settings.redeem_network, network_of(request.remote_addr)),
        throttle.wait("redeem_account", settings.redeem_account, current_user.account_id),
    )


@blueprint.route("/you/pace", methods=["GET", "POST"])
@login_required
def pace() -> Any:
    """Whether deeper exercises may open for this person. Nobody else can tell."""
    if request.method == "POST":
        house().pace.hold(current_user.account_id, held=request.form.get("pace") == "closed")
        return redirect(url_for("pairing.pace"), 303)
    return render_template("pairing/pace.html", held=house().pace.is_held(current_user.account_id))
