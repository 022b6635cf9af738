"""The balance: one's own view of it, check-ins, and what one lets the other see."""

from __future__ import annotations

import time
from collections.abc import Mapping
from functools import partial
from typing import Any, cast

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from couples.balance import actions, paper
from couples.balance.joint import as_csv, joint_of
from couples.balance.mine import Mine, mine
from couples.balance.own_part import own_part
from couples.balance.words import FITS, PARTS
from couples.domain.balance.checkins import CHECK_INS, CheckIn, CheckInKind, is_due, keys_shown, parse
from couples.domain.balance.choices import Choices, chosen
from couples.domain.balance.window import RANGES
from couples.domain.deed import Deed
from couples.domain.refusal import Refusal
from couples.fragments import day
from couples.house import house
from couples.language import worded
from couples.pairing import deeds

blueprint = Blueprint("balance", __name__)


@blueprint.get("/balance")
@login_required
def page() -> str:
    me = mine(current_user.account_id)
    if me is None:
        return render_template("balance/for_two.html")
    return render_template(
        "balance/mine.html",
        part=own_part(me, _weeks()),
        check_ins=_check_ins(me),
        them=me.them,
        fits=FITS,
        done=request.args.get("done"),
    )


@blueprint.get("/balance/both")
@login_required
def both() -> Any:
    """The view of both. Until both have opened it, the same page whoever of them has not."""
    me = mine(current_user.account_id)
    if me is None:
        return redirect(url_for("balance.page"), 303)
    found = joint_of(me, _weeks())
    if found is None:
        return render_template("balance/not_open.html", joins=me.choices.joins, them=me.them)
    return render_template(
        "balance/both.html",
        view=found,
        names=me.names,
        them=me.them,
        fits=FITS,
        parts=PARTS,
        ranges=RANGES,
        paper="paper" in request.args,
        makes_pdf=paper.maker() is not None,
        panel=deeds.fragment(current_user, me.head.id),
    )


@blueprint.get("/balance/both.pdf")
@login_required
def document() -> Any:
    """The view of both on paper, where this server can make it."""
    me = mine(current_user.account_id)
    found = joint_of(me, _weeks()) if me and paper.maker() else None
    if me is None or found is None:
        abort(404)
    told = {"view": found, "names": me.names, "fits": FITS, "parts": PARTS, "day": day(time.time())}
    answer = Response(paper.pdf(render_template("balance/paper.html", **told)), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = 'attachment; filename="page.pdf"'
    return answer


@blueprint.get("/balance/both.csv")
@login_required
def table() -> Any:
    """The tables of the view of both, to take along."""
    me = mine(current_user.account_id)
    found = joint_of(me, RANGES[-1]) if me else None
    if me is None or found is None:
        abort(404)
    answer = Response(as_csv(found, me.names), mimetype="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="table.csv"'
    return answer


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


def _weeks() -> int:
    wanted = request.args.get("weeks", type=int)
    return wanted if wanted in RANGES else RANGES[1]


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
