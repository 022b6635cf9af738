"""Bring a counselor in, answer in private, share a session, and read what was opened."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from couples.accounts.proof import refusal as unproven
from couples.consent import actions
from couples.consent.mine import Mine, every, lines, one, one_shown, past, shown, titles
from couples.consent.trail import PAGE, Told
from couples.consent.words import PARTS, SCOPES, SECRETS, TRAIL, WHY
from couples.domain.days import in_days
from couples.domain.deed import Deed
from couples.domain.refusal import STALE, Refusal, invalid
from couples.house import house
from couples.language import gettext as _
from couples.language import worded
from couples.pairing.queries import Link, link_of
from couples.security.throttle import SLOW

blueprint = Blueprint("consent", __name__)
HALF_A_YEAR = 182
FIRST_LINES = 5


@blueprint.get("/with")
@login_required
def page() -> str:
    return _page()


@blueprint.post("/with/bring")
@login_required
def bring() -> Any:
    link, settings = _linked(), house().settings
    if wait := house().throttle.wait("redeem_account", settings.redeem_account, current_user.account_id):
        return _page(_(SLOW, seconds=wait)), 429
    try:
        id = actions.bring(
            house().writer, link.couple_id, current_user.account_id, request.form.get("code", "")
        )
    except actions.CodeRefused as refused:
        return _page(_(WHY[refused.why])), 422
    return redirect(url_for("consent.counsel", id=id), 303)


@blueprint.get("/with/<id>")
@login_required
def counsel(id: str) -> str:
    return _counsel(_mine(id))


@blueprint.post("/with/<id>/answer")
@login_required
def answer(id: str) -> Any:
    """Yes with all that it gives, or no. A no asks for nothing."""
    mine, said = _mine(id), request.form.get("said", "")
    if said == "yes":
        if not mine.who.secrets:
            return _counsel(mine, invalid(SECRETS[""])), 422
        if wrong := unproven(request.form.get("passphrase", ""), "consent"):
            return _counsel(mine, invalid(wrong[0], "passphrase")), wrong[1]
    deed = Deed(said if said in ("yes", "no") else "", None, request.form.to_dict(flat=False))
    refused = actions.answer(house().writer, id, current_user.account_id, deed, proven=said == "yes")
    if isinstance(refused, Refusal):
        return _counsel(_mine(id), refused), 409 if refused is STALE else 422
    return redirect(url_for("consent.counsel", id=id, done=said), 303)


@blueprint.post("/with/<id>/share")
@login_required
def share(id: str) -> Any:
    """One session: yes or no, by each of the two for themself."""
    _mine(id)
    deed = Deed("share", None, request.form.to_dict())
    if actions.answer(house().writer, id, current_user.account_id, deed) is not None:
        abort(404)
    return redirect(url_for("exercises.review", id=deed.text("session"), _anchor="shared"), 303)


@blueprint.get("/with/<id>/alone/<entry>")
@login_required
def alone(id: str, entry: str) -> str:
    """What this person showed a counselor alone, to read or to take back."""
    mine = _mine(id)
    found = one_shown(mine, entry)
    if found is None:
        abort(404)
    return render_template(
        "consent/alone.html", mine=mine, entry=entry, words=found, author=current_user.name
    )


@blueprint.post("/with/<id>/alone/<entry>/take-back")
@login_required
def take_back(id: str, entry: str) -> Any:
    if not actions.take_back(house().writer, current_user.account_id, entry):
        abort(404)
    return redirect(url_for("consent.counsel", id=id), 303)


@blueprint.get("/with/opened")
@login_required
def opened() -> str:
    """What counselors of this couple opened and wrote."""
    link = _linked()
    found = lines(link, request.args.get("before", type=int))
    older = url_for("consent.opened", before=found[PAGE - 1].number) if len(found) > PAGE else None
    return render_template("consent/opened.html", lines=_told(link, found[:PAGE]), older=older)


def open_to(session: str) -> list[dict[str, Any]]:
    """For the page of a session: with whom the two share something now, and what one said of sharing this with them."""
    link = link_of(current_user.account_id)
    if link is None or not link.linked:
        return []
    return [
        {
            "id": mine.counsel.id,
            "name": mine.who.name,
            "offered": mine.open.shows("ahead"),
            "mine": session in mine.answer.sessions,
            "both": mine.open.shows_session(session),
            "op": str(uuid4()),
        }
        for mine in every(link)
        if mine.open
    ]


def unanswered(link: Link) -> list[dict[str, str]]:
    """For Home: counselors of whom this person has not said anything yet."""
    return [
        {
            "words": _("What may %(name)s, a counselor, see?", name=mine.who.name),
            "url": url_for("consent.counsel", id=mine.counsel.id),
        }
        for mine in every(link)
        if not mine.answer.said
    ]


def _page(problem: str = "") -> str:
    link = link_of(current_user.account_id)
    if link is None or not link.linked:
        return render_template("consent/for_two.html")
    return render_template(
        "consent/with.html",
        counsels=every(link),
        lines=_told(link, lines(link)[:FIRST_LINES]),
        scopes=SCOPES,
        problem=problem,
        typed=request.form.get("code", ""),
    )


def _counsel(mine: Mine, refused: Refusal | None = None) -> str:
    """What was sent and refused stands there again, but for the passphrase."""
    given, sent = mine.answer, request.form
    return render_template(
        "consent/counsel.html",
        mine=mine,
        scopes=SCOPES,
        secrets=SECRETS,
        past=past(mine),
        shown=shown(mine),
        scope={*sent.getlist("scope")} if refused else given.scope,
        sessions={*sent.getlist("sessions")} if refused else given.sessions,
        until=sent.get("until", "") if refused else given.until or in_days(HALF_A_YEAR, time.time()),
        typed=sent.get("words", "") if refused else "",
        problem=worded(refused) if refused else "",
        field=refused.field if refused else None,
        done=request.args.get("done"),
    )


def _told(link: Link, found: Sequence[Told]) -> list[dict[str, Any]]:
    """Lines of the trail in words."""
    named = titles(link, found)
    return [
        {
            "who": line.who or _("A counselor who has left"),
            "at": line.at,
            "what": _(TRAIL[line.kind]),
            "about": _(PARTS[line.about]) if line.about in PARTS else named.get(line.about, _("A session")),
            "url": url_for("exercises.review", id=line.about) if line.about in named else "",
        }
        for line in found
    ]


def _mine(id: str) -> Mine:
    return one(_linked(), id) or abort(404)


def _linked() -> Link:
    link = link_of(current_user.account_id)
    if link is None or not link.linked:
        abort(404)
    return link
