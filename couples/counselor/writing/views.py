"""Say something of a session, give something to practise, keep exercises of one's own."""

from __future__ import annotations

import time
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from couples.content.check import Mistake
from couples.counselor.cases import caseload, practice, scope
from couples.counselor.cases.scope import Case
from couples.counselor.cases.views import review_page
from couples.counselor.writing import exercises
from couples.domain.days import in_days
from couples.domain.refusal import DENIED, Refusal, invalid
from couples.homework import actions as homework
from couples.house import house
from couples.language import worded
from couples.remarks import actions as remarks

blueprint = Blueprint("writing", __name__)
A_WEEK = 7


@blueprint.post("/counsel/<id>/sessions/<session>")
@login_required
def remark(id: str, session: str) -> Any:
    """For both of them, or for oneself. What is refused stands there again."""
    step, text = request.form.get("step", ""), request.form.get("text", "")
    me, alone = current_user.account_id, request.form.get("for") == "me"
    refused = remarks.write(house().writer, id, me, (session, step), text, alone=alone)
    if refused is DENIED:
        abort(404)
    if refused is not None:
        typed = {"step": step, "text": text, "alone": alone, "problem": worded(refused)}
        return review_page(scope.session(id, session), session, typed), 422
    return _back_to(id, session, step)


@blueprint.post("/counsel/<id>/sessions/<session>/remarks/<remark>/take-back")
@login_required
def unsay(id: str, session: str, remark: str) -> Any:
    shown = scope.case(id).grant.shows_session(session)
    if not shown or not remarks.take_back(house().writer, current_user.account_id, session, remark):
        abort(404)
    return _back_to(id, session, request.form.get("step", ""))


@blueprint.get("/counsel/<id>/practice")
@login_required
def given(id: str) -> str:
    return _practice(scope.case(id))


@blueprint.post("/counsel/<id>/practice")
@login_required
def give(id: str) -> Any:
    found, sent = scope.case(id), request.form
    chosen = exercises.choices().get(sent.get("exercise", ""))
    if chosen is None:
        return _practice(found, invalid("Choose an exercise.", "exercise")), 422
    refused = homework.assign(
        house().writer, id, current_user.account_id, chosen, sent.get("due", ""), sent.get("why", "")
    )
    if refused is DENIED:
        abort(404)
    if refused is not None:
        return _practice(found, refused), 422
    return redirect(url_for("writing.given", id=id, done=1), 303)


@blueprint.post("/counsel/<id>/practice/<homework_id>/take-back")
@login_required
def take_back(id: str, homework_id: str) -> Any:
    found = scope.case(id)
    if not homework.take_back(house().writer, found.id, current_user.account_id, homework_id):
        abort(404)
    return redirect(url_for("writing.given", id=id), 303)


@blueprint.get("/counsel/exercises")
@login_required
def own() -> str:
    return _own()


@blueprint.post("/counsel/exercises")
@login_required
def keep() -> Any:
    """From a file or from the box. With mistakes nothing is kept but the words in the box."""
    text, readable = _sent()
    if not readable:
        return _own(text, [Mistake(exercises.ALL, "This file is not plain text.")]), 422
    checked = exercises.checked(text)
    if isinstance(checked, list):
        return _own(text, checked), 422
    homework.keep(house().writer, current_user.account_id, checked)
    return redirect(url_for("writing.own", done=1), 303)


@blueprint.post("/counsel/exercises/<exercise_id>/remove")
@login_required
def drop(exercise_id: str) -> Any:
    if not homework.drop(house().writer, current_user.account_id, exercise_id):
        abort(404)
    return redirect(url_for("writing.own"), 303)


def _back_to(id: str, session: str, step: str) -> Any:
    anchor = f"remarks-{step}" if step else "remarks"
    return redirect(url_for("counsel.session", id=id, session=session, _anchor=anchor), 303)


def _practice(found: Case, refused: Refusal | None = None) -> str:
    sent = request.form
    return render_template(
        "counselor/practice.html",
        case=found,
        given=practice.given(found),
        choices=exercises.choices(),
        chosen=sent.get("exercise", ""),
        due=sent.get("due", "") if refused else in_days(A_WEEK, time.time()),
        why=sent.get("why", ""),
        problem=worded(refused) if refused else "",
        field=refused.field if refused else None,
        done="done" in request.args,
        panel=caseload.panel(found),
    )


def _own(text: str = "", mistakes: list[Mistake] | None = None) -> str:
    return render_template(
        "counselor/exercises.html",
        mine=exercises.mine(),
        text=text,
        lines=text.splitlines(),
        mistakes=mistakes or [],
        done="done" in request.args,
    )


def _sent() -> tuple[str, bool]:
    """(the text, whether it can be read). A file counts for more than the box."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return request.form.get("text", "").replace("\r\n", "\n"), True
    try:
        return file.read().decode("utf-8-sig").replace("\r\n", "\n"), True
    except UnicodeDecodeError:
        return request.form.get("text", ""), False
