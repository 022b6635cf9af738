"""The balance: one's own view of it, check-ins, and what one lets the other see."""

from __future__ import annotations

import time
from collections.abc import Mapping
from functools import partial
from typing import Any, cast

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from couples.balance import actions
from couples.balance.mine import Mine, mine
from couples.domain.balance.checkins import CHECK_INS, CheckIn, CheckInKind, is_due, keys_shown, parse
from couples.domain.balance.choices import Choices, chosen
from couples.domain.deed import Deed
from couples.domain.refusal import Refusal
from couples.house import house
from couples.language import worded

blueprint = Blueprint("balance", __name__)


@blueprint.get("/balance")
@login_required
def page() -> str:
    me = mine(current_user.account_id)
    if me is None:
        return render_template("balance/for_two.html")
    return render_template(
        "balance/mine.html", me_here=me, check_ins=_check_ins(me), done=request.args.get("done")
    )


@blueprint.get("/balance/shown")
@login_required
def shown() -> Any:
    """What the other may see of one's own answers, and whether one joins at all."""
    me = mine(current_user.account_id)
    if me is None:
        return redirect(url_for("balance.page"), 303)
    return render_template(
        "balance/shown.html", check_ins=CHECK_INS.values(), choices=me.choices, them=me.them
    )


@blueprint.post("/balance/choose")
@login_required
def choose() -> Any:
    """One thing at a time, chosen in one tap and changed in another."""
    me, refusals = mine(current_user.account_id), list[Refusal]()
    if me is None:
        return redirect(url_for("balance.page"), 303)
    deed = Deed(request.form.get("deed", ""), None, dict(request.form))

    def change(before: Choices) -> Choices:
        after = chosen(before, deed)
        if isinstance(after, Refusal):
            refusals.append(after)
            return before
        return after

    actions.choose(house().writer, me.couple_id, me.account_id, change)
    if refusals:
        abort(422)
    back = "balance.shown" if deed.name in ("join", "show") else "balance.page"
    return redirect(url_for(back, _anchor=deed.text("about").replace(":", "-") or None), 303)


@blueprint.route("/check-in/<kind>", methods=["GET", "POST"])
@login_required
def check_in(kind: str) -> Any:
    """Alone, whether the other does it too or not. What is left out is not counted."""
    asked, me = CHECK_INS.get(cast(CheckInKind, kind)), mine(current_user.account_id)
    if asked is None:
        abort(404)
    if me is None:
        return redirect(url_for("balance.page"), 303)
    if request.method == "GET":
        return _check_in_page(asked, me)
    answers = parse(asked, Deed("check_in", None, dict(request.form)))
    if isinstance(answers, Refusal):
        return _check_in_page(asked, me, answers), 422
    kept = actions.check_in(house().writer, me.couple_id, me.account_id, asked.kind, answers)
    if kept:
        ticked = {key: f"show:{key}" in request.form for key in keys_shown(asked)}
        actions.choose(house().writer, me.couple_id, me.account_id, partial(_showing, ticked=ticked))
    return redirect(url_for("balance.page", done="kept" if kept else None), 303)


def _check_ins(me: Mine) -> list[tuple[CheckIn, bool]]:
    """Each, and whether it is time for it."""
    last = me.last_check_ins()
    return [(each, is_due(each, last.get(each.kind), time.time())) for each in CHECK_INS.values()]


def _showing(before: Choices, ticked: Mapping[str, bool]) -> Choices:
    for key, shown in ticked.items():
        before = before.show(key, shown=shown)
    return before


def _check_in_page(asked: CheckIn, me: Mine, refusal: Refusal | None = None) -> str:
    """Of a form that comes back nothing is lost."""
    given = request.form if refusal else {}
    shows = {key: f"show:{key}" in given if refusal else me.choices.shows(key) for key in keys_shown(asked)}
    return render_template(
        "balance/check_in.html",
        asked=asked,
        given=given,
        shows=shows,
        them=me.them,
        wrong={refusal.field: worded(refusal)} if refusal else {},
    )
