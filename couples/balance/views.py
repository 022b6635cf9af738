"""The balance: one's own view of it, check-ins, and what one lets the other see."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import partial, wraps
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from couples.attachments import attachment
from couples.balance import actions, paper
from couples.balance.joint import Joint, as_csv, joint_of
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


def linked(page: Callable[..., Any]) -> Callable[..., Any]:
    """Someone's own place in the balance comes as the first argument; who is not linked is told what it is for."""

    @wraps(page)
    def with_place(*args: Any, **given: Any) -> Any:
        me = mine(current_user.account_id)
        return redirect(url_for("balance.page"), 303) if me is None else page(me, *args, **given)

    return with_place


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
@linked
def both(me: Mine) -> Any:
    """The view of both. Until both have opened it, the same page whoever of them has not."""
    found = joint_of(me, me.seat, _weeks())
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
    if paper.maker() is None:
        abort(404)
    me, found = _opened(_weeks())
    told = {"view": found, "names": me.names, "fits": FITS, "parts": PARTS, "day": day(time.time())}
    return attachment(paper.pdf(render_template("balance/paper.html", **told)), "application/pdf", "page.pdf")


@blueprint.get("/balance/both.csv")
@login_required
def table() -> Any:
    """The tables of the view of both, to take along."""
    me, found = _opened(RANGES[-1])
    return attachment(as_csv(found, me.names), "text/csv", "table.csv")


@blueprint.get("/balance/shown")
@login_required
@linked
def shown(me: Mine) -> str:
    """What the other may see of one's own answers, and whether one joins at all."""
    return render_template(
        "balance/shown.html", check_ins=CHECK_INS.values(), choices=me.choices, them=me.them
    )


@blueprint.post("/balance/choose")
@login_required
@linked
def choose(me: Mine) -> Any:
    """One thing at a time, chosen in one tap and changed in another."""
    deed = Deed(request.form.get("deed", ""), None, dict(request.form))
    if actions.choose(house().writer, me.couple_id, me.account_id, partial(chosen, deed=deed)):
        abort(422)
    back = "balance.shown" if deed.name in ("join", "show") else "balance.page"
    return redirect(url_for(back, _anchor=deed.text("about").replace(":", "-") or None), 303)


@blueprint.route("/check-in/<any(week, month, map):kind>", methods=["GET", "POST"])
@login_required
@linked
def check_in(me: Mine, kind: CheckInKind) -> Any:
    """Alone, whether the other does it too or not. What is left out is not counted."""
    asked = CHECK_INS[kind]
    if request.method == "GET":
        return _check_in_page(asked, me)
    answers = parse(asked, Deed("check_in", None, dict(request.form)))
    if isinstance(answers, Refusal):
        return _check_in_page(asked, me, answers), 422
    ticked = {key: f"show:{key}" in request.form for key in keys_shown(asked)}
    showing = partial(_showing, ticked=ticked)
    kept = actions.check_in(house().writer, me.couple_id, me.account_id, asked.kind, answers, showing)
    return redirect(url_for("balance.page", done="kept" if kept else None), 303)


def _opened(weeks: int) -> tuple[Mine, Joint]:
    """The view of both, to be sent as a file; for whom it is not open there is none."""
    me = mine(current_user.account_id) or abort(404)
    return me, joint_of(me, me.seat, weeks) or abort(404)


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
