"""Sessions: start one, be in one, read it again."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any, cast, get_args

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from couples.domain import view
from couples.domain.events import Mode
from couples.domain.exercise import Exercise
from couples.domain.pair import other
from couples.domain.session import Session
from couples.exercises import actions, queries
from couples.exercises.words import state_in_words
from couples.house import house
from couples.language import THE_OTHER
from couples.language import gettext as _
from couples.pairing import deeds
from couples.pairing.queries import link_of, partner_account
from couples.security.throttle import network_of

blueprint = Blueprint("exercises", __name__)
KINDS = ("session", "solo")


@blueprint.post("/exercises/<exercise:slug>/start")
@login_required
def start(slug: str) -> Any:
    exercise = house().library.get(slug)
    mode = request.form.get("mode", "together")
    if exercise is None or mode not in get_args(Mode):
        abort(404 if exercise is None else 422)
    if mode == "alone":
        return _start_alone(exercise)
    link, settings = link_of(current_user.account_id), house().settings
    if not exercise.steps:
        abort(422)
    if link is None or not link.linked:
        return redirect(url_for("pairing.pair"), 303)
    spoken = bool(request.form.get("spoken")) and mode != "apart"
    way = actions.Way(cast(Mode, mode), spoken, settings.ready_minutes, settings.rest_hours)
    session_id = actions.start(house().writer, link, exercise, way)
    if session_id is None:
        return redirect(url_for("pairing.pair"), 303)
    house().sockets.watch_gate(session_id)
    return redirect(url_for("exercises.session", id=session_id), 303)


def _start_alone(exercise: Exercise) -> Any:
    if not exercise.alone:
        abort(422)
    session_id = actions.start_alone(house().writer, current_user.account_id, exercise)
    return redirect(url_for("exercises.session", id=session_id), 303)


@blueprint.get("/sessions/<id>")
@login_required
def session(id: str) -> Any:
    return session_page(id)


def session_page(id: str, fragment: Any = None, status: int = 200, problem: str | None = None) -> Any:
    """The live session's page; `fragment` is given where a refused form shows its words again."""
    live = house().writer.live(id)
    seat = live.head.seat_of(current_user.account_id) if live else None
    if live is None or live.head.kind not in KINDS or live.head.ended or seat is None:
        abort(404)
    held = house().phones.held(current_user.id, id)
    at = held.seat if held else seat
    state: Session = live.state
    shown = fragment or deeds.fragment(current_user, id) or ""
    page = render_template(
        "exercises/session.html",
        stream=id,
        fragment=shown,
        live=not state.over,
        solo=state.mode == "alone",
        # Without JavaScript a page that waits is loaded again by itself; never one that somebody may be writing on.
        waiting=not state.over and 'class="step__form"' not in shown,
        me_name=live.head.names[at],
        them_name=live.head.names[other(at)],
        one_phone=state.mode == "one_phone" and not state.over,
        phone={"covered": held.covered, "holder": live.head.names[at], "other": live.head.names[other(at)]}
        if held
        else None,
        problem=problem,
    )
    return page, status


@blueprint.get("/sessions/<id>/review")
@login_required
def review(id: str) -> Any:
    live = house().writer.live(id)
    seat = live.head.seat_of(current_user.account_id) if live else None
    if live is None or seat is None or live.head.kind not in KINDS:
        abort(404)
    if not live.state.over and not live.head.ended:
        return redirect(url_for("exercises.session", id=id), 303)
    now, linked = time.time(), not live.head.ended
    over = replace(live.state, ended=live.state.ended or now)
    names = live.head.names if linked else live.head.names.put(other(seat), _(THE_OTHER))
    return render_template(
        "exercises/review.html",
        title=live.state.exercise.title,
        when=over.ended,
        linked=linked,
        stream=id,
        alone=live.head.kind == "solo",
        stages=view.review(over, seat, now, linked=linked),
        view=view.session_view(over, seat, names, now),
        live=False,
    )


@blueprint.post("/sessions/<id>/remove")
@login_required
def remove(id: str) -> Any:
    """By the account and never by who holds a shared phone: nobody removes the other's words."""
    writer, mine = house().writer, current_user.account_id
    if actions.delete_alone(writer, mine, id):
        return redirect(url_for("exercises.history"), 303)
    if not actions.remove_words(writer, mine, id):
        abort(404)
    return redirect(url_for("exercises.review", id=id), 303)


@blueprint.get("/history")
@login_required
def history() -> str:
    before = request.args.get("before", type=float)
    found = queries.history(current_user.account_id, before, queries.PAGE + 1)
    shown = found[: queries.PAGE]
    older = len(found) > queries.PAGE
    return render_template(
        "exercises/history.html",
        sessions=[_line(each) for each in shown],
        older_url=url_for("exercises.history", before=shown[-1].ended) if older else None,
    )


@blueprint.post("/sessions/<id>/phone")
@login_required
def phone(id: str) -> Any:
    """The other proves themself on this phone, once, with their own passphrase."""
    link = link_of(current_user.account_id)
    found = deeds.seen(current_user, id)
    them = partner_account(link) if link else None
    if found is None or them is None or found[0].head.kind != "session":
        abort(404)
    settings, key = house().settings, f"{them.id}|{network_of(request.remote_addr)}"
    if wait := house().throttle.wait("sign_in_account", settings.sign_in_account, key):
        return session_page(
            id,
            status=429,
            problem=_("That was a lot at once. Try again in %(seconds)s seconds.", seconds=wait),
        )
    if not house().passphrases.matches(them.passphrase, request.form.get("passphrase", "")):
        return session_page(
            id, status=422, problem=_("That passphrase does not fit. Check it and try again.")
        )
    house().phones.share(current_user.id, id, found[1])
    return redirect(url_for("exercises.session", id=id), 303)


@blueprint.post("/sessions/<id>/hand-over")
@login_required
def hand_over(id: str) -> Any:
    live = house().writer.live(id)
    if live is None or live.head.seat_of(current_user.account_id) is None or live.head.ended:
        abort(404)
    house().phones.hand_over(current_user.id, id)
    house().sockets.hub.cover(id, current_user.id)
    return redirect(url_for("exercises.session", id=id), 303)


def open_lines(account_id: str) -> list[dict[str, Any]]:
    """What someone does alone and has not finished, as Home shows it."""
    return [
        {"title": title, "url": url_for("exercises.session", id=id)}
        for id, title in queries.open_alone(account_id)
    ]


def lines(account_id: str, count: int) -> list[dict[str, Any]]:
    """The latest lines of someone's history, as lists show them."""
    return [_line(each) for each in queries.history(account_id, count=count)]


def _line(past: queries.Past) -> dict[str, Any]:
    return {
        "title": past.title,
        "when": past.ended,
        "url": url_for("exercises.review", id=past.id),
        "state_words": state_in_words(past.state),
    }
