"""A couple of whom some sessions are shared with a counselor and the others are not."""

import time

from couples.domain.pair import SEATS
from couples.domain.view import stage
from tests.cast import next_deed, open_session, seats, state_of

SCALED = "specific-thanks"


def rated(app, alex, sam, slug=SCALED, mode="together"):
    """A session in which both rate something and are through. Returns its id."""
    session = open_session(alex, sam, slug, mode)
    finishes(app, session, alex, sam)
    return session


def finishes(app, session, alex, sam, passing=()):
    """Both go through it. `passing` is (seat, step): there that one passes."""
    people = seats(app, session, alex, sam)
    for _ in range(60):
        for seat in SEATS:
            state = state_of(app, session)
            if state.over:
                return
            if passing and passing == (seat, state.step(seat).id):
                people[seat].do(session, "pass", passing[1])
                passing = ()
            else:
                _does_something(people[seat], state, session, seat)
    raise AssertionError("it did not end")


def _does_something(person, state, session, seat):
    for name, step, fields in next_deed(state, seat):
        if name in ("answer", "take_pen") and _has(state, seat):
            continue
        if hasattr(person.do(session, name, step, **fields), "version"):
            return


def _has(state, seat):
    """Whether they have done here what could be done again for ever."""
    seen = stage(state, state.step(seat), seat, time.time()).seen
    return seen["phase"] not in ("writing", "reading") or bool(seen.get("edition"))


def stopped(alex, sam, slug="good-news"):
    session = open_session(alex, sam, slug)
    alex.do(session, "stop")
    return session


def with_balance(alex, sam):
    for person in (alex, sam):
        assert person.post("/balance/choose", deed="join", on="1").status_code == 303
