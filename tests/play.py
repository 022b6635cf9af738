"""Plays sessions in the domain alone, in any order of acting, for tests of rules and of content."""

from __future__ import annotations

from couples import content
from couples.domain.deed import Deed
from couples.domain.events import Started
from couples.domain.pair import SEATS, Pair
from couples.domain.session import begin, decide, kind_of, replay
from couples.domain.view import stage
from tests.cast import DEEDS

NAMES = Pair("Alex", "Sam")


def a_session(slug="specific-thanks", first="A", mode="together", ready_by=None):
    exercise = content.exercises()[slug]
    return begin(Started(at=0.0, first=first, mode=mode, exercise="", ready_by=ready_by), exercise)


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
    given = kind_of(step).example(step, part, seat)
    fields = {key: marked(seat, value) if " " in str(value) else value for key, value in given.items()}
    deeds = [Deed(name, step.id, {**fields, "part": part}) for name in names if name not in done]
    return [deed for deed in deeds if isinstance(decide(session, deed, seat, now), list)]


def played(session, choose, names=DEEDS, most=600, marked=lambda seat, text: text):
    """Yields (session, seat, deed, events) after each deed until the end. `choose(list)` picks who does what."""
    for now in range(1, most):
        able = [(seat, deed) for seat in SEATS for deed in moves(session, seat, now, names, marked)]
        if not able:
            return
        seat, deed = choose(able)
        events = decide(session, deed, seat, float(now))
        session = replay(session, events)
        yield session, seat, deed, events
