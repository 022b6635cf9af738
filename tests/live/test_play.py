"""Two sockets play every exercise to its end, in orders that chance picks, and nobody is shown too much."""

import random
import re

import pytest

from couples import content
from couples.domain.steps import KINDS
from tests.play import FOR_TWO, asked, is_text
from tests.server import start_remote

ORDERS = 3
NEVER = {"pause", "stop", "pass", "keep", "reopen"}


@pytest.mark.parametrize("slug", FOR_TWO)
@pytest.mark.parametrize("seed", range(ORDERS))
def test_it_plays_to_the_end(pair, slug, seed):
    chance = random.Random(f"{slug}{seed}")
    session = start_remote(pair[0], slug)
    players = [
        Player(person, session, slug, mark)
        for person, mark in zip(pair, ("canaryA", "canaryB"), strict=False)
    ]
    if content.exercises()[slug].tier > 1:
        for player in players:
            assert player.socket.do(session, "ready", ready="yes")["ok"]
    for _ in range(500):
        player = chance.choice(players)
        player.act(chance)
        if any(each.phase() in ("done", "stopped") for each in players):
            break
    assert [player.phase() for player in players] == ["done", "done"]
    for player, them in ((players[0], "canaryB"), (players[1], "canaryA")):
        player.saw_nothing_early(them)
        assert them in player.person.get(f"/sessions/{session}/review").text


class Player:
    """Someone on a socket who goes by what the fragment shows, as a person would."""

    def __init__(self, person, session, slug, mark):
        self.person, self.session, self.mark = person, session, mark
        self.exercise = content.exercises()[slug]
        self.socket = person.socket()
        self.html = self.socket.enter(session)["html"]
        self.seen = [self.html]

    def phase(self):
        self._catch_up()
        return _attribute(self.html, "data-phase")

    def act(self, chance):
        self._catch_up()
        step = next(
            (each for each in self.exercise.steps if each.id == _attribute(self.html, "data-step")), None
        )
        if step is None:
            return
        offered = sorted(set(re.findall(r'data-deed="(\w+)"', self.html)) - NEVER)
        if not offered:
            return
        for deed in chance.sample(offered, len(offered)):
            if deed == "answer" and 'data-deed="go_on"' in self.html:
                continue
            if deed == "take_pen" and "freeze" in offered:
                continue
            if self.socket.do(self.session, deed, step.id, **self._fields(step, deed))["ok"]:
                return

    def saw_nothing_early(self, them):
        """A step that was still being written showed no mark of the other."""
        for html in self.seen:
            if re.search(r'id="(answer|need|boundary)-[\w-]+"', html):
                assert them not in html

    def _fields(self, step, deed):
        part = re.search(r'name="part" value="(\w+)"', self.html)
        part = part[1] if part else "answer"
        given = KINDS[step.kind].example(asked(step, part, self.html), part, "A")
        marked = {name: f"{self.mark} {value}" if is_text(value) else value for name, value in given.items()}
        return {**marked, "part": part}

    def _catch_up(self):
        answer = self.socket.enter(self.session, int(_attribute(self.html, "data-version")))
        if answer["html"]:
            self.html = answer["html"]
            self.seen.append(self.html)


def _attribute(html, name):
    found = re.search(rf'{name}="([^"]*)"', html)
    return found[1] if found else ""
