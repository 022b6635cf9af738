"""People walk through an exercise by socket, so that pages which show it can be looked at in every state."""

from __future__ import annotations

import re

from couples import content
from couples.domain.exercise import for_one
from couples.domain.session import kind_of
from tests.cast import DEEDS
from tests.play import asked
from tests.server import start_remote

FORM = re.compile(r'data-deed="(\w+)" data-step="([\w-]*)"')
PART = re.compile(r'name="part" value="(\w+)"')

# Together they have every kind of step in every way it can be asked.
LOOKED_AT = (
    "specific-thanks", "guess-then-ask", "say-one-need", "slow-turns", "how-we-decide", "pause-pact", "my-five",
    "tell-my-line", "your-day-my-ear",
)  # fmt: skip


class Walk:
    """`html(person)` is what a person sees now; `on()` does the next thing that somebody can do."""

    def __init__(self, one, two, slug, mode="together"):
        self.people = (one, two) if two else (one,)
        self.session = start_remote(one, slug, mode)
        self.exercise = for_one(content.exercises()[slug]) if mode == "alone" else content.exercises()[slug]
        self._sockets = {person: person.socket() for person in self.people}
        self._done = set()

    def view(self, person):
        """The newest version and its html."""
        answer = self._sockets[person].enter(self.session)
        return answer["version"], answer["html"]

    def html(self, person):
        return self.view(person)[1]

    def do(self, person, deed, step=None, /, **fields):
        answer = self._sockets[person].do(self.session, deed, step, **fields)
        assert answer["ok"], (deed, step, fields, answer)

    def on(self):
        """Whether there was something to do."""
        return any(self._next(person) for person in self.people)

    def _next(self, person):
        html = self.html(person)
        offered = FORM.findall(html)
        part = (PART.findall(html) or ["answer"])[0]
        for deed in ("ready", *DEEDS):
            for name, step in offered:
                if name == deed and (person, deed, step, part) not in self._done:
                    return self._act(person, deed, step, part)
        return False

    def _act(self, person, deed, step, part):
        if deed in ("answer", "ready", "take_pen"):  # could be given again for ever, so it is given once
            self._done.add((person, deed, step, part))
        if deed == "ready":
            self.do(person, deed, ready="yes")
            return True
        kind = self.exercise.steps[self.exercise.index(step)]
        given = kind_of(kind).example(asked(kind, part, self.html(person)), part, "A")
        self.do(person, deed, step, **{**given, "part": part, "heard": self._heard(person, given)})
        return True

    def _heard(self, person, given):
        """Almost at first, so that there is a second round."""
        if "said" not in given:
            return given.get("heard", "yes")
        return "yes" if "Almost" in re.sub(r"<button.*?</button>", "", self.html(person)) else "almost"


def skeleton(html):
    """What tells one screen from another: elements and classes, without words, numbers and the head of the session."""
    html = re.sub(r"<header.*?</header>", "", html, flags=re.DOTALL)
    return re.sub(r'(?!class)\b[\w-]+="[^"]*"|>[^<]+<', "><", html)
