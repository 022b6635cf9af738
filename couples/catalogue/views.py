"""Pages of the catalogue. All of it opens without an account."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_login import current_user, login_required

from couples.catalogue.filters import COMPANY, DEPTHS, MINUTES, Wish, fitting, minutes
from couples.catalogue.paths import paths
from couples.catalogue.suggest import ABOUT, suggest
from couples.catalogue.words import (
    chosen_in_words,
    evidence_in_words,
    kind_in_words,
    theme_in_words,
    themes,
    tier_in_words,
)
from couples.domain.couple import Running
from couples.domain.exercise import Exercise, Step
from couples.exercises import actions, queries
from couples.exercises.views import open_lines
from couples.house import house
from couples.pairing.queries import Link, link_of

blueprint = Blueprint("catalogue", __name__)
LONGEST_SEARCH = 80


@blueprint.get("/exercises")
def index() -> str:
    wish, kept, done = _wish(), _kept(), _done()
    shown = fitting(house().library.values(), wish, kept)
    return render_template(
        "catalogue/index.html",
        exercises=[_card(each, wish.company, kept, done) for each in shown],
        wish=wish,
        chosen=chosen_in_words(wish),
        themes=themes(),
        depths=[(name, tier_in_words(tiers[-1])) for name, tiers in DEPTHS.items()],
        minutes=MINUTES,
        paths=paths().values(),
    )


@blueprint.get("/exercises/suggest")
def offer() -> str:
    company, about = request.args.get("company", ""), request.args.get("about", "")
    most = request.args.get("minutes", 0, type=int)
    asked = company in COMPANY and about in ABOUT
    done, kept = _done(), _kept()
    found = suggest(house().library.values(), company, most, about, done) if asked else None
    return render_template(
        "catalogue/suggest.html",
        asked=asked,
        found=_card(found, company, kept, done) if found else None,
        company=company,
        about=about,
        minutes=most,
        left_open=_left_open(),
    )


@blueprint.get("/exercises/<exercise:slug>")
def show(slug: str) -> str:
    exercise = _exercise(slug)
    link = link_of(current_user.account_id) if current_user.is_authenticated else None
    linked = link is not None and link.linked
    return render_template(
        "catalogue/show.html",
        exercise=exercise,
        kept=slug in _kept(),
        evidence_words=evidence_in_words(exercise.grade),
        tier_words=tier_in_words(exercise.tier),
        theme_words=theme_in_words(exercise.theme),
        steps=_outline(exercise.steps),
        alone=_outline(exercise.alone, alone=True),
        linked=linked,
        running_url=_running_url(link, slug),
    )


@blueprint.post("/exercises/<exercise:slug>/favourite")
@login_required
def favour(slug: str) -> Any:
    _exercise(slug)
    wanted = request.form.get("keep") == "yes"
    actions.favour(house().writer, current_user.account_id, slug, wanted=wanted)
    return redirect(url_for("catalogue.show", slug=slug), 303)


@blueprint.get("/paths/<slug>")
def path(slug: str) -> str:
    found = paths().get(slug)
    if found is None:
        abort(404)
    done = _done()
    return render_template(
        "catalogue/path.html",
        path=found,
        stops=[(stop, house().library[stop.slug]) for stop in found.stops if stop.slug in house().library],
        done=done,
        next_stop=found.next_stop(done),
    )


def _wish() -> Wish:
    """Only what can be wished for; anything else in the address asks for nothing."""
    args, known = request.args, dict(themes())
    company, most = args.get("company", ""), args.get("minutes", 0, type=int)
    return Wish(
        words=args.get("words", "").strip()[:LONGEST_SEARCH],
        themes=tuple(each for each in args.getlist("theme") if each in known),
        depths=tuple(each for each in args.getlist("depth") if each in DEPTHS),
        company=company if company in COMPANY else "",
        minutes=most if most in MINUTES else 0,
        kept=bool(args.get("kept")) and current_user.is_authenticated,
    )


def _kept() -> set[str]:
    return queries.favourites(current_user.account_id) if current_user.is_authenticated else set()


def _done() -> set[str]:
    return queries.done_before(current_user.account_id) if current_user.is_authenticated else set()


def _card(exercise: Exercise, company: str, kept: set[str], done: set[str]) -> dict[str, Any]:
    alone_only = not exercise.steps
    return {
        "slug": exercise.slug,
        "title": exercise.title,
        "line": exercise.line,
        "minutes": minutes(exercise, "alone" if alone_only else company),
        "for_two": bool(exercise.steps),
        "for_one": bool(exercise.alone),
        "tier_words": tier_in_words(exercise.tier),
        "theme_words": theme_in_words(exercise.theme),
        "kept": exercise.slug in kept,
        "done_before": exercise.slug in done,
    }


def _outline(steps: Sequence[Step], *, alone: bool = False) -> list[dict[str, str]]:
    return [{"title": step.title, "kind_words": kind_in_words(step, alone=alone)} for step in steps]


def _exercise(slug: str) -> Exercise:
    exercise = house().library.get(slug)
    if exercise is None:
        abort(404)
    return exercise


def _left_open() -> list[dict[str, str]]:
    """What someone, or the two of them, began and did not finish."""
    if not current_user.is_authenticated:
        return []
    link = link_of(current_user.account_id)
    running = [
        {"title": each.title, "url": url_for("exercises.session", id=each.session)} for each in _running(link)
    ]
    return running + open_lines(current_user.account_id)


def _running_url(link: Link | None, slug: str) -> str | None:
    found = next((each.session for each in _running(link) if each.slug == slug), None)
    return url_for("exercises.session", id=found) if found else None


def _running(link: Link | None) -> Sequence[Running]:
    """What the two of a link have open."""
    live = house().writer.live(link.stream_id) if link and link.linked else None
    return live.state.running if live else ()
