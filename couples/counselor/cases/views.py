"""A couple as their counselor sees it: what both share and until when, and each part of it by itself."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from couples.consent import actions as consent
from couples.counselor.cases import caseload, practice, scope
from couples.counselor.cases.items import shared
from couples.counselor.cases.scope import Case
from couples.domain.item import ITEM_KINDS
from couples.homework import actions as homework
from couples.house import house
from couples.language import N_
from couples.language import gettext as _

blueprint = Blueprint("counsel", __name__)
TITLES = {"need": N_("Needs"), "boundary": N_("Limits"), "agreement": N_("Agreements")}


@blueprint.post("/counsel/codes")
@login_required
def make() -> Any:
    """A code and four words for one more couple."""
    consent.make(house().writer, current_user.account_id)
    return redirect(url_for("counselor.caseload", _anchor="codes"), 303)


@blueprint.get("/counsel/<id>")
@login_required
def couple(id: str) -> str:
    found = scope.case(id)
    return render_template(
        "counselor/couple.html",
        case=found,
        sessions=caseload.sessions(found),
        given=practice.given(found),
        now=caseload.sits_in(found),
        alone=caseload.shown_alone(found),
        titles=TITLES,
        panel=caseload.panel(found),
    )


@blueprint.get("/counsel/<id>/sessions/<session>")
@login_required
def session(id: str, session: str) -> str:
    """If it was begun from something that this counselor gave, both may know now that it was looked at."""
    found = scope.session(id, session)
    homework.saw(house().writer, current_user.account_id, session)
    return review_page(found, session)


def review_page(found: Case, session: str, typed: Mapping[str, Any] | None = None) -> str:
    """A shared session, which was asked for; `typed` is a remark that was refused, to be shown again."""
    seen = caseload.witnessed(session) or abort(404)
    return render_template(
        "counselor/review.html",
        case=found,
        session=session,
        found=seen,
        names=found.names,
        upto=request.args.get("upto", type=int),
        base_url=url_for("counsel.session", id=found.id, session=session),
        panel=caseload.panel(found),
        remarks=caseload.remarks(found, session),
        typed=typed or {},
    )


@blueprint.get("/counsel/<id>/now/<session>")
@login_required
def now(id: str, session: str) -> str:
    """A session that goes on, while both let this counselor sit in."""
    found = scope.sitting_in(id, session)
    seen = caseload.witnessed(session) or abort(404)
    return render_template(
        "counselor/now.html",
        case=found,
        found=seen,
        names=found.names,
        upto=None,
        base_url=url_for("counsel.now", id=id, session=session),
        panel=caseload.panel(found),
    )


@blueprint.post("/counsel/<id>/now/<session>/leave")
@login_required
def leave(id: str, session: str) -> Any:
    """The counselor goes by themself."""
    scope.sitting_in(id, session)
    consent.leave(house().writer, id, session)
    return redirect(url_for("counsel.couple", id=id), 303)


@blueprint.get("/counsel/<id>/alone/<entry>")
@login_required
def alone(id: str, entry: str) -> str:
    """What one of the two showed this counselor alone. The other can never learn of it, so no trail tells."""
    found = scope.case(id)
    author, words = caseload.alone(found, entry) or abort(404)
    return render_template(
        "counselor/alone.html", case=found, author=author, words=words, panel=caseload.panel(found)
    )


@blueprint.get("/counsel/<id>/ours/<kind>")
@login_required
def ours(id: str, kind: str) -> str:
    """Needs, limits or agreements."""
    if kind not in ITEM_KINDS:
        abort(404)
    found = scope.part(id, kind)
    return render_template(
        "counselor/ours.html",
        case=found,
        title=_(TITLES[kind]),
        items=shared(found, kind, time.time()),
        panel=caseload.panel(found),
    )
