"""What a person's app for codes does, told by the page that sets it up."""

from __future__ import annotations

import re
import time

import pyotp

from couples.passkeys.codes import actions, seed
from tests.cast import PASSPHRASE


class AppForCodes:
    """`code(steps)` is the code so many half minutes from now."""

    def __init__(self, page):
        self.seed = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
        self._app = pyotp.TOTP(self.seed)

    def code(self, steps=0):
        return self._app.generate_otp(int(time.time() // seed.STEP) + steps)


class Clock:
    """Stands still until a test moves it on, so that no step ends in the middle of one."""

    def __init__(self, monkeypatch):
        self.now = time.time() // seed.STEP * seed.STEP + 10
        monkeypatch.setattr("couples.passkeys.codes.actions.time", self)
        monkeypatch.setattr("tests.passkeys.app_for_codes.time", self)
        assert actions.time is self

    def time(self):
        return self.now

    def goes_on(self, steps=1):
        self.now += steps * seed.STEP


def set_up(person, passphrase=PASSPHRASE):
    """Their app, ready for a first code."""
    answer = person.post("/you/security/codes/begin", passphrase=passphrase)
    assert answer.status_code == 200
    return AppForCodes(answer.get_data(as_text=True))


def turned_on(person, clock):
    """Someone with codes on, and half a minute later, since the first code is used."""
    app = set_up(person)
    assert person.post("/you/security/codes/confirm", code=app.code()).status_code == 303
    clock.goes_on()
    return app


class Browser:
    """A browser in which nobody is signed in."""

    def __init__(self, app):
        self.client = app.test_client()

    def post(self, path, **fields):
        return self.client.post(path, data=fields, headers={"Sec-Fetch-Site": "same-origin"})

    def passphrase(self, name, passphrase=PASSPHRASE, **more):
        return self.post("/sign-in", name=name, passphrase=passphrase, **more)

    def code(self, code):
        return self.post("/sign-in/code", code=code)

    def is_in(self):
        return self.client.get("/home").status_code == 200
