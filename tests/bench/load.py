"""The load: couples who play sessions, one deed after the other. Reads a plan from standard input, prints figures.

Closed loop: each couple sends its next deed when the one before is acknowledged and the other of the two has seen it.
Open loop: deeds are due at a steady rate, and their times count from when they were due.
"""

from __future__ import annotations

import json
import random
import re
import resource
import sys
import time
from collections import deque
from uuid import UUID

import gevent
import gevent.event

from tests.bench.wire import Wire

WORDS = "You made tea before I asked, and sat with me for a while. "
ANSWERS = {
    "thanks": {"did": WORDS, "effect": WORDS, "about_you": WORDS},
    "seen": {"seen": "3"},
    "checkout": {"word": "lighter", "thanks": WORDS, "heard": "3"},
}
# A whole session of "Specific thanks": twelve deeds, each of which changes what both are shown.
SCRIPT = [
    (who, deed, step, ANSWERS[step] if deed == "answer" else {})
    for step in ANSWERS
    for who, deed in ((0, "answer"), (1, "answer"), (0, "go_on"), (1, "go_on"))
]
STREAM = re.compile(r'"stream":"([^"]+)"')


class Couple:
    """Plays its sessions in order. `done(couple)` is called when a deed is acknowledged and seen by the other."""

    def __init__(self, plan, port, origin, done):
        self.wires = [Wire(port, origin, f"place={token}", self._heard) for token in plan["tokens"]]
        self.sessions, self._done = deque(plan["sessions"]), done
        self._step, self._acknowledged, self._seen, self.busy = 0, False, False, False
        self.acks, self.deliveries, self.due = [], [], 0.0

    def enter(self):
        """Both enter every session, before anything is measured."""
        left = len(self.sessions) * 2
        ready = gevent.event.Event()

        def entered(_answer):
            nonlocal left
            left -= 1
            if left == 0:
                ready.set()

        for session in self.sessions:
            for wire in self.wires:
                wire.call("enter", {"stream": session, "seen": 0}, entered)
        ready.wait()

    def act(self, due=None):
        """The next deed. False when there is none left."""
        if not self.sessions:
            return False
        who, deed, step, fields = SCRIPT[self._step]
        self.busy, self._acknowledged, self._seen = True, False, False
        self._who, self.due = who, due or time.perf_counter()
        op = str(UUID(int=random.getrandbits(128), version=4))
        told = {"stream": self.sessions[0], "op": op, "deed": deed, "step": step, "fields": fields}
        self.wires[who].call("do", told, self._answered)
        return True

    def _answered(self, answer):
        if not answer.startswith('[{"ok":true'):
            raise SystemExit(f"refused: {answer}")
        self.acks.append(time.perf_counter() - self.due)
        self._acknowledged = True
        self._maybe_done()

    def _heard(self, wire, text):
        awaited = self.busy and not self._seen and wire is self.wires[1 - self._who]
        if awaited and text.startswith('42["view"') and STREAM.search(text)[1] == self.sessions[0]:
            self.deliveries.append(time.perf_counter() - self.due)
            self._seen = True
            self._maybe_done()

    def _maybe_done(self):
        if self._acknowledged and self._seen:
            self.busy = False
            self._step = (self._step + 1) % len(SCRIPT)
            if self._step == 0:
                self.sessions.popleft()
            self._done(self)


def closed(couples, seconds):
    until = time.perf_counter() + seconds
    for couple in couples:
        couple._done = lambda each: each.act() if time.perf_counter() < until else None
        couple.act()
    _measure(couples, seconds)


def open_loop(couples, rate, seconds):
    """Deeds that find every couple busy wait, and that waiting counts."""
    idle, late = deque(couples), deque()

    def done(couple):
        if late:
            couple.act(late.popleft())
        else:
            idle.append(couple)

    for couple in couples:
        couple._done = done
    began = time.perf_counter()
    for number in range(int(rate * seconds)):
        due = began + number / rate
        gevent.sleep(max(0, due - time.perf_counter()))
        if idle:
            idle.popleft().act(due)
        else:
            late.append(due)
    gevent.sleep(0.5)
    return time.perf_counter() - began


def _measure(couples, seconds):
    gevent.sleep(seconds)
    until = time.perf_counter() + 2
    while any(couple.busy for couple in couples) and time.perf_counter() < until:
        gevent.sleep(0.005)


def main():
    plan = json.load(sys.stdin)
    couples = [Couple(each, plan["port"], plan["origin"], lambda couple: None) for each in plan["couples"]]
    if plan["enter"]:
        gevent.joinall([gevent.spawn(couple.enter) for couple in couples], raise_error=True)
    print("ready", flush=True)
    before, cpu = time.perf_counter(), _cpu()
    if plan["rate"]:
        open_loop(couples, plan["rate"], plan["seconds"])
    else:
        closed(couples, plan["seconds"])
    print(json.dumps(_figures(couples, time.perf_counter() - before, _cpu() - cpu)), flush=True)


def _figures(couples, seconds, cpu):
    acks = sorted(each for couple in couples for each in couple.acks)
    deliveries = sorted(each for couple in couples for each in couple.deliveries)
    return {
        "deeds": len(acks),
        "seconds": seconds,
        "ack": _percentiles(acks),
        "delivery": _percentiles(deliveries),
        "load_cpu": cpu / seconds,
        "ran_out": sum(not couple.sessions for couple in couples),
    }


def _percentiles(times):
    return [times[int(len(times) * part)] * 1000 for part in (0.5, 0.99)] if times else [0, 0]


def _cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
