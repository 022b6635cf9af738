"""Small sessions made of a few steps, so that tests of one kind of step lean on no content file."""

from couples.domain.events import Started
from couples.domain.exercise import Exercise
from couples.domain.session import begin
from couples.domain.view import session_view
from tests.play import NAMES, act


def small(*steps, alone=()):
    """An exercise of these steps that says as little as it can."""
    return Exercise(
        slug="small", title="Small", line="", why="", theme="talk", tier=1, minutes=5, grade="D",
        source="", shared="", not_now=(), steps=steps, alone=alone,
    )  # fmt: skip


def session_of(exercise, first="A", mode="together", rights=()):
    return begin(Started(at=0.0, first=first, mode=mode, exercise="", ready_by=None), exercise, rights)


def at_step(*steps, first="A", rights=()):
    return session_of(small(*steps), first, rights=rights)


def stage_of(session, seat, now=1.0):
    return session_view(session, seat, NAMES, now).stage


def seen(session, seat, now=1.0):
    return stage_of(session, seat, now).seen


def all_seen(session, seat, now=1.0):
    """All that this seat may know, to the byte."""
    return repr(session_view(session, seat, NAMES, now))


def each_does(session, name, step, *given):
    """A and then B do the same, with the fields of each."""
    for seat, fields in zip("AB", given or ({}, {}), strict=True):
        session = act(session, seat, name, step, **fields)
    return session
