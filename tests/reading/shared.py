"""A couple of whom some sessions are shared with a counselor and the others are not."""

from tests.cast import next_deed, open_session, seats, state_of
from tests.consent.given import opened

SCALED = "specific-thanks"


def rated(app, alex, sam, slug=SCALED, mode="together"):
    """A session in which both rate something and are through. Returns its id."""
    session = open_session(alex, sam, slug, mode)
    people = seats(app, session, alex, sam)
    for _ in range(200):
        state = state_of(app, session)
        if state.over:
            return session
        for seat in ("A", "B"):
            for name, step, fields in next_deed(state, seat):
                if not hasattr(people[seat].do(session, name, step, **fields), "code"):
                    break
    raise AssertionError("it did not end")


def stopped(alex, sam, slug="good-news"):
    session = open_session(alex, sam, slug)
    alex.do(session, "stop")
    return session


def with_balance(alex, sam):
    for person in (alex, sam):
        assert person.post("/balance/choose", deed="join", on="1").status_code == 303


PAGES = ("balance", "brief", "scales", "report", "report?part=need&part=balance&part=scales")


def open_to(app, noor, alex, sam, **given):
    return opened(app, noor, alex, sam, **given)
