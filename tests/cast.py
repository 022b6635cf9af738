"""The standing cast. alex and sam are a couple; robin and kim are another; jo is not linked.

Whoever is named here is a real account with a real cookie. Tests use them by name and make no people of their own.
"""

from __future__ import annotations

import re
import time
from uuid import uuid4

from couples import content
from couples.accounts.logins import id_of
from couples.counselor.actions import invite
from couples.domain.deed import Deed
from couples.domain.pair import Pair
from couples.domain.session import kind_of
from couples.domain.view import stage
from couples.house import House
from couples.pairing import deeds

PASSPHRASE = "seven purple kettles hum"


class Person:
    """Someone signed in: `client` carries their cookie, `login` is their place of sign-in."""

    def __init__(self, app, name, passphrase=PASSPHRASE):
        self.app, self.name = app, name
        self.house: House = app.extensions["couples"]
        self.client = app.test_client()
        self.join(name, passphrase)

    def join(self, name, passphrase):
        answer = self.post("/join", name=name, passphrase=passphrase)
        assert answer.status_code == 303, answer.get_data(as_text=True)

    @property
    def token(self):
        return self.client.get_cookie("place").value

    @property
    def login(self):
        found = self.house.logins.find(id_of(self.token))
        assert found is not None
        return found

    def get(self, path, **options):
        return self.client.get(path, **options)

    def post(self, path, **fields):
        return self.client.post(path, data=fields, headers={"Sec-Fetch-Site": "same-origin"})

    def do(self, stream, deed, step=None, /, op=None, **fields):
        """A deed by the way that forms and sockets share. Returns Saved or a Refusal."""
        with self.app.app_context():
            return deeds.do(self.login, stream, Deed(deed, step, fields), op or str(uuid4()))

    def form(self, stream, deed, step=None, /, **fields):
        """The same deed, as a browser without JavaScript sends it."""
        told = {"deed": deed, "step": step or "", "op": str(uuid4()), **fields}
        return self.post(f"/streams/{stream}/deeds", **told)

    def sees(self, stream):
        """The stream's element as this person gets it, or None."""
        with self.app.app_context():
            return deeds.fragment(self.login, stream)


class Counselor(Person):
    """A professional whom the operator invited."""

    def join(self, name, passphrase):
        code = invite(self.house.writer, self.house.keys)
        answer = self.post("/counsel/join", code=code, name=name, passphrase=passphrase)
        assert answer.status_code == 303, answer.get_data(as_text=True)


def counselor(app, name="Noor", secrets="limited"):
    """Someone invited, who joined and stated what they keep; with secrets="" they stated nothing."""
    made = Counselor(app, name)
    if secrets:
        answer = made.post("/counsel/policy", secrets=secrets)
        assert answer.status_code == 303, answer.get_data(as_text=True)
    return made


def link(one, two):
    """Link two people the way people do. Returns the couple's stream."""
    one.post("/pair/invite", relation="partners")
    page = one.get("/pair").get_data(as_text=True)
    stream = re.search(r'data-stream="([^"]+)"', page)[1]
    code = one.house.writer.live(stream).state.code
    two.post("/pair/redeem", code=code)
    assert two.form(stream, "accept").status_code == 303
    assert one.form(stream, "confirm").status_code == 303
    return stream


def start(person, slug, mode="together"):
    """Start an exercise; returns the session's id."""
    answer = person.post(f"/exercises/{slug}/start", mode=mode)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.location.rsplit("/", 1)[1]


def open_session(one, two, slug, mode="together"):
    """Start an exercise and, where it has a gate, both tap ready."""
    session = start(one, slug, mode)
    if content.exercises()[slug].tier > 1:
        one.do(session, "ready", ready="yes")
        two.do(session, "ready", ready="yes")
    return session


def state_of(app, session):
    return app.extensions["couples"].writer.live(session).state


def seats(app, session, one, two):
    """The two people by seat."""
    head = app.extensions["couples"].writer.live(session).head
    return Pair(one, two) if head.seat_of(one.login.account_id) == "A" else Pair(two, one)


# In the order in which someone tries them who only wants to get on.
DEEDS = (
    "go_on", "answer", "release", "listen", "start", "speak", "reflect", "confirm", "reply",
    "take_pen", "write", "freeze", "weigh", "sign", "rest", "back",
)  # fmt: skip


def next_deed(state, seat, marked=lambda text: text):
    """A deed that this seat could do now, as (name, step, fields), tried in order; None when there is none."""
    step = state.step(seat)
    if step is None:
        return []
    now = time.time()
    part = str(stage(state, step, seat, now).seen.get("part", "answer"))
    given = kind_of(step).example(state.moment(step, seat, now).asked, part, seat)
    fields = {name: marked(value) if _is_text(name, value) else value for name, value in given.items()}
    return [(name, step.id, {**fields, "part": part}) for name in DEEDS]


def _is_text(name, value):
    return isinstance(value, str) and " " in value
