"""Plays sessions in the domain alone, in any order of acting, for tests of rules and of content."""

from __future__ import annotations

import re
from dataclasses import replace

from couples import content
from couples.content.rights import rights
from couples.domain.deed import Deed
from couples.domain.events import Started
from couples.domain.exercise import Option, for_one, for_speaking
from couples.domain.pair import Pair, other
from couples.domain.session import begin, decide, kind_of, replay
from couples.domain.view import stage
from tests.cast import DEEDS

NAMES = Pair("Alex", "Sam")


# Every exercise in every way that it can be done: by two in writing, by two aloud, by one alone.
WAYS = [
    *(
        (slug, way)
        for slug, each in content.exercises().items()
        if each.steps
        for way in ("together", "spoken")
    ),
    *((slug, "alone") for slug, each in content.exercises().items() if each.alone),
]
FOR_TWO = sorted(slug for slug, each in content.exercises().items() if each.steps)
FOR_ONE = sorted(slug for slug, each in content.exercises().items() if each.alone)


def begun(way, first="A"):
    """The session that one of WAYS begins."""
    slug, how = way
    exercise = content.exercises()[slug]
    exercise = {"alone": for_one, "spoken": for_speaking}.get(how, lambda same: same)(exercise)
    mode = "alone" if how == "alone" else "together"
    first = "A" if how == "alone" else first
    return begin(Started(at=0.0, first=first, mode=mode, exercise="", ready_by=None), exercise, rights())


def asked(step, part, html):
    """The step with the cards that someone made for it, as their page shows them."""
    if not step.cards:
        return step
    picked = step.kind == "choose" and step.how in ("one", "several")
    found = re.findall(r'name="picks?" value="([\w-]+)"' if picked else rf'id="{part}-([\w-]+)"', html)
    names = [name for name in dict.fromkeys(found) if not name.endswith("-error")]
    return replace(step, options=tuple(Option(name, "") for name in names))


def a_session(slug="specific-thanks", first="A", mode="together", ready_by=None):
    exercise = content.exercises()[slug]
    return begin(Started(at=0.0, first=first, mode=mode, exercise="", ready_by=ready_by), exercise, rights())


def act(session, seat, name, step=None, now=1.0, **fields):
    """The session after a deed that must be allowed."""
    events = decide(session, Deed(name, step, fields), seat, now)
    assert isinstance(events, list), events
    return replay(session, events)


def refused(session, seat, name, step=None, now=1.0, **fields):
    refusal = decide(session, Deed(name, step, fields), seat, now)
    assert not isinstance(refusal, list), refusal
    return refusal


def moves(session, seat, now=1.0, names=DEEDS, marked=lambda seat, text: text):
    """Every deed that this seat could do now, with an answer such as the kind gives for an example."""
    step = session.step(seat)
    if step is None or session.over:
        return []
    seen = stage(session, step, seat, now).seen
    part = str(seen.get("part", "answer"))
    # Changing an answer or keeping it back can be done for ever, so here each is done once.
    done = {"answer", "keep"} if seen["phase"] != "writing" or seen.get("held") else set()
    done |= {"take_pen", "reopen"} if seen.get("edition") else set()
    given = kind_of(step).example(session.moment(step, seat, now).asked, part, seat)
    fields = {key: marked(seat, value) if is_text(value) else value for key, value in given.items()}
    deeds = [Deed(name, step.id, {**fields, "part": part}) for name in names if name not in done]
    return [deed for deed in deeds if isinstance(decide(session, deed, seat, now), list)]


def is_open_to(session, seat):
    """Whether the step this viewer is on has words of the other that are open, by the state and not by the view."""
    step = session.step(seat)
    if step is None:
        return False
    them, state = other(seat), session.states[session.at[seat]]
    match step.kind:
        case "turn":
            return state.spoken is not None
        case "need" | "boundary":
            return state.stated
        case "agreement":
            return bool(state.text)
    return state.released[them] and not state.held[them]


def is_text(value):
    """Words that someone wrote, and not a point, a card or a day."""
    return isinstance(value, str) and " " in value


def played(session, choose, names=DEEDS, most=600, marked=lambda seat, text: text):
    """Yields (session, seat, deed, events) after each deed until the end. `choose(list)` picks who does what."""
    for now in range(1, most):
        able = [(seat, deed) for seat in session.seats for deed in moves(session, seat, now, names, marked)]
        if not able:
            return
        seat, deed = choose(able)
        events = decide(session, deed, seat, float(now))
        session = replay(session, events)
        yield session, seat, deed, events
